// The microphone: one recorder, whose recordings are the file a test gives it, and speech to text by the plugin WechatSI.
import type { Boot, Voice } from '../program.ts';
import { addTemporary } from './files.ts';
import { needScope } from './permission.ts';
import { needPrivacy } from './privacy.ts';
import { Listeners, whenHidden } from './stay.ts';

interface StartOptions {
  duration?: number;
  sampleRate?: number;
  encodeBitRate?: number;
  numberOfChannels?: number;
  format?: string;
}

interface Failure {
  errMsg: string;
  errno?: number;
}

const MOST_MS = 600_000;
/** Bit rates WeChat takes at each sample rate. */
const RATES: Record<number, [least: number, most: number]> = {
  8000: [16_000, 48_000],
  11025: [16_000, 48_000],
  12000: [24_000, 64_000],
  16000: [24_000, 96_000],
  22050: [32_000, 128_000],
  24000: [32_000, 128_000],
  32000: [48_000, 192_000],
  44100: [64_000, 320_000],
  48000: [64_000, 320_000],
};
const TYPES: Record<string, string> = { mp3: 'audio/mpeg', aac: 'audio/aac', wav: 'audio/wav' };

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

function fault({ duration = 60_000, sampleRate = 8000, encodeBitRate = 48_000, format = 'aac' }: StartOptions) {
  const range = RATES[sampleRate];
  if (!range) return 'sampleRate is not supported';
  if (encodeBitRate < range[0] || encodeBitRate > range[1]) return 'encodeBitRate is not supported';
  if (duration <= 0 || duration > MOST_MS) return 'duration is out of range';
  return TYPES[format] || format === 'PCM' ? undefined : 'format is not supported';
}

/** A recording as a file of the app; without one given by the test there is nothing to hear. */
function record(voice: Voice | undefined, format: string): { tempFilePath: string; fileSize: number } {
  if (!voice) throw new Error('the test gives the microphone nothing to hear (option voice)');
  if (voice.type !== format) throw new Error(`the test gives ${voice.type}, the app asked for ${format}`);
  const blob = new Blob([bytesOf(voice.base64)], { type: TYPES[format] ?? 'application/octet-stream' });
  return { tempFilePath: addTemporary(blob, format.toLowerCase()), fileSize: blob.size };
}

export interface Recorder {
  manager: object;
  /** A call or a video takes the microphone away, or gives it back. */
  interrupt(begins: boolean): void;
}

export function createRecorder(boot: Boot): Recorder {
  const started = new Listeners<object>();
  const paused = new Listeners<object>();
  const resumed = new Listeners<object>();
  const stopped = new Listeners<object>();
  const failed = new Listeners<Failure>();
  const taken = new Listeners<object>();
  const givenBack = new Listeners<object>();
  let state: 'idle' | 'asking' | 'recording' | 'paused' = 'idle';
  let interrupted = false;
  let format = 'aac';
  let limit = 0;
  let spoken = 0;
  let since = 0;
  let timer: number | undefined;

  const fail = (words: string, errno?: number) =>
    failed.tell({ errMsg: `operateRecorder:fail ${words}`, ...(errno === undefined ? {} : { errno }) });
  const run = () => {
    state = 'recording';
    since = performance.now();
    timer = window.setTimeout(stop, limit - spoken);
  };
  const hold = () => {
    window.clearTimeout(timer);
    spoken += state === 'recording' ? performance.now() - since : 0;
  };
  const pause = () => {
    if (state !== 'recording') return;
    hold();
    state = 'paused';
    paused.tell({});
  };
  const stop = () => {
    if (state !== 'recording' && state !== 'paused') {
      fail('recorder not start');
      return;
    }
    hold();
    state = 'idle';
    const duration = Math.min(limit, boot.voice ? boot.voice.seconds * 1000 : Math.round(spoken));
    stopped.tell({ duration, ...record(boot.voice, format) });
  };
  const start = async (options: StartOptions = {}) => {
    if (state !== 'idle') {
      fail("audio is recording, don't start record again");
      return;
    }
    const wrong = fault(options);
    if (wrong) {
      fail(wrong);
      return;
    }
    state = 'asking';
    try {
      await needPrivacy(boot, 'RecorderManager.start');
      await needScope(boot, 'scope.record');
    } catch (error) {
      state = 'idle';
      const { message, codes } = error as { message: string; codes?: { errno?: number } };
      fail(message, codes?.errno);
      return;
    }
    format = options.format ?? 'aac';
    limit = options.duration ?? 60_000;
    spoken = 0;
    run();
    started.tell({});
  };
  const resume = () => {
    if (state !== 'paused' || interrupted) {
      fail('recorder can not resume');
      return;
    }
    run();
    resumed.tell({});
  };
  const interrupt = (begins: boolean) => {
    interrupted = begins;
    if (begins) {
      taken.tell({});
      pause();
    } else givenBack.tell({});
  };
  whenHidden(pause);

  const manager = {
    start: (options?: StartOptions) => void start(options),
    ...{ pause, resume, stop },
    ...{ onStart: started.on, onPause: paused.on, onResume: resumed.on, onStop: stopped.on, onError: failed.on },
    ...{ onInterruptionBegin: taken.on, onInterruptionEnd: givenBack.on, onFrameRecorded: () => undefined },
  };
  return { manager, interrupt };
}

interface Recognition {
  onStart?: (answer: object) => void;
  onRecognize?: (answer: { result: string }) => void;
  onStop?: (answer: object) => void;
  onError?: (answer: { retcode: number; msg: string }) => void;
}

/** The plugin WechatSI (speech to text): its manager takes its listeners as properties, and hears the test's words. */
export function createSpeech(boot: Boot): { getRecordRecognitionManager(): object } {
  class RecognitionManager implements Recognition {
    onStart?: Recognition['onStart'];
    onRecognize?: Recognition['onRecognize'];
    onStop?: Recognition['onStop'];
    onError?: Recognition['onError'];
    private running = false;

    async start({ duration = 60_000 }: { duration?: number; lang?: string } = {}): Promise<void> {
      if (this.running || duration > 60_000) {
        this.onError?.({ retcode: -30_004, msg: 'please stop after start' });
        return;
      }
      this.running = true;
      try {
        await needPrivacy(boot, 'RecorderManager.start');
        await needScope(boot, 'scope.record');
        this.onStart?.({ msg: 'Ok', retcode: 0 });
      } catch (error) {
        this.running = false;
        this.onError?.({ retcode: -30_001, msg: (error as Error).message });
      }
    }

    stop(): void {
      if (!this.running) return;
      this.running = false;
      const result = boot.voice?.words ?? '';
      if (!boot.voice || result === '') {
        this.onError?.({ retcode: -30_013, msg: 'no voice' });
        return;
      }
      this.onRecognize?.({ result });
      const duration = boot.voice.seconds * 1000;
      this.onStop?.({ result, duration, ...record(boot.voice, boot.voice.type), retcode: 0 });
    }
  }
  const manager = new RecognitionManager();
  return { getRecordRecognitionManager: () => manager };
}
