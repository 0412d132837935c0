/** The built mini-program in the hands of a leader who supervises, and of the community that asks for the score (督单, 评单). */
import { jest } from '@jest/globals';
import { DEADLINE_SWEEP } from '../../apps/server/src/deadline/deadline.sweep.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { pictures } from '../support/builds.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, type Cast, dispatched, page as readTicket, resolved, signInAll } from '../support/story.ts';
import type { Host } from './host/host.ts';
import { openDesk } from './wechat.ts';

// Each chapter taps through several pages.
jest.setTimeout(90_000);

const picture = pictures('weapp');
const SEND = '.sheet__bar .button';
const DAY = 24 * 3_600_000;

let house: Noticed;
let cast: Cast;
let desk: Host;
let atDesk = 'o_demo_leader-1';
const tickets = { late: '', done: '' };

beforeAll(async () => {
  house = await startNoticed();
  cast = await signInAll(house.server);
  tickets.late = (await house.report(cast.resident, '下水道堵了半个月')).id;
  await dispatched(cast, tickets.late);
  await act(cast.urban, tickets.late, 'accept', { answer: '今天到场' });
  tickets.done = (await house.report(cast.resident, '楼道灯不亮')).id;
  await resolved(cast, tickets.done);
  house.clock.set(house.clock.now() + 10 * DAY);
  await house.server.app.get(Sweeps).runNow(DEADLINE_SWEEP);
  desk = await openDesk(house, () => atDesk);
});
afterAll(async () => {
  await desk?.close();
  await house?.close();
});
afterEach(async () => expect(await desk.errors()).toEqual([]));

const takeDesk = async (openid: string) => {
  atDesk = openid;
  await desk.open('pages/me/index');
  await desk.tap('退出登录');
  await desk.tap('退出');
  await desk.tap('微信登录');
};

it('shows the leader in charge what turned red, and takes his plan', async () => {
  await desk.open('pages/me/index');
  await desk.tap('微信登录');
  await desk.open('packages/staff/supervisions/index');
  await desk.waitForText('下水道堵了半个月');
  await desk.screenshot(picture('supervisions'));
  await desk.tap('下水道堵了半个月');
  await desk.tap('督办方案');
  await desk.tap('问题复杂');
  await desk.fill('原因分析', '管道在楼下，要协调两户');
  await desk.fill('措施', '街道约两户到场，三天内换管');
  await desk.tap(SEND);
  await desk.waitForText('街道约两户到场，三天内换管');
  await desk.screenshot(picture('supervised'));
  const { ticket } = await readTicket(cast.leader, tickets.late);
  expect(ticket).toMatchObject({ light: 'green', supervisions: [{ cause: 'complex', plannedAt: expect.any(String) }] });
});

it('lets the community write down the score it asked for on the phone, with when it did', async () => {
  await takeDesk('o_demo_hbl-hbl-staff-1');
  await desk.open(`packages/staff/ticket/index?id=${tickets.done}`);
  await desk.tap('评价');
  await desk.tap('电话');
  await desk.waitForText('什么时候联系的');
  await desk.tap('满意');
  await desk.screenshot(picture('follow-up'));
  await desk.tap(SEND);
  await desk.waitForText('已归档');
  const { ticket } = await readTicket(cast.community, tickets.done);
  expect(ticket).toMatchObject({ state: 'closed', outcome: 'rated', score: 'satisfied' });
});
