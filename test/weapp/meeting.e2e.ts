/** The built mini-program at two meetings: the community's study of the day, and a decision of the street's weekly one. */
import { jest } from '@jest/globals';
import type { MeetingView } from '@liudan/shared/meeting/contract';
import { pictures } from '../support/builds.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, type Cast, page as readTicket, reportedUp, signInAll } from '../support/story.ts';
import type { Host } from './host/host.ts';
import { openDesk } from './wechat.ts';

// Each chapter taps through several pages.
jest.setTimeout(90_000);

const picture = pictures('weapp');
const KILOBYTE = 1024;
const SEND = '.sheet__bar .button';

let house: Noticed;
let cast: Cast;
let desk: Host;
let atDesk = 'o_demo_hbl-hbl-staff-1';
const tickets = { noise: '', rubbish: '', stairs: '' };

beforeAll(async () => {
  house = await startNoticed();
  cast = await signInAll(house.server);
  const report = async (text: string) => {
    house.clock.set(house.clock.now() + 1000);
    return (await house.report(cast.resident, text)).id;
  };
  tickets.stairs = await report('老楼楼梯塌了一角');
  await reportedUp(cast, tickets.stairs);
  await act(cast.street, tickets.stairs, 'sign');
  tickets.noise = await report('楼下夜里很吵');
  tickets.rubbish = await report('垃圾堆了三天');
  desk = await openDesk(house, () => atDesk);
});
afterAll(async () => {
  await desk?.close();
  await house?.close();
});
afterEach(async () => expect(await desk.errors()).toEqual([]));

const latest = async (kind: string): Promise<MeetingView> => {
  const { body } = await cast.supervisor.get<{ items: { id: string }[] }>(
    `/meetings?kind=${kind}&org=${kind === 'study' ? 'hbl-hbl' : 'hbl'}`,
  );
  return (await cast.supervisor.get<MeetingView>(`/meetings/${body.items[0]?.id}`)).body;
};

describe("the community's study", () => {
  it('is begun from the list of the day by whoever takes the chair', async () => {
    await desk.open('pages/me/index');
    await desk.tap('微信登录');
    await desk.open('packages/staff/desk/index');
    await desk.waitForText('今天要定 2 件');
    await desk.tap('每日研判');
    await desk.waitForText('今天必须研判（2 件）');
    await desk.screenshot(picture('daily'));
    await desk.tap('开始集体研判');
    await desk.tap('[aria-label^="主持，请选择"]');
    await desk.tap('杨美玲（河滨社区 社区工作人员）');
    await desk.tap('[aria-label^="参加人员，请选择"]');
    await desk.tap('梁丽华（河滨社区第一网格 网格员）');
    await desk.tap('选好了（1 人）');
    await desk.tap(SEND);
    await desk.waitForText('第 1 件，共 2 件');
  });

  it('decides one ticket after another, and comes back to what was skipped', async () => {
    await desk.waitForText('楼下夜里很吵');
    await desk.screenshot(picture('study'));
    await desk.tap('跳过，看下一件');
    await desk.waitForText('第 2 件，共 2 件');
    await desk.waitForText('垃圾堆了三天');
    await desk.tap('社区办理');
    await desk.tap('合理急办');
    await desk.tap('[aria-label^="分类，请选择"]');
    await desk.fill('搜索', '噪声');
    await desk.tap('噪声扰民');
    await desk.fill('给居民的答复', '今天下午就去清。');
    await desk.tap(SEND);
    await desk.waitForText('楼下夜里很吵');
    await desk.tap('报单');
    await desk.tap('合理缓办');
    await desk.tap('[aria-label^="分类，请选择"]');
    await desk.tap('噪声扰民');
    await desk.fill('社区办不了的原因', '需要执法部门');
    await desk.fill('给居民的答复', '已经报到街道。');
    await desk.tap(SEND);
    await desk.waitForText('都研判完了');
    expect((await readTicket(cast.community, tickets.rubbish)).ticket.state).toBe('community_handling');
    expect((await readTicket(cast.community, tickets.noise)).ticket.state).toBe('reported');
  });

  it('ends with the minutes that follow from its decisions, and stays as a record', async () => {
    await desk.tap('写会议记录，结束会议');
    await desk.waitForText('本次议定（2 件）');
    await desk.tap('结束会议');
    await desk.tap('结束');
    await desk.waitForText('复制全文');
    await desk.screenshot(picture('study-record'));
    expect(await latest('study')).toMatchObject({
      state: 'ended',
      chair: '杨美玲',
      items: [{ action: 'triage.handle' }, { action: 'triage.report_up' }],
      minutes: expect.stringContaining('小计：社区办理 1 件，报单 1 件。'),
    });
  });
});

describe("the street's weekly meeting", () => {
  it('takes a ticket itself, with what was said of it', async () => {
    atDesk = 'o_demo_hbl-leader';
    await desk.open('pages/me/index');
    await desk.tap('退出登录');
    await desk.tap('退出');
    await desk.tap('微信登录');
    await desk.open('packages/staff/weekly/index');
    await desk.tap('召开周例会');
    await desk.tap(SEND);
    await desk.waitForText('待定办法（1 件）');
    await desk.tap('老楼楼梯塌了一角');
    await desk.fill('一事一办：会上怎么说的', '先围起来，再请人鉴定');
    await desk.tap('[aria-label^="街道干部，请选择"]');
    await desk.tap('黎巧云（河滨路街道 街道工作人员）');
    await desk.screenshot(picture('weekly-decide'));
    await desk.tap('街道自办');
    await desk.tap('龙立新（街道领导）');
    await desk.fill('责任科室 *', '城建办');
    await desk.fill('给居民的答复', '街道来办，先围起来。');
    await desk.tap(SEND);
    await desk.waitForText('本次议定（1 件）');
    await desk.waitForText('四方力量：街道干部黎巧云');
    await desk.screenshot(picture('weekly-meeting'));
    expect(await latest('weekly')).toMatchObject({
      state: 'open',
      items: [{ action: 'take', note: '先围起来，再请人鉴定', ticket: { id: tickets.stairs } }],
    });
  });

  it('hands little over the bridge at a time', async () => {
    const largest = (await desk.setDataLog()).sort((a, b) => b.bytes - a.bytes)[0];
    expect(largest?.bytes).toBeLessThan(20 * KILOBYTE);
  });
});
