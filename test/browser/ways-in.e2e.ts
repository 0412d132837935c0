/** A code on a door: scanned with a phone's browser, it brings a report to the right place; hung up by the staff from a poster (JZ-11). */
import { jest } from '@jest/globals';
import type { AddedEntries, EntryCard, EntryPage } from '@liudan/shared/entry/contract';
import type { TicketView } from '@liudan/shared/ticket/contract';
import { H5_DIST, pictures } from '../support/builds.ts';
import { type H5, openH5 } from '../support/h5.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { type Cast, signInAll } from '../support/story.ts';

jest.setTimeout(90_000);
const picture = pictures('browser');
/** A4 standing, in CSS pixels. */
const PAPER = { width: 794, height: 1123 };

let house: Noticed;
let cast: Cast;
let phone: H5;
let desk: H5;
let door: EntryCard;

beforeAll(async () => {
  house = await startNoticed({ env: { H5_DIR: H5_DIST } });
  cast = await signInAll(house.server);
  const { body } = await cast.community.post<AddedEntries>('/codes', {
    community: 'hbl-hbl',
    kind: 'building',
    labels: ['3号楼'],
    address: '河滨路 18 号院',
    place: { lng: 109.986, lat: 27.112 },
  });
  const [card] = body.items;
  if (!card) throw new Error('no code was added');
  door = card;
  phone = await openH5(house);
  desk = await openH5(house);
});
afterAll(async () => {
  await phone?.close();
  await desk?.close();
  await house?.close();
});

const scan = (code: string) => phone.open(`pages/home/index?c=${code}`);
const codeOf = async (org: string) => {
  const staff = org.startsWith('xj') ? cast.foreignCommunity : cast.community;
  const { items } = (await staff.get<EntryPage>('/codes?limit=50')).body;
  return items.find(({ grid, community, kind }) => (kind === 'grid' ? grid?.id : community.id) === org)?.code ?? '';
};

it('chooses the community by itself the first time, and puts the grid’s worker first', async () => {
  await scan(door.code);
  await phone.waitForText('您在：3号楼');
  await phone.waitForText('打给网格员');
  await phone.waitForText('于光荣');
  await phone.screenshot(picture('ways-in-home'));
});

it('begins a report with the place of the code, which can be changed, and sends it there', async () => {
  await phone.become('姜菊香');
  await scan(door.code);
  await phone.waitForText('您在：3号楼');
  await phone.tap('语音或文字');
  await phone.tap('同意并继续');
  await phone.waitForText('位置来自二维码：河滨社区 3号楼');
  await phone.fill('说说是什么问题', '三号楼门口的灯不亮');
  await phone.screenshot(picture('ways-in-report'));
  await phone.tap('提交');
  await phone.waitForText('收到了');
  const { items } = (await cast.gridWorker.get<{ items: { id: string }[] }>('/tickets?view=all')).body;
  const { ticket } = (await cast.gridWorker.get<TicketView>(`/tickets/${items[0]?.id}`)).body;
  expect(ticket.place).toMatchObject({ address: '河滨路 18 号院 3号楼', lng: 109.986, lat: 27.112 });
});

it('asks before it takes somebody to another community', async () => {
  const code = await codeOf('xj-xm');
  await scan(code);
  await phone.waitForText('您扫的是新民社区的码，切换过去吗？');
  await phone.page.waitForTimeout(400);
  await phone.screenshot(picture('ways-in-other'));
  await phone.tap('不切换');
  await phone.waitForText('河滨社区');
});

it('says of a code that nobody made, and opens all the same', async () => {
  await scan('34679ACD');
  await phone.waitForText('没有找到这个二维码');
  await phone.waitForText('拍照上报');
});

it('is added, looked at and printed by the staff', async () => {
  await desk.become('杨美玲');
  await desk.open('packages/staff/codes/index');
  await desk.waitForText('河滨社区第一网格');
  await desk.screenshot(picture('ways-in-codes'));
  await desk.tap('[aria-label="添加楼栋、服务站"]');
  await desk.tap('第二网格');
  await desk.fill('名称，一行一个', '5号楼\n6号楼\n7号楼');
  await desk.screenshot(picture('ways-in-add'));
  await desk.tap('添加 3 个');
  await desk.waitForText('河滨社区 6号楼');
  await desk.tap('河滨社区 6号楼');
  await desk.waitForText('近 30 天 0 次');
  await desk.page.locator('.waycode__picture img').first().waitFor();
  await desk.screenshot(picture('ways-in-code'));
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.tap('保存图片')]);
  expect(download.suggestedFilename()).toMatch(/^河滨社区 6号楼 \w{8}\.png$/);
  await desk.tap('修改');
  await desk.fill('小区或街路（可不填）', '河滨路 20 号院');
  await desk.tap('保存');
  await desk.waitForText('河滨路 20 号院 6号楼');
});

it.each([
  ['one', '一页一张（A4）', 4],
  ['four', '一页四张（裁开）', 1],
] as const)('comes as a poster for A4 paper, %s on a sheet', async (layout, words, sheets) => {
  await desk.open('packages/staff/codes/index');
  await desk.tap('楼栋');
  await desk.waitForText('河滨社区 7号楼');
  await desk.tap('打印海报');
  await desk.tap(words);
  await desk.screenshot(picture('ways-in-layout'));
  const [paper] = await Promise.all([desk.context.waitForEvent('page'), desk.tap('打开打印页')]);
  await paper.getByText('拍照点单 随手上报').first().waitFor();
  await paper.setViewportSize(PAPER);
  await paper.emulateMedia({ media: 'print' });
  await paper
    .locator('.sheet')
    .first()
    .screenshot({ path: picture(`poster-${layout}`) });
  const pdf = (await paper.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  expect(pdf).toMatch(/MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[12]/);
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(sheets);
  await paper.close();
});

it('complains of nothing on the way but the code that nobody made', () => {
  const unknown = /status of 404/;
  expect([...phone.complaints, ...desk.complaints].filter((words) => !unknown.test(words))).toEqual([]);
});
