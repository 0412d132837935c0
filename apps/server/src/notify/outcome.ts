/** What came of one try on a channel, and what it means for everybody else who waits there. */
import type { DeliveryState, PushChannel } from '@liudan/shared/notify/contract';
import { NEWS_MS } from '@liudan/shared/notify/escalate';
import { afterRefusal } from '@liudan/shared/notify/refusal';
import type { Host } from '../wechat/health.ts';
import type { Sent } from '../wechat/outcomes.ts';
import type { DeliveryEntity } from './delivery.entity.ts';

const UNREACHED_MS = 30_000;
const AGAIN_MS = 5_000;
const TRIES_WITHOUT_ANSWER = 3;

export interface Outcome {
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly nextAt?: number;
  readonly errcode?: number;
  readonly rid?: string | null;
  readonly msgid?: string;
  /** What it does to the person's consents for this template. */
  readonly credit?: 'spend' | 'empty';
  /** The tie to the channel is gone: the whole of it, or this template's. */
  readonly lost?: 'binding' | 'template';
  /** Nothing goes out before then: through this channel, or to the whole service where `host` is set. */
  readonly pausedUntil?: number;
  readonly host?: true;
}

/** The service behind each channel. */
export const HOST_OF: Readonly<Record<PushChannel, Host>> = {
  wecom: 'wecom',
  employee: 'wechat',
  subscribe: 'wechat',
  sms: 'sms',
};

const SERVICE: Readonly<Record<Host, string>> = { wechat: '微信', wecom: '企业微信', sms: '短信服务' };

export const skipped = (reason: string): Outcome => ({ state: 'skipped', reason });

type Tried = Pick<DeliveryEntity, 'channel' | 'attempts' | 'at' | 'queuedAt' | 'urgent'>;

/**
 * Reads an answer. Without one nobody can say whether the message went out: that is `unknown` and isn't tried again, because who is told
 * twice has been charged two consents. Only WeCom throws a repetition away by itself, so there it is tried again.
 */
export function outcomeOf(tried: Tried, sent: Sent, now: number): Outcome {
  const service = SERVICE[HOST_OF[tried.channel]];
  if (sent.kind === 'sent')
    return { state: 'sent', reason: null, ...(sent.msgid === undefined ? {} : { msgid: sent.msgid }) };
  if (sent.kind === 'unknown') {
    if (sent.unsent) return notReached(tried, service, now);
    if (tried.channel === 'wecom' && tried.attempts < TRIES_WITHOUT_ANSWER)
      return { state: 'pending', reason: `${service}没有答复，再试一次`, nextAt: now + AGAIN_MS * tried.attempts };
    return { state: 'unknown', reason: `${service}没有答复，不知道是否送达，不再重发` };
  }
  const { errcode, rid, code } = sent;
  const after = afterRefusal(tried.channel, { errcode, code }, tried.attempts, now);
  const said = { errcode, rid, reason: after.reason };
  switch (after.do) {
    case 'retry':
      return { ...said, state: 'pending', nextAt: after.at };
    case 'wait':
      return { ...said, state: 'pending', nextAt: after.at, pausedUntil: after.at };
    case 'no_credit':
      return { ...said, state: 'skipped', credit: 'empty' };
    case 'unbound':
      return { ...said, state: 'skipped', lost: errcode === 50001 ? 'template' : 'binding' };
    case 'fail':
      return { ...said, state: 'failed' };
  }
}

/** The service can't be reached at all: everybody waits, and what is no news any more is dropped. */
function notReached({ at, queuedAt, urgent }: Tried, service: string, now: number): Outcome {
  if (now - (queuedAt ?? at) > NEWS_MS[urgent ? 'urgent' : 'normal'])
    return { state: 'failed', reason: `${service}一直连不上，消息已过时` };
  const again = now + UNREACHED_MS;
  return { state: 'pending', reason: `${service}连不上，稍后再发`, nextAt: again, pausedUntil: again, host: true };
}
