import {
  afterFailure,
  filesOf,
  handedIn,
  isOf,
  mayWait,
  nextOf,
  reopened,
  roomWords,
  standingWords,
  summaryOf,
  type Waiting,
  withFile,
} from './outbox-rules.ts';
import type { PhotoItem } from './photos.ts';
import type { Problem } from './problem.ts';
import { type Draft, newDraft } from './report.ts';

const photo = (part: Partial<PhotoItem> = {}): PhotoItem => ({
  key: 'PHOTO1',
  path: 'wxfile://store_1.jpg',
  state: 'sending',
  percent: 0,
  mediaId: null,
  problem: null,
  ...part,
});
const voice = { key: 'VOICE1', path: 'wxfile://store_v.mp3', seconds: 36, mediaId: null };
const agreed = { consent: '2026-11', consents: {} };
const item = (draft: Partial<Draft> = {}, part: Partial<Waiting> = {}): Waiting => ({
  ...handedIn({ ...newDraft('KEY1'), text: '路灯不亮', ...draft }, 'ann', agreed, 1_000),
  ...part,
});
const problem = (part: Partial<Problem>): Problem => ({ code: 'INTERNAL', message: '说明', status: 500, ...part });
const offline = problem({ code: 'OFFLINE', status: 0 });
const gone = problem({ code: 'INVALID_INPUT', status: 400, fields: { photos: '照片不存在或已过期，请重新上传' } });
let made = 0;
const freshKey = () => {
  made += 1;
  return `FRESH${made}`;
};

it('takes a draft in whole, but for photos that were refused for certain', () => {
  const photos = [
    photo({ key: 'arrived', state: 'sent', mediaId: 'M1' }),
    photo({ key: 'on its way' }),
    photo({ key: 'waits', state: 'failed', waits: true, problem: '没有网络' }),
    photo({ key: 'refused', state: 'failed', problem: '只支持 JPG' }),
  ];
  const taken = item({ photos, voice, owner: null });
  expect(taken.draft.photos.map(({ key }) => key)).toEqual(['arrived', 'on its way', 'waits']);
  expect(taken).toMatchObject({
    key: 'KEY1',
    tries: 0,
    problem: null,
    draft: { owner: 'ann', text: '路灯不亮', voice },
  });
});

it('sends files in their order, the recording last, and none twice', () => {
  const waiting = item({ photos: [photo(), photo({ key: 'PHOTO2' }), photo({ key: 'PHOTO3', mediaId: 'M3' })], voice });
  expect(filesOf(waiting).map(({ key, name }) => [key, name])).toEqual([
    ['PHOTO1', '第 1 张照片'],
    ['PHOTO2', '第 2 张照片'],
    ['VOICE1', '录音'],
  ]);
  const after = withFile(withFile(waiting, 'PHOTO2', 'M2'), 'VOICE1', 'MV');
  expect(filesOf(after).map(({ key }) => key)).toEqual(['PHOTO1']);
  expect(after.draft.photos.map(({ mediaId }) => mediaId)).toEqual([null, 'M2', 'M3']);
});

describe('whose turn it is', () => {
  const items = [item({ key: 'B' }, { key: 'B', queuedAt: 2 }), item({ key: 'A' }, { key: 'A', queuedAt: 1 })];

  it('is the oldest, once a round', () => {
    expect(nextOf(items, 'ann', new Set())?.key).toBe('A');
    expect(nextOf(items, 'ann', new Set(['A']))?.key).toBe('B');
    expect(nextOf(items, 'ann', new Set(['A', 'B']))).toBeUndefined();
  });

  it('is nobody else’s: another on this phone neither sees nor sends it', () => {
    expect(nextOf(items, 'ben', new Set())).toBeUndefined();
    expect(items.some((one) => isOf(one, 'ben'))).toBe(false);
    expect(isOf(item({}, { draft: newDraft('K') }), 'ben')).toBe(true);
  });

  it('passes over what needs a look', () => {
    const [last] = items;
    expect(nextOf([{ ...(items[1] as Waiting), problem: offline }, last as Waiting], 'ann', new Set())?.key).toBe('B');
  });
});

