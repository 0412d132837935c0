/** To whom it goes that nobody of an organisation reacts, and in which words. */
import type { District } from '@liudan/shared/district/schema';
import { timeWords } from '@liudan/shared/notify/wechat-fields';
import { leadersInCharge, managerOf, orgOf } from '@liudan/shared/org/tree';
import { summaryOf } from '@liudan/shared/ticket/words';
import { Inject, Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Ids } from '../kernel/ids.ts';
import { TicketEntity } from '../ticket/ticket.entity.ts';
import { AudienceQueries } from './audience.queries.ts';
import type { MessageEntity } from './message.entity.ts';
import { messageOf, pushDataOf } from './notice.ts';
import type { PushEntity } from './push.entity.ts';
import { BEGUN } from './push.store.ts';

export interface Told {
  readonly messages: readonly MessageEntity[];
  readonly pushes: readonly PushEntity[];
}

const KIND = 'push_unread';

@Injectable()
export class LeaderQueries {
  constructor(
    private readonly database: Database,
    private readonly audience: AudienceQueries,
    private readonly people: PeopleQueries,
    private readonly ids: Ids,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The rows that tell the leaders of whoever this push was for; empty where he answers to nobody here. */
  async noticeFor(push: PushEntity, now: number): Promise<Told> {
    const leaders = await this.leadersOf(push);
    const ticketId = push.ticketId ?? '';
    const ticket = await this.database.read.findOne(TicketEntity, {
      select: { id: true, number: true, text: true },
      where: { id: ticketId },
    });
    if (leaders.length === 0 || !ticket) return { messages: [], pushes: [] };
    const { notices } = this.district.templates;
    const names = await this.people.names([push.personId]);
    const values = {
      id: ticket.id,
      number: ticket.number,
      summary: summaryOf(ticket.text),
      time: timeWords(now),
      person: names.get(push.personId) ?? '工作人员',
      notice: notices[push.kind].title,
    };
    const words = messageOf(notices[KIND], values);
    const data = pushDataOf(notices[KIND], 'staff', values);
    const told = { eventId: this.ids.next(), kind: KIND, ticketId: ticket.id, side: 'staff', at: now } as const;
    const { urgency } = push;
    return {
      messages: leaders.map((personId) => ({
        ...told,
        ...words,
        id: this.ids.next(),
        personId,
        postId: null,
        readAt: null,
      })),
      pushes: leaders.map((personId) => ({
        ...told,
        id: this.ids.next(),
        personId,
        urgency,
        ...BEGUN,
        nextAt: now,
        data,
      })),
    };
  }

  /** The nearest above: of a grid its community, of a community and of a street's staff the street's leader, of others who dispatches to them. */
  private async leadersOf({ personId, orgId, urgency }: PushEntity): Promise<string[]> {
    if (orgId === null || !this.district.orgs.has(orgId)) return [];
    const { tier, communityId, streetId } = orgOf(this.district, orgId);
    const near =
      tier === 'grid'
        ? await this.audience.at([communityId ?? null], ['community_staff'])
        : await this.audience.at([streetId ?? null], ['street_leader']);
    const others = near.filter((id) => id !== personId);
    if (others.length > 0) return others;
    const root = tier === 'section' ? (orgOf(this.district, orgId).parentId ?? orgId) : orgId;
    const above = managerOf(this.district, streetId ?? root);
    const staff = above ? await this.audience.at([above.id], ['dispatch_staff']) : [];
    const keys = urgency === 'urgent' ? leadersInCharge(this.district, root) : [];
    const charged = (await this.people.byRosterKeys(keys)).map(({ id }) => id);
    return [...new Set([...staff, ...charged])].filter((id) => id !== personId);
  }
}
