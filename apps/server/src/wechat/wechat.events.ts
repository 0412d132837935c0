import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../kernel/clock.ts';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { insertRows } from '../kernel/rows.ts';
import { Sealer } from '../kernel/sealed.ts';
import { LOGGER } from '../kernel/tokens.ts';
import { WechatEventEntity } from './wechat-event.entity.ts';

/** Something that WeChat told by itself, in one shape whatever it came as. */
export interface WechatEvent {
  readonly event: string;
  /** Whom it is about; empty where it is about nobody. */
  readonly openid: string;
  /** When WeChat says it happened. */
  readonly at: number;
  /** The entries of `List`, be it one or many, and all values texts. */
  readonly list: readonly Readonly<Record<string, string>>[];
  /** Everything else as texts, what is deeper by its path: `trace_id`, `result.suggest`, `detail.0.label`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** May be given the same event again where it failed, or where its end was not written down: it must not mind. */
export type EventHandler = (event: WechatEvent) => Promise<void>;

/**
 * What WeChat tells: stored when it comes, handed on by a sweep (`EventWorker`), to each handler that asked for its kind.
 */
@Injectable()
export class WechatEvents {
  private readonly handlers = new Map<string, EventHandler[]>();

  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** From now on `handler` is given every event of this kind, in order for each person. Call it when the module starts. */
  on(event: string, handler: EventHandler): void {
    this.handlers.set(event, [...this.handlersOf(event), handler]);
  }

  handlersOf(event: string): readonly EventHandler[] {
    return this.handlers.get(event) ?? [];
  }

  /** Keeps an event. False where it was told before. */
  async store(event: WechatEvent): Promise<boolean> {
    const now = this.clock.now();
    const row: WechatEventEntity = {
      id: this.ids.next(),
      dedupe: markOf(event),
      event: event.event.slice(0, 64),
      who: this.sealer.hash(event.openid),
      sealed: this.sealer.seal(JSON.stringify(event)),
      state: 'waiting',
      tries: 0,
      nextAt: now,
      receivedAt: now,
      lastError: null,
    };
    try {
      await this.database.write((tx) => insertRows(tx, WechatEventEntity, [row]));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      this.logger.info({ event: row.event }, 'WeChat told an event again');
      return false;
    }
    return true;
  }

  /** The event of a row again. */
  open({ sealed }: WechatEventEntity): WechatEvent {
    return JSON.parse(this.sealer.open(sealed)) as WechatEvent;
  }
}

/**
 * What makes two pushes the same event: whom it is about, when and what, and the ids in it. Whether a number came as a number or as a
 * text makes no difference.
 */
function markOf({ openid, at, event, list, fields }: WechatEvent): string {
  const ids = list.map(({ TemplateId, MsgID, SubscribeStatusString }) => [TemplateId, MsgID, SubscribeStatusString]);
  const parts = JSON.stringify([openid, at, event, fields.trace_id ?? fields.MsgId ?? '', ids]);
  return createHash('sha256').update(parts).digest('base64url');
}
