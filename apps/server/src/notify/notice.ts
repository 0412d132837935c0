/** What an event says: the values of its placeholders, taken from the ticket as it was when the event happened. */
import { remainingInWords } from '@liudan/shared/deadline/clock';
import { fillTemplate, type Placeholder } from '@liudan/shared/district/placeholders';
import type { District, NoticeTemplate } from '@liudan/shared/district/schema';
import { fitField, timeWords } from '@liudan/shared/notify/wechat-fields';
import { scoreWords } from '@liudan/shared/rating/scale';
import { apply, leadingClock, type Ticket, type TicketClock, type Whole } from '@liudan/shared/ticket/facts';
import { unborn } from '@liudan/shared/ticket/unborn';
import { summaryOf } from '@liudan/shared/ticket/words';
import type { TicketEventEntity } from '../ticket/ticket-event.entity.ts';
import type { WechatNotice } from './delivery.entity.ts';

export type LoggedEvent = Pick<
  TicketEventEntity,
  | 'id'
  | 'ticketId'
  | 'seq'
  | 'action'
  | 'actorId'
  | 'actorRole'
  | 'actorOrg'
  | 'toState'
  | 'holderOrg'
  | 'at'
  | 'body'
  | 'change'
>;

/** A moment of a ticket's life: the event, and the ticket before and after it. */
export interface Moment {
  event: LoggedEvent;
  before: Whole;
  after: Whole;
}

type Identity = Pick<Ticket, 'id' | 'number' | 'reporterId' | 'communityId' | 'streetId' | 'submittedAt'>;

/**
 * The moment of the last of these events, which must be all of the ticket's up to it, in order. The ticket's row may be further on
 * already, and a notice must not speak of what came later.
 */
export function momentOf(ticket: Identity, events: readonly LoggedEvent[]): Moment | null {
  const event = events.at(-1);
  if (!event) return null;
  const seed = unborn({ ...ticket, at: ticket.submittedAt });
  const before = events.slice(0, -1).reduce((whole, { change }) => apply(whole, change), seed);
  return { event, before, after: apply(before, event.change) };
}

/** The clock a notice speaks of: for an event of time itself the one that warned or expired, otherwise the holder's first due. */
export function clockOf({ event, after }: Moment): TicketClock | null {
  const [changed] = event.change.clocks.filter((clock) => clock.stoppedAt === null).sort((a, b) => a.dueAt - b.dueAt);
  return (isOfTime(event) ? changed : null) ?? leadingClock(after);
}

const isOfTime = ({ action }: Pick<LoggedEvent, 'action'>) => action === 'warn' || action === 'expire';

/** Who holds the ticket; for an act that closed it, who held it until then. */
export const holderOf = ({ event, before }: Moment): string | null => event.holderOrg ?? before.ticket.holderOrg;

/** The values a template is filled with. Unknown ones are left out and become 「无」. */
export function valuesOf(moment: Moment, district: District): Partial<Record<Placeholder, string>> {
  const { event, before, after } = moment;
  const { ticket } = after;
  const name = (orgId: string | null | undefined) => (orgId ? (district.orgs.get(orgId)?.name ?? '') : '');
  const clock = clockOf(moment);
  const holder = name(isOfTime(event) && clock ? clock.orgId : holderOf(moment));
  // A grid worker acts for the community that holds the ticket; the system and the reporter act for nobody.
  const unit = event.actorRole === 'grid_worker' ? name(before.ticket.holderOrg) : name(event.actorOrg);
  const said = event.body.text ?? '';
  return {
    id: ticket.id,
    number: ticket.number,
    summary: summaryOf(ticket.text),
    category: ticket.category === null ? '未分类' : (district.categories.get(ticket.category)?.name ?? '未分类'),
    community: name(ticket.communityId),
    place: ticket.address || name(ticket.gridId) || name(ticket.communityId),
    unit: unit || holder,
    holder,
    time: timeWords(event.at),
    ...(clock ? { due: timeWords(clock.dueAt), left: remainingInWords(clock, event.at, district.calendar) } : {}),
    answer: said,
    question: said,
    supplement: said,
    reason: said,
    ...(ticket.score ? { score: scoreWords(district, ticket.score, ticket.scoreGrade) } : {}),
  };
}

/** The message for inside the app. */
export const messageOf = (template: NoticeTemplate, values: Partial<Record<Placeholder, string>>) => ({
  title: fillTemplate(template.title, values),
  body: fillTemplate(template.body, values),
});

/** The message for WeChat, its values cut to size; null where the district has no template for this kind. */
export function wechatNoticeOf(
  { wechat }: NoticeTemplate,
  values: Partial<Record<Placeholder, string>>,
): WechatNotice | null {
  if (!wechat) return null;
  // A field of time can't say 「无」: where no clock runs it says when the event happened.
  const filled = { ...values, due: values.due ?? values.time ?? '' };
  const fields = Object.entries(wechat.fields).map(([key, text]) => [key, fitField(key, fillTemplate(text, filled))]);
  return {
    templateId: wechat.templateId,
    type: wechat.type,
    page: fillTemplate(wechat.page, values),
    fields: Object.fromEntries(fields),
  };
}
