import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { pressable } from '@/a11y.ts';
import { say } from '@/services/platform.ts';
import { play } from '@/services/player.ts';
import { clockWords } from '@/services/recording.ts';
import { Icon } from '../Icon/index.tsx';
import './index.scss';

interface Props {
  /** A whole address, or a file on the phone. */
  url: string;
  seconds: number;
  /** Whose it is, for the ear: 「反映时的录音」. */
  what: string;
}

/** A recording to listen to: one press plays it, another stops it. */
export function VoicePlayer({ url, seconds, what }: Props) {
  const [at, setAt] = useState<number | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  const playing = at !== null;
  const press = () => {
    if (playing) {
      stop.current?.();
      return;
    }
    setAt(0);
    stop.current = play(url, {
      onTime: (now) => setAt(Math.min(seconds, Math.floor(now))),
      onEnd: (problem) => {
        setAt(null);
        if (problem) say(problem);
      },
    });
  };
  const done = playing ? Math.round((at / seconds) * 100) : 0;
  return (
    <View
      className="voice"
      {...pressable(press, { label: playing ? `停止播放${what}` : `播放${what}，${seconds} 秒` })}
    >
      <Icon name={playing ? 'square' : 'play'} />
      <View className="voice__line">
        <View className="voice__done" style={{ width: `${done}%` }} />
      </View>
      <View className="voice__time">{playing ? `${clockWords(at)} / ${clockWords(seconds)}` : `${seconds} 秒`}</View>
    </View>
  );
}
