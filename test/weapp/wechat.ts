/** What WeChat and a hasty finger do by themselves, and a test has to do for them. */
import type { StandIn } from '@liudan/wechat-stand-in/server';
import { API_BASE, WEAPP_DIST } from '../support/builds.ts';
import type { Noticed } from '../support/noticed.ts';
import { type Host, openHost } from './host/host.ts';

/** A phone in the hands of the staff; `holder` says whom WeChat takes its holder for. He allows whatever messages he is asked about. */
export async function openDesk({ server, standIn }: Noticed, holder: () => string): Promise<Host> {
  const desk = await openHost({
    dist: WEAPP_DIST,
    origins: { [API_BASE]: server.url },
    loginCode: () => standIn.login(holder()),
  });
  await desk.subscribeDialog('accept');
  return desk;
}

/** WeChat's own servers hear of an answer to the consent popup from the popup itself; the stand-in is told of it here. */
export async function tellWechat(standIn: StandIn, host: Host, openid: string): Promise<void> {
  const asked = (await host.apiLog()).filter(({ name }) => name === 'requestSubscribeMessage').at(-1);
  const { errMsg: _, ...answer } = (asked?.answer ?? {}) as Record<string, string>;
  standIn.subscribe(openid, answer as Parameters<StandIn['subscribe']>[1]);
}

/** Taps the page's primary button twice before anything can have answered the first tap. */
export async function tapTwice(host: Host): Promise<void> {
  await host.page.evaluate(() => {
    const target = [...document.querySelectorAll('.button--primary')].at(-1) as Element;
    const { x, y } = target.getBoundingClientRect();
    const finger = new Touch({ identifier: 1, target, clientX: x + 20, clientY: y + 20 });
    for (const _ of [1, 2])
      for (const type of ['touchstart', 'touchend']) {
        const touches = type === 'touchstart' ? [finger] : [];
        target.dispatchEvent(new TouchEvent(type, { bubbles: true, touches, changedTouches: [finger] }));
      }
  });
}
