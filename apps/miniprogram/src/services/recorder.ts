/**
 * The microphone: one recording at a time, of at most a minute. WeChat has a recorder of its own; a browser's is written as WAV, which
 * every phone plays.
 */
import Taro from '@tarojs/taro';
import { isDenied, refusedWords } from './permission.ts';
import { isH5 } from './platform.ts';
import { addBrowserFile } from './platform-files.ts';
import { ended, LONGEST_SECONDS, NoRecording, type Recorder, type Recording, TOO_SHORT } from './recording.ts';
import { type SpeechPlugin, understanding } from './speech.ts';
import { asWave } from './wave.ts';

const refused = (error: unknown): NoRecording => new NoRecording(refusedWords(error, '麦克风'), isDenied(error));

let listener: ((result: Recording | NoRecording) => void) | null = null;
let manager: Taro.RecorderManager | null = null;

const tell = (result: Recording | NoRecording) => {
  const told = listener;
  listener = null;
  told?.(result);
};

/** WeChat's recorder is one for the whole app, and so are its listeners. */
function wechat(): Taro.RecorderManager {
  if (manager) return manager;
  manager = Taro.getRecorderManager();
  manager.onStop(({ tempFilePath, duration }) => tell(ended(tempFilePath, duration)));
  manager.onError((error) => tell(refused(error)));
  // A call takes the microphone: what was said until then is kept.
  manager.onInterruptionBegin(() => {
    if (listener) manager?.stop();
  });
  return manager;
}

const inWechat: Recorder = {
  start(done) {
    listener = done;
    const sound = { format: 'mp3', sampleRate: 16_000, numberOfChannels: 1, encodeBitRate: 48_000 } as const;
    wechat().start({ ...sound, duration: LONGEST_SECONDS * 1000 });
  },
  stop: () => wechat().stop(),
};

let browser: { recorder: MediaRecorder; timer: ReturnType<typeof setTimeout> } | null = null;

const inBrowser: Recorder = {
  start(done) {
    listener = done;
    void record().catch((error) => tell(refused(error)));
  },
  stop() {
    if (browser?.recorder.state === 'recording') browser.recorder.stop();
  },
};

async function record(): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.onstop = () => {
    clearTimeout(browser?.timer);
    browser = null;
    for (const track of stream.getTracks()) track.stop();
    void written(parts).then(tell, () => tell(TOO_SHORT()));
  };
  browser = { recorder, timer: setTimeout(() => inBrowser.stop(), LONGEST_SECONDS * 1000) };
  recorder.start();
}

const RATE = 16_000;

async function written(parts: Blob[]): Promise<Recording | NoRecording> {
  const bytes = await new Blob(parts).arrayBuffer();
  const audio = new AudioContext();
  const heard = await audio.decodeAudioData(bytes).finally(() => audio.close());
  const seconds = Math.min(heard.duration, LONGEST_SECONDS);
  const drawn = new OfflineAudioContext(1, Math.max(1, Math.round(seconds * RATE)), RATE);
  const source = drawn.createBufferSource();
  source.buffer = heard;
  source.connect(drawn.destination);
  source.start();
  const samples = (await drawn.startRendering()).getChannelData(0);
  const file = new File([asWave(samples, RATE)], 'voice.wav', { type: 'audio/wav' });
  return ended(addBrowserFile(file), seconds * 1000);
}

/** Some browsers, and pages that are not of a safe origin, have no microphone. */
export const canRecord = (): boolean =>
  !isH5 || (typeof MediaRecorder !== 'undefined' && navigator.mediaDevices?.getUserMedia !== undefined);

export const recorder: Recorder = isH5
  ? inBrowser
  : SPEECH_PLUGIN
    ? understanding((requirePlugin('WechatSI') as SpeechPlugin).getRecordRecognitionManager(), inWechat)
    : inWechat;

/** Whether what is said becomes words by itself. */
export const understands = !isH5 && SPEECH_PLUGIN !== '';
