/** One sound at a time: whoever begins another ends the first. */
import Taro from '@tarojs/taro';
import { isH5 } from './platform.ts';

interface Playing {
  /** Hears seconds played so far; then that it is over, with words where it could not be played. */
  onTime(seconds: number): void;
  onEnd(problem: string | null): void;
}

let stopLast: (() => void) | null = null;

/** Plays what lies at `url` (an address, or a file on the phone). Answers how to stop. */
export function play(url: string, { onTime, onEnd }: Playing): () => void {
  stopLast?.();
  let over = false;
  const sound = isH5 ? inBrowser(url) : inWechat(url);
  const end = (problem: string | null) => {
    if (over) return;
    over = true;
    if (stopLast === stop) stopLast = null;
    sound.close();
    onEnd(problem);
  };
  const stop = () => end(null);
  stopLast = stop;
  sound.listen({ time: (seconds) => !over && onTime(seconds), ended: () => end(null), failed: () => end(FAILED) });
  return stop;
}

const FAILED = '录音播放不了，请下拉刷新后再试。';

interface Sound {
  listen(to: { time(seconds: number): void; ended(): void; failed(): void }): void;
  close(): void;
}

function inWechat(url: string): Sound {
  const audio = Taro.createInnerAudioContext();
  return {
    listen({ time, ended, failed }) {
      audio.onTimeUpdate(() => time(audio.currentTime));
      audio.onEnded(ended);
      audio.onError(failed);
      audio.src = url;
      audio.play();
    },
    close: () => audio.destroy(),
  };
}

function inBrowser(url: string): Sound {
  const audio = new Audio(url);
  return {
    listen({ time, ended, failed }) {
      audio.ontimeupdate = () => time(audio.currentTime);
      audio.onended = ended;
      audio.onerror = failed;
      audio.play().catch(failed);
    },
    close() {
      audio.pause();
      audio.removeAttribute('src');
    },
  };
}