describe('after a try', () => {
  it.each([
    ['the line broke', offline],
    ['the app went to the background', problem({ code: 'OFFLINE', status: 0, message: 'interrupted' })],
    ['it took too long', problem({ code: 'TIMEOUT', status: 0 })],
    ['the system was busy', problem({ status: 503 })],
    ['it came too often', problem({ code: 'TOO_MANY_REQUESTS', status: 429 })],
    ['the first is still at work', problem({ code: 'REQUEST_IN_PROGRESS', status: 409 })],
    ['the session ran out', problem({ code: 'NOT_SIGNED_IN', status: 401 })],
  ])('everything stays where %s', (_, failure) => {
    const before = item({ attempt: { text: 'x' } as never });
    expect(afterFailure(before, failure, freshKey)).toEqual({ ...before, tries: 1 });
  });

  it('a refusal is shown to the person, and its key is not used again by itself', () => {
    const refusal = problem({ code: 'PLACE_OUTSIDE', status: 422, message: '所选位置不在本区范围内' });
    const after = afterFailure(item(), refusal, freshKey);
    expect(after.problem).toBe(refusal);
    expect(standingWords(after, { sending: false, online: true })).toBe('需要您看一下：所选位置不在本区范围内');
  });

  it('files the server has let go of are sent anew, once, and the report under a key of its own', () => {
    const before = item({ photos: [photo({ mediaId: 'M1', state: 'sent' })], voice: { ...voice, mediaId: 'MV' } });
    const again = afterFailure(before, gone, freshKey);
    expect(again).toMatchObject({ key: 'KEY1', problem: null, renewed: true, draft: { attempt: null } });
    expect(again.draft.key).not.toBe('KEY1');
    expect(filesOf(again).map(({ key }) => key)).not.toContain('PHOTO1');
    expect(filesOf(again)).toHaveLength(2);
    expect(afterFailure(again, gone, freshKey).problem).toBe(gone);
    const withoutFile = item({ photos: [photo({ path: null, mediaId: 'M1' })] });
    expect(afterFailure(withoutFile, gone, freshKey).problem).toBe(gone);
  });

  it('may wait for whatever may pass, not for somebody to sign in', () => {
    expect(mayWait(offline)).toBe(true);
    expect(mayWait(problem({ code: 'NOT_SIGNED_IN', status: 401 }))).toBe(false);
    expect(mayWait(problem({ code: 'INVALID_INPUT', status: 400 }))).toBe(false);
    expect(mayWait(problem({ code: 'FILE_GONE', status: 0 }))).toBe(false);
  });
});

describe('opened anew', () => {
  it('has everything on a phone', () => {
    const before = item({ photos: [photo()], voice });
    expect(reopened(before)).toEqual(before);
  });

  it('says what a browser could not keep', () => {
    const photos = [photo({ path: 'blob:1', mediaId: 'M1' }), photo({ key: 'two', path: 'blob:2' })];
    const after = reopened(item({ photos, voice: { ...voice, path: 'blob:3' } }));
    expect(after.draft.photos).toEqual([photo({ path: null, mediaId: 'M1' })]);
    expect(after.problem?.message).toBe('浏览器关闭后，没传完的1 张照片和一段录音没有保留下来。请补上，或直接提交。');
    expect(reopened(item({ photos: photos.slice(0, 1) })).problem).toBeNull();
  });
});

it('says in a line what it is about', () => {
  expect(summaryOf(item({ text: '路灯不亮\n三天了' }))).toBe('路灯不亮');
  expect(summaryOf(item({ text: '', voice }))).toBe('语音点单（36 秒）');
  expect(summaryOf(item({ text: '', photos: [photo()] }))).toBe('只有照片');
});

it('says how it stands', () => {
  const waiting = item({ photos: [photo(), photo({ key: 'two', mediaId: 'M2' })], voice });
  expect(standingWords(waiting, { sending: false, online: false })).toBe('已存好，联网后自动发送');
  expect(standingWords(waiting, { sending: false, online: true })).toBe('已存好，正在等系统回应，会自动再发');
  expect(standingWords(waiting, { sending: true, online: true })).toBe('正在发送，照片和录音 1/3');
  expect(standingWords(item(), { sending: true, online: true })).toBe('正在发送…');
});

it('warns before storage runs over', () => {
  expect([null, 0.5, 0.89].map(roomWords)).toEqual([null, null, null]);
  expect(roomWords(0.95)).toContain('空间快满了');
});
