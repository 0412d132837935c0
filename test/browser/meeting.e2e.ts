/** The community's study at a desk with a keyboard: the numbers choose the way, the arrows the ticket, Enter sends. */
import { jest } from '@jest/globals';
import type { MeetingView } from '@liudan/shared/meeting/contract';
import { H5_DIST } from '../support/builds.ts';
import { type H5, openH5 } from '../support/h5.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { type Cast, page as readTicket, signInAll } from '../support/story.ts';

jest.setTimeout(60_000);

let house: Noticed;
let cast: Cast;
let desk: H5;
let meetingId: string;
const tickets: string[] = [];

beforeAll(async () => {
  house = await startNoticed({ env: { H5_DIR: H5_DIST } });
  cast = await signInAll(house.server);
  for (const text of ['楼下夜里很吵', '垃圾堆了三天', '树枝挡住了路灯']) {
    house.clock.set(house.clock.now() + 1000);
    tickets.push((await house.report(cast.resident, text)).id);
  }
  const body = { kind: 'study', org: 'hbl-hbl', chair: 'hbl-hbl-staff-1' };
  meetingId = (await cast.community.post<{ id: string }>('/meetings', body)).body.id;
  desk = await openH5(house);
  await desk.become('杨美玲');
  await desk.open(`packages/staff/study/index?id=${meetingId}`);
});
afterAll(async () => {
  await desk?.close();
  await house?.close();
});

const press = (key: string) => desk.page.keyboard.press(key);

it('goes from ticket to ticket with the arrows, round about', async () => {
  await desk.waitForText('第 1 件，共 3 件');
  await desk.waitForText('楼下夜里很吵');
  await press('ArrowRight');
  await desk.waitForText('垃圾堆了三天');
  await press('ArrowLeft');
  await desk.waitForText('楼下夜里很吵');
  await press('ArrowLeft');
  await desk.waitForText('第 3 件，共 3 件');
  await desk.waitForText('树枝挡住了路灯');
  await press('ArrowRight');
  await desk.waitForText('楼下夜里很吵');
});

it('chooses the way by its number, goes back with Esc, and sends with Enter, also from within a text', async () => {
  await press('2');
  await desk.waitForText('社区办不了的原因');
  // An open form is not left by an arrow or a number.
  await press('ArrowRight');
  await press('1');
  await press('Escape');
  await desk.waitUntilGone('.sheet__panel');
  await desk.waitForText('第 1 件，共 3 件');
  await press('1');
  await desk.tap('合理急办');
  await desk.tap('[aria-label^="分类，请选择"]');
  await desk.tap('噪声扰民');
  await press('Enter');
  await desk.waitForText('请先填好给居民的答复');
  await desk.fill('给居民的答复', '今晚就去看。');
  await press('Control+Enter');
  await desk.waitForText('第 2 件，共 3 件');
  await desk.waitForText('垃圾堆了三天');
  expect((await readTicket(cast.community, tickets[0] ?? '')).ticket.state).toBe('community_handling');
  const { items } = (await cast.community.get<MeetingView>(`/meetings/${meetingId}`)).body;
  expect(items.map(({ action, ticket }) => [action, ticket.id])).toEqual([['triage.handle', tickets[0]]]);
});

it('writes a look at the place down before anything is decided, and keeps the ticket on the screen', async () => {
  await desk.tap('记录现场查看');
  await desk.tap('现场查看');
  await desk.fill('内容', '堆在单元门口，大约两车');
  await desk.tap('.sheet__bar .button');
  await desk.waitForText('堆在单元门口，大约两车');
  await desk.waitForText('第 2 件，共 3 件');
  expect((await cast.community.get<MeetingView>(`/meetings/${meetingId}`)).body.items).toHaveLength(1);
});

it('is gone on with where it was left, on whatever screen', async () => {
  const other = await openH5(house);
  await other.become('朱春梅');
  await other.open('packages/staff/daily/index');
  await other.tap('继续研判（已定 1 件）');
  await other.waitForText('第 2 件，共 3 件');
  await other.close();
});
