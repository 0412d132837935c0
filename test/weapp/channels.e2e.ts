/** Notices in the built mini-program: binding oneself to what needs no consent each time, and scoring straight from a message. */
import { jest } from '@jest/globals';
import type { MyChannels } from '@liudan/shared/notify/contract';
import { API_BASE, pictures, WEAPP_DIST } from '../support/builds.ts';
import { type ChannelHouse, startChannelHouse, WORKER } from '../support/channels.ts';
import { resolved, signInAll } from '../support/story.ts';
import { type Host, type HostOptions, openHost } from './host/host.ts';

jest.setTimeout(90_000);

const picture = pictures('weapp');
const PAGE = 'packages/staff/channels/index';
const FROM_A_MESSAGE = 1107;

let house: ChannelHouse;
const phones: Host[] = [];

const start = async (openid: string, options: Partial<HostOptions> = {}) => {
  const { notices } = house.district.templates;
  const titled = Object.values(notices).flatMap(({ wechat, employee }) =>
    [wechat, employee].flatMap((one) => one ?? []),
  );
  const phone = await openHost({
    dist: WEAPP_DIST,
    origins: { [API_BASE]: house.server.url },
    loginCode: () => house.standIn.login(openid),
    templates: Object.fromEntries(titled.map(({ templateId, title }) => [templateId, { title }])),
    ...options,
  });
  phones.push(phone);
  await phone.subscribeDialog('accept');
  await phone.employeeDialog('accept');
  return phone;
};

beforeAll(async () => {
  house = await startChannelHouse();
});
afterEach(async () => {
  for (const phone of phones.splice(0)) {
    expect(await phone.errors()).toEqual([]);
    await phone.close();
  }
});
afterAll(() => house.close());

it('binds a grid worker to WeCom and to employee messages, each with one tap', async () => {
  const phone = await start(WORKER.openid, { path: PAGE });
  await phone.waitForText('没有开通');
  await phone.tap('绑定企业微信');
  await phone.waitForText('通知会发到企业微信。');
  await phone.tap('绑定用工消息');
  await phone.waitForText('通知会发到微信的“小程序助手”。');
  await phone.tap('再领一次');
  await phone.waitForText('1 条');
  await phone.screenshot(picture('channels'));
  const worker = await house.server.signIn(WORKER.key);
  const { channels, hint } = (await worker.get<MyChannels>('/me/channels')).body;
  expect([hint, ...channels.map(({ state }) => state)]).toEqual([null, 'ok', 'ok', 'ok', 'ok']);
});

it('says what to do where WeChat is too old for employee messages', async () => {
  const phone = await start('o_demo_hbl-hbl-g2-worker', { path: PAGE, without: ['bindEmployeeRelation'] });
  await phone.waitForText('没有开通');
  await phone.tap('绑定用工消息');
  await phone.waitForText('请把微信升级到最新版后再试');
});

it('opens the page of the score from a message, asks for no sign-in, and leads on to the ticket', async () => {
  const cast = await signInAll(house.server);
  const { id } = await house.report(cast.resident, '路灯不亮，请评价');
  await resolved(cast, id);
  const phone = await start('o_demo_resident-1', {
    path: 'packages/resident/rate/index',
    query: { id },
    scene: FROM_A_MESSAGE,
  });
  await phone.waitForText('办得怎么样？');
  await phone.tap('满意');
  await phone.tap('提交评价');
  await phone.waitForText('谢谢您的评价');
  await phone.tap('看这张单子');
  await phone.waitForText('我的评价：满意');
  // Whoever has the page before him has heard of it.
  expect(await house.unreadOf(cast.resident, 'resolved_please_rate')).toEqual([]);
});
