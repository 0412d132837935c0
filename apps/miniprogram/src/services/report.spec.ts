import type { PhotoItem } from './photos.ts';
import type { Problem } from './problem.ts';
import {
  accuracyWords,
  afterRefusal,
  areaWords,
  changedSince,
  claimed,
  type Draft,
  type DraftPlace,
  isBlank,
  missing,
  newDraft,
  toReport,
  withHeard,
} from './report.ts';

const place: DraftPlace = {
  how: 'located',
  lng: 109.83,
  lat: 27.2,
  system: 'gcj02',
  accuracyMetres: 15,
  community: { id: 'hebin', name: '河滨路社区' },
  grid: null,
};
const photo = (part: Partial<PhotoItem>): PhotoItem => ({
  key: 'one',
  path: '/kept/one.jpg',
  state: 'sent',
  percent: 100,
  mediaId: '01JD0000000000000000000001',
  problem: null,
  ...part,
});
const written: Draft = { ...newDraft('KEY1'), text: ' 路灯不亮 ', place, address: '沿河路12号' };
const problem = (part: Partial<Problem>): Problem => ({ code: 'INTERNAL', message: '', status: 500, ...part });

it('leaves out what was not filled in', () => {
  expect(toReport(written, 'v1')).toEqual({
    text: '路灯不亮',
    place: { lng: 109.83, lat: 27.2, system: 'gcj02', accuracyMetres: 15, community: 'hebin', address: '沿河路12号' },
    photos: [],
    hideName: false,
    channel: 'mini_program',
    consent: 'v1',
  });
});

it('sends only the photos that have arrived', () => {
  const photos = [photo({}), photo({ key: 'two', state: 'failed', mediaId: null })];
  expect(toReport({ ...written, photos }, 'v1').photos).toEqual(['01JD0000000000000000000001']);
});

it('says what is missing; a recording says enough, and photos on their way go on from the outbox', () => {
  expect(missing(written)).toEqual({});
  expect(missing({ ...newDraft('K'), phone: '12345' })).toEqual({
    text: expect.any(String),
    place: expect.any(String),
    phone: expect.any(String),
  });
  expect(missing({ ...written, photos: [photo({ state: 'sending', mediaId: null })] })).toEqual({});
  expect(missing({ ...written, text: ' ', voice })).toEqual({});
});

const voice = { key: 'VOICE', path: 'wxfile://v.mp3', seconds: 7, mediaId: '01JD0000000000000000000V01' };

it('sends what was spoken once it has arrived', () => {
  expect(toReport({ ...written, text: '', voice }, 'v1')).toMatchObject({ text: '', voice: voice.mediaId });
  expect(toReport({ ...written, voice: { ...voice, mediaId: null } }, 'v1')).not.toHaveProperty('voice');
});

it.each([
  ['', '路灯不亮', '', '路灯不亮'],
  ['路灯', '路灯不亮', '路灯', '路灯不亮'],
  ['二单元门口', '路灯不亮', '', '二单元门口，路灯不亮'],
  ['二单元。', '路灯', '', '二单元。路灯'],
  ['改过的话', '路灯不亮了', '路灯不亮', '改过的话，路灯不亮了'],
  ['', '一二三四五六七八九十再说', '', '一二三四五六七八九十'],
])('puts what is heard behind what was typed: %j and %j', (text, heard, before, expected) => {
  expect(withHeard(text, heard, before, 10)).toBe(expected);
});

it('holds a draft with nothing in it for blank, but not one whose answer is out', () => {
  expect(isBlank({ ...newDraft('K'), place })).toBe(true);
  expect(isBlank({ ...newDraft('K'), attempt: toReport(written, 'v1') })).toBe(false);
});

describe('sending twice', () => {
  const sent: Draft = { ...written, attempt: toReport(written, 'v1') };

  it.each([
    ['the line broke', problem({ code: 'OFFLINE', status: 0 })],
    ['the server failed', problem({ status: 503 })],
    ['the first is still at work', problem({ code: 'REQUEST_IN_PROGRESS', status: 409 })],
    ['the session ran out', problem({ code: 'NOT_SIGNED_IN', status: 401 })],
  ])('keeps key and words when %s', (_, refusal) => {
    expect(afterRefusal(sent, refusal, 'KEY2')).toBe(sent);
  });

  it('starts anew when the server said no for certain', () => {
    const next = afterRefusal(sent, problem({ code: 'PLACE_OUTSIDE', status: 422 }), 'KEY2');
    expect(next).toMatchObject({ key: 'KEY2', attempt: null, text: sent.text });
  });

  it('notices that the words changed after an unanswered sending', () => {
    expect(changedSince(sent, 'v1')).toBe(false);
    expect(changedSince({ ...sent, text: '路灯不亮，三天了' }, 'v1')).toBe(true);
  });
});

describe('another person signs in on the same phone', () => {
  const sent: Draft = { ...written, owner: 'ann', attempt: toReport(written, 'v1'), photos: [photo({})] };

  it('keeps the words, but neither the key nor what was sent under it', () => {
    const next = claimed(sent, 'ben', 'KEY2');
    expect(next).toMatchObject({ key: 'KEY2', owner: 'ben', attempt: null, text: sent.text });
    expect(next.photos).toEqual([photo({ state: 'failed', percent: 0, mediaId: null })]);
  });

  it('drops photos that only the other can show', () => {
    expect(claimed({ ...sent, photos: [photo({ path: null })] }, 'ben', 'KEY2').photos).toEqual([]);
  });

  it('changes nothing for the same person, nor for the first', () => {
    expect(claimed(sent, 'ann', 'KEY2')).toBe(sent);
    expect(claimed(written, 'ann', 'KEY2')).toEqual({ ...written, owner: 'ann' });
  });
});

it.each([
  [{}, '误差约 15 米'],
  [{ accuracyMetres: 3 }, '误差约 5 米'],
  [{ accuracyMetres: 850 }, '误差约 850 米，最好改一下'],
  [{ accuracyMetres: null }, '已定位'],
  [{ how: 'pinned' as const }, '手动选的位置'],
  [{ how: 'listed' as const }, '按所选网格'],
])('says how sure the place is: %j', (part, words) => {
  expect(accuracyWords({ ...place, ...part })).toBe(words);
});

it.each([
  [null, '河滨路社区'],
  [{ id: 'g3', name: '河滨路社区第三网格' }, '河滨路社区第三网格'],
  [{ id: 'g3', name: '第三网格' }, '河滨路社区第三网格'],
])('says the name of the community once: %j', (grid, words) => {
  expect(areaWords({ ...place, grid })).toBe(words);
});
