/** The acts of the staff as they are done on a screen, the same in the mini-program and in a browser. */
import { photograph } from './photographs.ts';
import type { Screen } from './screen.ts';

/** A word as it stands on the screen, where it is longer than what the tests say. */
export const REPORT = {
  text: '楼下的路灯不亮\n二单元门口，晚上出门看不见台阶，前几天有老人差点摔倒。',
  summary: '楼下的路灯不亮',
} as const;

/** Opens a ticket from the inbox. The inbox must be on the screen. */
export async function openFromInbox(screen: Screen, summary: string): Promise<void> {
  await screen.waitForText(summary);
  await screen.tap(summary);
  await screen.waitForText('办理过程');
}

/** The sheet's one primary button bears the name of the act, as its title does. */
const SEND = '.sheet__bar .button';

async function send(screen: Screen, label: string): Promise<void> {
  await screen.tap(SEND);
  await screen.waitForText(`${label} 已提交`);
}

/** The community's: grade, kind and answer; nothing goes before all of it is there. */
export async function reportUp(screen: Screen, picture: (name: string) => string): Promise<void> {
  await screen.tap('报单');
  await screen.tap(SEND);
  await screen.waitForText('请先填好研判分档等 4 项');
  await screen.tap('合理缓办');
  await screen.tap('[aria-label^="分类，请选择"]');
  await screen.fill('搜索', '路灯');
  await screen.tap('路灯照明');
  await screen.fill('社区办不了的原因', '路灯由城管部门管护，社区没有维修力量。');
  await screen.fill('给居民的答复', '路灯需要城管部门维修，已报街道协调，修好前请走东侧小路。');
  await screen.waitForText('居民将看到');
  await screen.screenshot(picture('staff-triage'));
  await send(screen, '报单');
}

export async function sign(screen: Screen): Promise<void> {
  await screen.tap('签收');
  await send(screen, '签收');
}

/** The street leader's: 城市管理局 leads, 供电公司 assists. */
export async function dispatch(screen: Screen, picture: (name: string) => string): Promise<void> {
  await screen.tap('派单');
  await screen.tap('[aria-label^="牵头单位，请选择"]');
  await screen.tap('区城市管理局');
  await screen.tap('[aria-label^="协办单位，请选择"]');
  await screen.tap('区供电公司');
  await screen.tap('选好了（1 个）');
  await screen.screenshot(picture('staff-dispatch'));
  await send(screen, '派单');
}

export async function accept(screen: Screen, answer: string, label = '接单'): Promise<void> {
  await screen.tap(label);
  await screen.fill('给居民的答复', answer);
  await send(screen, label);
}

export async function finishPart(screen: Screen, answer: string): Promise<void> {
  await screen.tap('更多');
  await screen.tap('协办办结');
  await screen.fill('给居民的答复', answer);
  await send(screen, '协办办结');
}

export async function resolve(screen: Screen, answer: string, picture: (name: string) => string): Promise<void> {
  await screen.tap('办结');
  await screen.fill('给居民的答复', answer);
  await screen.chooseFiles('拍照或选照片', [await photograph('litStreet')]);
  await screen.waitForText('1/9');
  await photosArrived(screen);
  await screen.screenshot(picture('staff-resolve'));
  await send(screen, '办结');
}

/** Waits until no photo is on its way any more. */
export async function photosArrived(screen: Screen): Promise<void> {
  await screen.waitUntilGone('.photogrid__veil');
}
