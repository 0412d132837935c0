/** Asks WeChat about one piece of a report. */
import { againAt } from '@liudan/shared/safety/verdict';
import { Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { MediaQueries } from '../media/media.queries.ts';
import { TicketEventEntity } from '../ticket/ticket-event.entity.ts';
import type { WechatFailure } from '../wechat/outcomes.ts';
import { WechatClient } from '../wechat/wechat.client.ts';
import type { Asked } from './checks.ts';
import type { ContentCheckEntity } from './content-check.entity.ts';

/** WeChat fetches a picture or a recording some time after it was asked to. */
const FETCHED_WITHIN_MS = 3 * 60 * 60_000;

@Injectable()
export class Checker {
  constructor(
    private readonly wechat: WechatClient,
    private readonly people: PeopleQueries,
    private readonly media: MediaQueries,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async ask(check: ContentCheckEntity): Promise<Asked> {
    // What was ordered and never came back is not ordered twice.
    if (check.state === 'ordered') return { state: 'none' };
    const openid = await this.people.openidOf(check.personId);
    if (openid === null) return { state: 'none' };
    if (check.mediaId !== null) return this.order(check, openid, check.mediaId);
    const event = await this.database.read.findOneBy(TicketEventEntity, { id: check.eventId ?? '' });
    const text = event?.body.text ?? '';
    if (text === '') return { state: 'pass' };
    const checked = await this.wechat.checkText(openid, text, 'comment');
    return checked.kind === 'checked' ? { state: checked.suggest } : this.failed(checked, check);
  }

  private async order(check: ContentCheckEntity, openid: string, mediaId: string): Promise<Asked> {
    const spoken = check.what === 'voice';
    const url = this.media.outsideAddress(mediaId, spoken ? 'voice' : 'full', FETCHED_WITHIN_MS);
    const kind = spoken ? 'audio' : 'image';
    const ordered = await this.wechat.checkMedia({ openid, url, kind, scene: 'comment' });
    return ordered.kind === 'ordered' ? { state: 'ordered', traceId: ordered.traceId } : this.failed(ordered, check);
  }

  private failed(failure: WechatFailure, { tries, at }: ContentCheckEntity): Asked {
    const said = failure.kind === 'refused' ? { errcode: failure.errcode, rid: failure.rid } : {};
    const nextAt = againAt(said.errcode ?? null, tries, at, this.clock.now());
    return nextAt === null ? { state: 'none', ...said } : { state: 'waiting', nextAt, ...said };
  }
}
