import type { Problem } from '../../../services/problem.ts';
import { type ActDraft, afterRefusal, draftKey, isUntouched, newDraft, restored } from './draft.ts';

const begun = { kind: 'progress', text: null };
const draft: ActDraft = { ...newDraft('KEY-1', begun), values: { kind: 'call', text: '打过电话' } };
const problem = (status: number, code: Problem['code']): Problem => ({ status, code, message: '' });

it('keeps one draft per person, ticket and act', () => {
  expect(new Set([draftKey('a', 't', 'record'), draftKey('b', 't', 'record'), draftKey('a', 't', 'ask')]).size).toBe(3);
});

it('goes on with what was typed, by the form as it is now', () => {
  const kept = { ...draft, values: { ...draft.values, gone: '旧字段' } };
  expect(restored(kept, { ...begun, fresh: false }, 'KEY-2')).toMatchObject({
    key: 'KEY-1',
    values: { kind: 'call', text: '打过电话', fresh: false },
  });
  expect(restored(null, begun, 'KEY-2')).toEqual(newDraft('KEY-2', begun));
});

it('keeps of a browser page only the photos that had arrived', () => {
  const photo = { key: 'a', path: 'blob:x', state: 'sent' as const, percent: 100, mediaId: 'M1', problem: null };
  const kept = { ...draft, photos: { photos: [photo, { ...photo, key: 'b', mediaId: null }] } };
  expect(restored(kept, begun, 'KEY-2').photos).toEqual({ photos: [{ ...photo, path: null }] });
});

it('knows a form that nobody touched', () => {
  expect(isUntouched(newDraft('KEY-1', begun), begun)).toBe(true);
  expect(isUntouched(draft, begun)).toBe(false);
});

describe('after sending', () => {
  const sent = { ...draft, attempt: { version: 3, body: { text: '打过电话' } } };

  it.each([
    problem(0, 'OFFLINE'),
    problem(0, 'TIMEOUT'),
    problem(401, 'NOT_SIGNED_IN'),
    problem(503, 'UNAVAILABLE'),
    problem(409, 'REQUEST_IN_PROGRESS'),
  ])('without a clear answer ($code) the same is sent again under the same key', (unclear) => {
    expect(afterRefusal(sent, unclear, 'KEY-2')).toEqual(sent);
  });

  it.each([problem(400, 'INVALID_INPUT'), problem(409, 'STALE_VERSION'), problem(422, 'PHOTO_REQUIRED')])(
    'after a refusal ($code) the words stay and the next is another request',
    (refusal) => {
      expect(afterRefusal(sent, refusal, 'KEY-2')).toEqual({ ...draft, key: 'KEY-2' });
    },
  );
});
