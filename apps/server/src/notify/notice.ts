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
import type { PushData } from './delivery.entity.ts';

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

/** Where a notice leads when its template names no page of its own. */
const PAGES = { resident: 'pages/ticket/index?id={id}', staff: 'packages/staff/ticket/index?id={id}' } as const;
const LIST = 'pages/messages/index';

/** Lines of a card in WeCom: what each is called, and the value it says. */
const LINES = [
  ['事项', 'summary'],
  ['单号', 'number'],
  ['位置', 'place'],
  ['期限', 'due'],
  ['没看到的人', 'person'],
  ['未读', 'count'],
  ['通知', 'notice'],
] as const;

type Values = Partial<Record<Placeholder, string>>;

/** What a notice says on each channel the district has it for, its values cut to size. */
export function pushDataOf(template: NoticeTemplate, side: 'resident' | 'staff', values: Values): PushData {
  const { wechat, employee, sms } = template;
  const page = fillTemplate(wechat?.page ?? (values.id ? PAGES[side] : LIST), values);
  const data: PushData = {};
  if (wechat) {
    const { templateId, type } = wechat;
    data.subscribe = { templateId, type, page, fields: filled(wechat.fields, values) };
  }
  // The link is put in when the text is sent, because it lives only so long.
  const said = { ...values, link: '{link}' };
  if (sms) data.sms = { templateId: sms.templateId, params: sms.params.map((text) => fillTemplate(text, said)), page };
  if (side === 'resident') return data;
  if (employee) data.employee = { templateId: employee.templateId, page, fields: filled(employee.fields, values) };
  const lines = LINES.flatMap(([name, key]) => (values[key] ? [`${name}：${values[key]}`] : []));
  const { title, body } = messageOf(template, values);
  data.wecom = { title, description: lines.length > 0 ? lines.join('\n') : body, page };
  return data;
}

/** The fields of a card. One of time can't say 「无」: where no clock runs it says when the event happened. */
function filled(fields: Readonly<Record<string, string>>, values: Values): Record<string, string> {
  const all = { ...values, due: values.due ?? values.time ?? '' };
  return Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, fitField(key, fillTemplate(text, all))]));
}
