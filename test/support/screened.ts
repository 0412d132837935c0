/** WeChat's look at reports, done at once: texts are checked, and the results of pictures come in. */
import type { Found } from '@liudan/shared/safety/verdict';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { SAFETY_SWEEP } from '../../apps/server/src/safety/safety.sweep.ts';
import { EVENTS_SWEEP } from '../../apps/server/src/wechat/event.sweep.ts';
import { WechatEvents } from '../../apps/server/src/wechat/wechat.events.ts';
import type { Noticed } from './noticed.ts';

const MEDIA = '/wxa/media_check_async';

/** Everybody opens the mini-program, so that WeChat answers for him. */
export function visited({ district, standIn }: Noticed): void {
  for (const { key } of [...district.people, ...district.residents]) standIn.visit(`o_demo_${key}`);
}

export const swept = ({ server }: Noticed): Promise<void> => server.app.get(Sweeps).runNow(SAFETY_SWEEP);

/** The trace ids of the pictures that WeChat was asked to look at, in order. */
export const ordered = ({ standIn }: Noticed): string[] =>
  standIn.calls(MEDIA).flatMap(({ answer }) => {
    const { trace_id: traceId } = JSON.parse(answer ?? '{}') as { trace_id?: string };
    return traceId ? [traceId] : [];
  });

/** WeChat tells what it found in a picture: `none` is one it could not fetch. */
export async function found({ server, clock }: Noticed, traceId: string, suggest: Found): Promise<void> {
  const result: Record<string, string> =
    suggest === 'none' ? { errcode: '-1008' } : { errcode: '0', 'result.suggest': suggest };
  const fields = { trace_id: traceId, ...result };
  await server.app.get(WechatEvents).store({ event: 'wxa_media_check', openid: '', at: clock.now(), list: [], fields });
  await server.app.get(Sweeps).runNow(EVENTS_SWEEP);
}

/** All that was reported so far is looked at, pictures with this result. */
export async function screened(house: Noticed, pictures: Found = 'pass'): Promise<void> {
  visited(house);
  await swept(house);
  for (const traceId of ordered(house)) await found(house, traceId, pictures);
}
