import type { NoticeView } from '@liudan/shared/community/contract';
import { EMPTY_FORM, formOf, missingIn, toNotice } from './form.ts';

const notice = {
  topic: 'works',
  title: '外墙维修',
  body: '请绕行',
  pinned: true,
  photos: [{ id: 'P1', url: '/u', thumbUrl: '/t', width: 1, height: 1 }],
  publishedAt: '2026-11-30T00:00:00.000Z',
  until: null,
  desk: { state: 'planned', version: 3, org: { id: 'hbl-hbl', name: '河滨社区' } },
} as unknown as NoticeView;

it('says what is missing, field by field', () => {
  expect(Object.keys(missingIn(EMPTY_FORM))).toEqual(['org', 'topic', 'title', 'body']);
  expect(missingIn({ ...EMPTY_FORM, org: 'hbl-hbl', topic: 'event', title: '义诊', body: ' ' })).toEqual({
    body: '请填写内容',
  });
  expect(missingIn(formOf(notice))).toEqual({});
});

it('begins with what a notice says, and gives it back as the contract wants it', () => {
  const form = formOf(notice);
  expect(form.photos.map(({ mediaId, state }) => [mediaId, state])).toEqual([['P1', 'sent']]);
  expect(toNotice(form, ['P1'], 3)).toEqual({
    version: 3,
    topic: 'works',
    title: '外墙维修',
    body: '请绕行',
    pinned: true,
    photos: ['P1'],
    publishAt: '2026-11-30T00:00:00.000Z',
    until: null,
  });
});

it('leaves the time of publication alone once it is out, and names the organisation of a new one', () => {
  const out = { ...notice, desk: { ...notice.desk, state: 'out' } } as NoticeView;
  expect(toNotice(formOf(out), [], 4)).not.toHaveProperty('publishAt');
  expect(toNotice({ ...EMPTY_FORM, org: 'hbl', until: '2026-12-01T00:00:00.000Z' }, [], null)).toMatchObject({
    org: 'hbl',
    until: '2026-12-01T00:00:00.000Z',
  });
});
