import { clockWords, ended, NoRecording, type Recorder } from './recording.ts';
import { understanding } from './speech.ts';

type Manager = Parameters<typeof understanding>[0];

const stage = () => {
  const calls: string[] = [];
  const manager: Manager = { start: () => void calls.push('listen'), stop: () => void calls.push('enough') };
  const plain: Recorder = { start: () => void calls.push('record'), stop: () => void calls.push('end') };
  return { calls, manager, recorder: understanding(manager, plain) };
};

it('writes down what is said, and keeps the sound', () => {
  const { manager, recorder } = stage();
  const words: string[] = [];
  const results: unknown[] = [];
  recorder.start(
    (result) => results.push(result),
    (heard) => words.push(heard),
  );
  manager.onRecognize?.({ result: '楼下的路灯' });
  manager.onRecognize?.({ result: '' });
  manager.onStop?.({ result: '楼下的路灯不亮', tempFilePath: 'wxfile://tmp.mp3', duration: 4_200 });
  manager.onStop?.({ result: '第二次', tempFilePath: 'wxfile://tmp.mp3', duration: 4_200 });
  expect(words).toEqual(['楼下的路灯']);
  expect(results).toEqual([{ path: 'wxfile://tmp.mp3', seconds: 4, words: '楼下的路灯不亮' }]);
});

it.each([
  [-30_001, true],
  [-30_013, false],
])('says why there is nothing (%d), and stays with the plugin', (retcode, denied) => {
  const { calls, manager, recorder } = stage();
  const results: unknown[] = [];
  recorder.start((result) => results.push(result));
  manager.onError?.({ retcode, msg: '' });
  expect(results).toEqual([expect.objectContaining({ denied })]);
  recorder.start(() => undefined);
  expect(calls).toEqual(['listen', 'listen']);
});

it('records alone from the next time on when the quota is used up', () => {
  const { calls, manager, recorder } = stage();
  const results: unknown[] = [];
  recorder.start((result) => results.push(result));
  manager.onError?.({ retcode: -40_001, msg: 'rate limit' });
  expect(results).toEqual([new NoRecording('语音转文字暂时用不了。请再按一次，直接录音就行。')]);
  recorder.start(() => undefined);
  recorder.stop();
  expect(calls).toEqual(['listen', 'record', 'end']);
});

it('takes less than a second for nothing, and never more than a minute', () => {
  expect(ended('x', 400)).toBeInstanceOf(NoRecording);
  expect(ended('', 4_000)).toBeInstanceOf(NoRecording);
  expect(ended('x', 1_200)).toEqual({ path: 'x', seconds: 1 });
  expect(ended('x', 60_700)).toEqual({ path: 'x', seconds: 60 });
  expect([clockWords(7), clockWords(60)]).toEqual(['0:07', '1:00']);
});
