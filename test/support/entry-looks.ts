/** The ways into a community as they are looked at: its codes, one of them, and groups that wait for a word. */
import type { AddedEntries } from '@liudan/shared/entry/contract';
import { groupOf } from './entry.ts';
import type { Look } from './look.ts';
import type { Noticed } from './noticed.ts';
import type { Cast } from './story.ts';

let code = '';

/** A building with a code, a group that waits and one that was confirmed. */
export async function beginWaysIn({ server }: Noticed, { community }: Cast): Promise<void> {
  const building = { labels: ['河畔苑3号楼二单元'], address: '河滨路 18 号院', place: { lng: 109.986, lat: 27.112 } };
  const asked = { community: 'hbl-hbl', kind: 'building', ...building };
  code = (await community.post<AddedEntries>('/codes', asked)).body.items[0]?.code ?? '';
  await groupOf(server);
  const confirmed = await groupOf(server);
  await community.post(`/groups/${confirmed}/decide`, { ours: true, name: '3 号楼居民群' });
}

export const ENTRY_LOOKS: readonly Look[] = [
  { name: 'home-arrived', who: 'resident', route: () => `pages/home/index?c=${code}`, sign: '您在：' },
  {
    name: 'report-arrived',
    who: 'resident',
    route: () => `pages/home/index?c=${code}`,
    sign: '您在：',
    prepare: async (phone) => {
      await phone.tap('语音或文字');
      await phone.waitForText('位置来自二维码');
    },
  },
  { name: 'staff-codes', who: 'community', route: () => 'packages/staff/codes/index', sign: '河畔苑3号楼二单元' },
  {
    name: 'staff-codes-poster',
    who: 'community',
    route: () => 'packages/staff/codes/index',
    sign: '河畔苑3号楼二单元',
    prepare: (phone) => phone.tap('打印海报'),
  },
  {
    name: 'staff-code',
    who: 'community',
    route: () => `packages/staff/code/index?code=${code}`,
    sign: '近 30 天',
    prepare: (phone) => phone.page.locator('.waycode__picture img').first().waitFor(),
  },
  {
    name: 'staff-new-code',
    who: 'community',
    route: () => 'packages/staff/newcode/index',
    sign: '地图上的位置',
    prepare: async (phone) => {
      await phone.tap('添加');
      await phone.waitForText('请填写名称');
    },
  },
  {
    name: 'staff-edit-code',
    who: 'community',
    route: () => `packages/staff/newcode/index?code=${code}`,
    sign: '已标好',
  },
  { name: 'staff-groups', who: 'community', route: () => 'packages/staff/groups/index', sign: '待确认' },
  {
    name: 'staff-groups-confirm',
    who: 'community',
    route: () => 'packages/staff/groups/index',
    sign: '待确认',
    prepare: async (phone) => {
      await phone.tap('是居民群');
      await phone.waitForText('群的名称');
    },
  },
];
