/** WeChat's plugin that writes down what is said while it records (微信同声传译). */
import { ended, LONGEST_SECONDS, NoRecording, type Recorder, type Recording, TOO_SHORT } from './recording.ts';

interface Manager {
  start(options: { lang: string; duration: number }): void;
  stop(): void;
  onRecognize?: (heard: { result: string }) => void;
  onStop?: (heard: { result: string; tempFilePath: string; duration: number }) => void;
  onError?: (error: { retcode: number; msg: string }) => void;
}

export interface SpeechPlugin {
  getRecordRecognitionManager(): Manager;
}

/** Nobody allowed the microphone. */
const DENIED = [-30_001, -30_012];
/** Nothing was said, or nothing that can be understood. */
const SILENT = [-30_003, -30_011, -30_013];

/**
 * A recorder that understands. Where the plugin can't (its day's quota is used up, the network is slow) `plain` takes over from the
 * next time on: a recording alone is as good a report.
 */
export function understanding(manager: Manager, plain: Recorder): Recorder {
  let given = false;
  let listener: ((result: Recording | NoRecording) => void) | null = null;
  let heard: ((words: string) => void) | undefined;
  const tell = (result: Recording | NoRecording) => {
    const told = listener;
    listener = null;
    told?.(result);
  };
  manager.onRecognize = ({ result }) => {
    if (result) heard?.(result);
  };
  manager.onStop = ({ result, tempFilePath, duration }) => {
    const recording = ended(tempFilePath, duration);
    tell(recording instanceof NoRecording ? recording : { ...recording, words: result });
  };
  manager.onError = ({ retcode }) => {
    if (DENIED.includes(retcode))
      return tell(new NoRecording('没有麦克风权限，请在设置里打开，也可以先用文字上报。', true));
    if (SILENT.includes(retcode)) return tell(TOO_SHORT());
    given = true;
    return tell(new NoRecording('语音转文字暂时用不了。请再按一次，直接录音就行。'));
  };
  return {
    start(done, onWords) {
      if (given) return plain.start(done);
      listener = done;
      heard = onWords;
      manager.start({ lang: 'zh_CN', duration: LONGEST_SECONDS * 1000 });
    },
    stop: () => (given ? plain : manager).stop(),
  };
}
