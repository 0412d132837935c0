import { submitTicket } from './contract.ts';

const REPORT = { place: { grid: 'hbl-hbl-g1' }, consent: '2026-11' };
const wrong = (report: unknown) => submitTicket.safeParse(report).error?.issues.map(({ path }) => path.join('.'));

it('wants words or a voice, also where something else is wrong', () => {
  expect(wrong({ ...REPORT, text: '路灯不亮' })).toBeUndefined();
  expect(wrong({ ...REPORT, voice: '01JD0000000000000000000000' })).toBeUndefined();
  expect(wrong({ ...REPORT, text: ' \u200b' })).toEqual(['text']);
  expect(wrong({ text: '' })).toEqual(expect.arrayContaining(['place', 'text']));
});

it.each([null, undefined, 'text', 7, []])('refuses %j, which is no report at all', (body) => {
  expect(submitTicket.safeParse(body).success).toBe(false);
});
