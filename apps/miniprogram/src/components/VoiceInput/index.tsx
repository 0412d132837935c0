import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { pressable, spoken } from '@/a11y.ts';
import { offerSettings, randomKey, say } from '@/services/platform.ts';
import { dropFile, keepFile } from '@/services/platform-files.ts';
import { canRecord, recorder } from '@/services/recorder.ts';
import { clockWords, LONGEST_SECONDS, NoRecording, type Recording } from '@/services/recording.ts';
import type { VoiceItem } from '@/services/report.ts';
import { stopFile } from '@/services/uploads.ts';
import { Button } from '../Button/index.tsx';
import { Icon } from '../Icon/index.tsx';
import { VoicePlayer } from '../VoicePlayer/index.tsx';
import './index.scss';

interface Props {
  voice: VoiceItem | null;
  onChange: (voice: VoiceItem | null) => void;
  /** What was understood so far, where speech becomes text: it replaces what was understood before of this recording. */
  onWords?: (words: string, before: string) => void;
  invite?: string;
}

/** One recording of up to a minute: a press begins, another ends; then it can be heard, or recorded anew. */
export function VoiceInput({ voice, onChange, onWords, invite = '按一下，说出问题' }: Props) {
  const [since, setSince] = useState<number | null>(null);
  const [now, setNow] = useState(0);
  const heard = useRef('');
  const change = useRef(onChange);
  change.current = onChange;
  const recording = since !== null;
  useEffect(() => {
    if (!recording) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [recording]);
  // Whoever leaves the page has said what he wanted to say.
  const running = useRef(false);
  useEffect(
    () => () => {
      if (running.current) recorder.stop();
    },
    [],
  );
  if (!canRecord()) return null;

  const understood = (words: string) => {
    onWords?.(words, heard.current);
    heard.current = words;
  };
  const start = () => {
    heard.current = '';
    running.current = true;
    setNow(Date.now());
    setSince(Date.now());
    recorder.start((result) => {
      running.current = false;
      setSince(null);
      void take(result);
    }, understood);
  };
  const take = async (result: Recording | NoRecording) => {
    if (result instanceof NoRecording) {
      if (result.denied) await offerSettings(result.words);
      else say(result.words);
      return;
    }
    const { path } = await keepFile(result.path);
    if (result.words) understood(result.words);
    change.current({ key: randomKey(), path, seconds: result.seconds, mediaId: null });
  };
  const remove = () => {
    if (voice?.path) {
      stopFile(voice.key);
      dropFile(voice.path);
    }
    onChange(null);
  };

  if (recording) {
    const seconds = Math.min(LONGEST_SECONDS, Math.max(0, Math.floor((now - since) / 1000)));
    return (
      <View
        className="voiceinput voiceinput--on"
        {...pressable(() => recorder.stop(), { label: `正在录音，已录 ${seconds} 秒，按一下结束` })}
      >
        <View className="voiceinput__dot" />
        <View className="voiceinput__words">说完了，按一下</View>
        <View className="voiceinput__time">
          {clockWords(seconds)} / {clockWords(LONGEST_SECONDS)}
        </View>
      </View>
    );
  }
  if (voice) {
    return (
      <View className="voiceinput__have" {...spoken({ role: 'group', label: `录音，${voice.seconds} 秒` })}>
        {voice.path ? (
          <VoicePlayer url={voice.path} seconds={voice.seconds} what="刚才的录音" />
        ) : (
          <View className="voiceinput__kept">录音已上传（{voice.seconds} 秒）</View>
        )}
        <Button kind="quiet" icon="x" onPress={remove} label="删掉这段录音">
          删掉
        </Button>
      </View>
    );
  }
  return (
    <View className="voiceinput" {...pressable(start, { label: `${invite}，最长 ${LONGEST_SECONDS} 秒` })}>
      <Icon name="mic" size="large" />
      <View className="voiceinput__words">{invite}</View>
    </View>
  );
}
