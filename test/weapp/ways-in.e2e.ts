/** The doors of the built mini-program: a code on a wall, a card in a group, and the staff who hang up the one and confirm the other. */
import { jest } from '@jest/globals';
import type { CommunityView } from '@liudan/shared/district/contract';
import type { AddedEntries, EntryCard } from '@liudan/shared/entry/contract';
import { API_BASE, pictures, WEAPP_DIST } from '../support/builds.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { type Cast, signInAll } from '../support/story.ts';
import { type Host, type HostOptions, openHost } from './host/host.ts';

jest.setTimeout(90_000);

const picture = pictures('weapp');
const HERE = { latitude: 27.111, longitude: 109.9865, accuracy: 15 };
const RESIDENT = 'o_resident_of_the_doors';
const NEIGHBOUR = 'o_neighbour_of_the_doors';
const HOME = 'pages/home/index';
const GROUP = 'tG_of_the_doors';
const [SCANNED, FROM_A_GROUP] = [1047, 1008];

let house: Noticed;
let cast: Cast;
let desk: Host;
let door: EntryCard;
let community: string;
const phones: Host[] = [];

const start = async (openid: string, options: Partial<HostOptions> = {}) => {
  const phone = await openHost({
    dist: WEAPP_DIST,
    origins: { [API_BASE]: house.server.url },
    location: HERE,
    path: HOME,
    loginCode: () => house.standIn.login(openid),
    group: () => house.standIn.groupEntry(openid, GROUP),
    ...options,
  });
  phones.push(phone);
  return phone;
};

beforeAll(async () => {
  house = await startNoticed();
  for (const openid of [RESIDENT, NEIGHBOUR]) house.standIn.addUser({ openid });
  cast = await signInAll(house.server);
  const building = { labels: ['3号楼'], address: '河滨路 18 号院', place: { lng: 109.986, lat: 27.112 } };
  const asked = { community: 'hbl-hbl', kind: 'building', ...building };
  const [card] = (await cast.community.post<AddedEntries>('/codes', asked)).body.items;
  if (!card) throw new Error('no code was added');
  door = card;
  community = (await house.server.anybody.get<CommunityView>('/communities/hbl-hbl')).body.code ?? '';
  desk = await start('o_demo_hbl-hbl-staff-1');
});
afterAll(async () => {
  for (const phone of phones) await phone.close();
  await house?.close();
});
afterEach(async () => {
  for (const phone of phones) expect(await phone.errors()).toEqual([]);
});

/** What a code on a wall opens; WeChat hands its text over as it stands in an address. */
const scene = (code: string) => ({ scene: `c=${code}` });

describe('a code on a wall', () => {
  let phone: Host;
  beforeAll(async () => {
    phone = await start(RESIDENT, { scene: SCANNED, query: scene(door.code) });
  });

  it('opens the community and its grid worker without a question', async () => {
    await phone.waitForText('您在：3号楼');
    await phone.waitForText('打给网格员');
    await phone.waitForText('河滨社区');
    await phone.screenshot(picture('ways-in-home'));
  });

  it('begins a report with its place', async () => {
    await phone.tap('语音或文字');
    await phone.tap('同意并继续');
    await phone.waitForText('位置来自二维码：河滨社区 3号楼');
    await phone.screenshot(picture('ways-in-report'));
  });

  it('is another arrival in the running app, and asks before it takes him elsewhere', async () => {
    const foreign = (await house.server.anybody.get<CommunityView>('/communities/xj-xm')).body.code ?? '';
    await phone.enter({ path: `${HOME}?scene=${encodeURIComponent(`c=${foreign}`)}`, scene: SCANNED });
    await phone.waitForText('您扫的是新民社区的码，切换过去吗？');
    await phone.tap('不切换');
    await phone.waitForText('河滨社区');
    // Coming back from the background says the same again, and nobody is asked twice.
    await phone.hide();
    await phone.show();
    expect(await phone.page.getByText('切换过去吗').count()).toBe(0);
  });
});

describe('a card', () => {
  let phone: Host;
  beforeAll(async () => {
    phone = await start(NEIGHBOUR, { scene: SCANNED, query: scene(community) });
    await phone.waitForText('河滨社区');
  });

  it('of the home page leads by the community’s code', async () => {
    expect(await phone.share()).toMatchObject({
      title: expect.stringMatching(/^河滨社区/),
      path: `/pages/home/index?c=${community}`,
      withShareTicket: true,
    });
  });

  it('of a ticket leads home, and says nothing of the ticket', async () => {
    const ticket = await house.report(
      await house.server.signInByWechat(() => house.standIn.login(NEIGHBOUR)),
      '灯坏了',
    );
    await phone.open(`pages/ticket/index?id=${ticket.id}`);
    await phone.waitForText('灯坏了');
    const card = await phone.share();
    expect(card.path).toBe(`/pages/home/index?c=${community}`);
    expect(JSON.stringify(card)).not.toMatch(new RegExp(`${ticket.id}|灯坏了`));
  });

  it('of the community’s page and of a notice lead there', async () => {
    await phone.open('packages/community/page/index?id=hbl-hbl');
    await phone.waitForText('停水停电');
    expect((await phone.share()).path).toBe(`/packages/community/page/index?id=hbl-hbl&c=${community}`);
    await phone.tap('.post');
    await phone.page.locator('.announcement__title').waitFor();
    expect((await phone.share()).path).toMatch(/^\/packages\/community\/notice\/index\?id=\w{26}&c=\w{8}$/);
  });
});

describe('a group', () => {
  it('is proposed to the community of the card, and confirmed by its staff', async () => {
    await start(NEIGHBOUR, { scene: FROM_A_GROUP, query: { c: community } });
    await desk.open('pages/me/index');
    await desk.tap('微信登录');
    await desk.waitForText('工作台');
    await desk.open('packages/staff/desk/index');
    await desk.waitForText('待确认 1 个');
    await desk.tap('居民微信群');
    await desk.waitForText('是本社区的居民群吗？');
    await desk.screenshot(picture('ways-in-groups'));
    await desk.tap('是居民群');
    await desk.fill('群的名称（可不填）', '3 号楼居民群');
    await desk.tap('确定');
    await desk.waitForText('3 号楼居民群');
  });

  it('brings whoever comes from it to the community by himself, by whatever card', async () => {
    const phone = await start(RESIDENT, { scene: FROM_A_GROUP });
    await phone.waitForText('河滨社区');
  });
});

describe('the staff', () => {
  it('look at a code, save its picture, and pass it on', async () => {
    await desk.open('packages/staff/codes/index');
    await desk.waitForText('河滨社区第一网格');
    await desk.tap('河滨社区 3号楼');
    await desk.waitForText('近 30 天');
    await desk.screenshot(picture('ways-in-code'));
    await desk.tap('保存图片');
    await desk.waitForText('已保存');
    expect(await desk.album()).toHaveLength(1);
    await desk.tap('分享到居民群');
    expect((await desk.cards()).at(-1)).toMatchObject({ from: 'button', path: `/pages/home/index?c=${door.code}` });
  });

  it('are led to the switch where the album is closed to them', async () => {
    const closed = await start('o_demo_hbl-hbl-staff-1', { permissions: { album: 'denied' } });
    await closed.open('pages/me/index');
    await closed.tap('微信登录');
    await closed.waitForText('工作台');
    await closed.open(`packages/staff/code/index?code=${door.code}`);
    await closed.tap('保存图片');
    await closed.waitForText('要用到相册权限');
    await closed.tap('先不打开');
    expect(await closed.album()).toEqual([]);
  });
});
