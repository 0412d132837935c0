/** The pages of a community as they are looked at: notices, a question that waits, and one that became an order. */
import { made } from './community.ts';
import type { Look } from './look.ts';
import type { Noticed } from './noticed.ts';
import { type Cast, photoOf } from './story.ts';

const ids = { asked: '', ordered: '', notice: '' };

/** Two questions, one of them shown, commented on and made an order; and a notice that somebody has read. */
export async function beginPage({ server, district }: Noticed, cast: Cast): Promise<void> {
  const ask = (text: string, photos: string[]) =>
    made(cast.resident, '/communities/hbl-hbl/posts', { text, photos, consent: district.settings.privacy.version });
  const photos = [await photoOf(cast.resident)];
  ids.ordered = await ask('三栋门口的路灯不亮，晚上看不见。', photos);
  ids.asked = await ask('垃圾几点收？能不能早一点？', []);
  await made(cast.community, `/posts/${ids.ordered}/look`, { seen: 'waiting', verdict: 'show' });
  await made(cast.neighbour, `/posts/${ids.ordered}/comments`, { text: '我家老人也摔过一跤' });
  const order = { text: '三栋门口路灯不亮', place: { grid: 'hbl-hbl-g1' }, photos };
  await made(cast.community, `/posts/${ids.ordered}/order`, order);
  const notices = await server.anybody.get<{ items: { id: string }[] }>('/communities/hbl-hbl/notices');
  ids.notice = notices.body.items[1]?.id ?? '';
  await cast.resident.post(`/notices/${ids.notice}/read`);
}

const asked = () => `packages/community/thread/index?id=${ids.asked}`;
const notice = () => `packages/community/notice/index?id=${ids.notice}`;
const opened = (name: string, button: string, sign: string): Look => ({
  name,
  who: 'community',
  route: asked,
  sign: '公开给邻居',
  prepare: async (phone) => {
    await phone.tap(button);
    await phone.waitForText(sign);
  },
});

export const COMMUNITY_LOOKS: readonly Look[] = [
  {
    name: 'community-notices',
    who: 'resident',
    route: () => 'packages/community/page/index?id=hbl-hbl',
    sign: '停水停电',
  },
  {
    name: 'community-posts',
    who: 'resident',
    route: () => 'packages/community/page/index?id=hbl-hbl&tab=posts',
    sign: '我要提问',
  },
  {
    name: 'community-visitor',
    who: 'visitor',
    route: () => 'packages/community/page/index?id=hbl-hbl&tab=posts',
    sign: '登录后看邻里问答',
  },
  { name: 'notice', who: 'resident', route: notice, sign: '请提前储水' },
  {
    name: 'thread-ordered',
    who: 'resident',
    route: () => `packages/community/thread/index?id=${ids.ordered}`,
    sign: '官方答复',
  },
  {
    name: 'thread-desk',
    who: 'community',
    route: () => `packages/community/thread/index?id=${ids.ordered}`,
    sign: '我家老人也摔过一跤',
  },
  {
    name: 'ask',
    who: 'resident',
    route: () => 'packages/community/ask/index?id=hbl-hbl',
    sign: '发出提问',
    prepare: (phone) => phone.tap('发出提问'),
  },
  { name: 'post-desk', who: 'community', route: () => 'packages/community/desk/index', sign: '天的答复' },
  { name: 'post-look', who: 'community', route: asked, sign: '公开给邻居' },
  opened('post-answer', '先答复', '以单位的名义答复'),
  opened('post-order', '转为工单', '在哪个网格'),
  { name: 'notice-desk', who: 'community', route: () => 'packages/community/notices/index', sign: '已读' },
  { name: 'notice-desk-one', who: 'community', route: notice, sign: '阅读情况' },
  {
    name: 'notice-write',
    who: 'community',
    route: () => 'packages/community/write/index',
    sign: '现在发布',
    prepare: (phone) => phone.tap('现在发布'),
  },
  {
    name: 'notice-edit',
    who: 'community',
    route: () => `packages/community/write/index?id=${ids.notice}`,
    sign: '撤回这条公告',
  },
];
