/** What the checks of a report come to for its neighbours. */
import { FOUND, type Found, isDoubt, isFound, shownBy } from '@liudan/shared/safety/verdict';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../kernel/database.ts';
import { TicketActions } from '../ticket/ticket.actions.ts';
import { TicketEventEntity } from '../ticket/ticket-event.entity.ts';
import { type WechatEvent, WechatEvents } from '../wechat/wechat.events.ts';
import { Checks } from './checks.ts';
import type { ContentCheckEntity } from './content-check.entity.ts';

@Injectable()
export class Screening implements OnModuleInit {
  private tellPost: (postId: string, found: Found) => Promise<void> = async () => undefined;

  constructor(
    private readonly checks: Checks,
    private readonly tickets: TicketActions,
    private readonly database: Database,
    private readonly events: WechatEvents,
  ) {}

  onModuleInit(): void {
    this.events.on('wxa_media_check', (event) => this.result(event.fields.trace_id ?? '', foundBy(event)));
  }

  /** The result of what WeChat was to look at later. Results of nobody's order are left alone: they may be another system's. */
  async result(traceId: string, found: Found): Promise<void> {
    const check = await this.checks.result(traceId, found);
    if (check) await this.settle(check);
  }

  /** From now on `tell` hears what was found in the pictures of questions on a community's page. */
  ofPosts(tell: (postId: string, found: Found) => Promise<void>): void {
    this.tellPost = tell;
  }

  /** After one check was decided: shows what passed, and holds back what is in doubt unless somebody has looked since. */
  async settle({ ticketId, postId, state, at }: ContentCheckEntity): Promise<void> {
    if (postId !== null && isFound(state)) await this.tellPost(postId, state);
    if (ticketId === null) return;
    if (isDoubt(state) && !(await this.lookedSince(ticketId, at)))
      await this.tickets.actOfSystem(ticketId, 'screen.hold');
    await this.tickets.markShown(ticketId, shownBy(await this.checks.of(ticketId)));
  }

  private async lookedSince(ticketId: string, at: number): Promise<boolean> {
    const look = await this.database.read.findOne(TicketEventEntity, {
      where: { ticketId, action: 'screen.show' },
      order: { seq: 'DESC' },
    });
    return look !== null && look.at >= at;
  }
}

/** What the event says of a picture; a picture that WeChat could not fetch (-1008) or look at was not looked at. */
function foundBy({ fields }: WechatEvent): Found {
  const suggest = FOUND.find((one) => one === fields['result.suggest']);
  return Number(fields.errcode ?? 0) === 0 && suggest ? suggest : 'none';
}
