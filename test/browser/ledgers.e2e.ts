/** A ledger and a monthly report taken out of a browser: the file is whole, the page is for A4 paper (HJ-10, HJ-25, TX-01). */
import { readFile } from 'node:fs/promises';
import { jest } from '@jest/globals';
import { H5_DIST, pictures } from '../support/builds.ts';
import { type H5, openH5 } from '../support/h5.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, type Cast, dispatched, resolved, signInAll } from '../support/story.ts';
import { workbook } from '../support/workbook.ts';

jest.setTimeout(60_000);
const picture = pictures('browser');
/** A4 lying, in CSS pixels. */
const PAPER = { width: 1123, height: 794 };

let house: Noticed;
let cast: Cast;
let staff: H5;

beforeAll(async () => {
  house = await startNoticed({ env: { H5_DIR: H5_DIST } });
  cast = await signInAll(house.server);
  for (const text of ['路灯不亮', '楼下夜里施工，睡不着', '下水道堵了']) {
    const { id } = await house.report(cast.resident, text);
    if (text === '路灯不亮') await dispatched(cast, id, ['dept-water']);
    if (text !== '下水道堵了') continue;
    await resolved(cast, id);
    await act(cast.resident, id, 'rate', { score: 'satisfied' });
  }
  staff = await openH5(house);
  await staff.become('杨美玲');
});
afterAll(async () => {
  await staff?.close();
  await house?.close();
});

it('a ledger is saved as a workbook, by its Chinese name', async () => {
  await staff.open('packages/staff/ledger/index?id=four-lists');
  await staff.waitForText('下水道堵了');
  await staff.tap('导出');
  const [download] = await Promise.all([staff.page.waitForEvent('download'), staff.tap('导出 Excel 表格')]);
  expect(download.suggestedFilename()).toBe('四清单.xlsx');
  const { rows } = workbook(await readFile(await download.path()));
  expect(rows).toHaveLength(4);
  expect(rows[0]).toContain('措施·采取的措施');
});

it.each([
  ['four-lists', 'packages/staff/ledger/index?id=four-lists', '洪江管理区四清单'],
  ['monthly', 'packages/staff/monthly/index', '河滨社区2026年11月群众诉求办理情况'],
])('%s opens as a page for the printer, in a tab of its own', async (name, route, title) => {
  await staff.open(route);
  if (name === 'monthly') {
    await staff.tap('月份');
    await staff.tap('2026年11月');
    await staff.waitForText('到现在');
    await staff.waitForText('楼下夜里施工');
  } else {
    await staff.waitForText('下水道堵了');
    await staff.tap('导出');
  }
  const [paper] = await Promise.all([
    staff.context.waitForEvent('page'),
    staff.tap(name === 'monthly' ? '打印' : '打印（A4 横向）'),
  ]);
  await paper.getByRole('heading', { name: title }).waitFor();
  expect(await paper.getByText('制表：杨美玲').count()).toBe(1);
  await paper.setViewportSize(PAPER);
  await paper.emulateMedia({ media: 'print' });
  await paper.screenshot({ path: picture(`paper-${name}`), fullPage: true });
  const pdf = await paper.pdf({ preferCSSPageSize: true });
  // 842 by 595 points: A4 lying, as the page itself asks for.
  expect(pdf.toString('latin1')).toMatch(/MediaBox\s*\[\s*0 0 84[12](\.\d+)? 59[45]/);
  await paper.close();
  expect(staff.complaints).toEqual([]);
});
