/** How much a notice presses, and whether somebody is asked to act on it: the one table beside that of who is told what. */
import type { District } from '../district/schema.ts';
import type { Ticket } from '../ticket/facts.ts';
import type { NoticeKind } from './contract.ts';

/** `urgent` comes at any hour, and by SMS where nothing else helps; `digest` is gathered and told of a few times a day. */
export const URGENCIES = ['urgent', 'normal', 'digest'] as const;
export type Urgency = (typeof URGENCIES)[number];

interface Pressing {
  readonly urgency: 'urgent' | 'normal';
  /** Somebody of the staff has to act: it goes from channel to channel, and to his leader, until it is seen. */
  readonly asks: boolean;
}

const ASKS: Pressing = { urgency: 'normal', asks: true };
const TELLS: Pressing = { urgency: 'normal', asks: false };
const PRESSES: Pressing = { urgency: 'urgent', asks: true };
/** The answer to a tap of a moment ago: it wakes nobody. */
const ANSWERS: Pressing = { urgency: 'urgent', asks: false };

const PRESSING: Readonly<Record<NoticeKind, Pressing>> = {
  report_received: ANSWERS,
  new_ticket: ASKS,
  reported_up: ASKS,
  answered: TELLS,
  question_asked: TELLS,
  supplemented: TELLS,
  dispatched: ASKS,
  returned: ASKS,
  sent_back: ASKS,
  resolved_please_rate: TELLS,
  reworked: ASKS,
  rated: TELLS,
  withdrawn: TELLS,
  due_soon: ASKS,
  overdue: PRESSES,
  assigned: ASKS,
  part_done: TELLS,
  explanation_check: ASKS,
  explanation_agreed: ASKS,
  review_asked: ASKS,
  supervised: PRESSES,
  request_asked: ASKS,
  request_decided: TELLS,
  merged: TELLS,
  appealed: TELLS,
  content_to_look: TELLS,
  content_held: TELLS,
  content_shown: TELLS,
  content_hidden: TELLS,
  post_to_look: TELLS,
  post_hidden: TELLS,
  post_answered: TELLS,
  post_due_soon: TELLS,
  post_overdue: TELLS,
  calendar_ending: TELLS,
  push_unread: TELLS,
  digest: TELLS,
  channel_test: ANSWERS,
};

/**
 * How a notice of this ticket presses. What is only told quietly waits for the next digest. A ticket that triage called urgent, or whose
 * category the district calls so, makes whatever is asked of the staff urgent.
 */
export function pressingOf(
  notice: NoticeKind,
  pushed: boolean,
  ticket: Pick<Ticket, 'grade' | 'category'>,
  district: Pick<District, 'settings'>,
): { urgency: Urgency; asks: boolean } {
  if (!pushed) return { urgency: 'digest', asks: false };
  const { urgency, asks } = PRESSING[notice];
  const { urgentCategories } = district.settings.notify;
  const presses = ticket.grade === 'urgent' || (ticket.category !== null && urgentCategories.includes(ticket.category));
  return { urgency: asks && presses ? 'urgent' : urgency, asks };
}

/** Whether a text message may carry it: to residents what the district says, to staff of that only what is urgent. */
export const mayText = (
  push: { readonly kind: NoticeKind; readonly side: 'resident' | 'staff'; readonly urgency: Urgency },
  { smsFor }: District['settings']['notify'],
): boolean => smsFor[push.side].includes(push.kind) && (push.side === 'resident' || push.urgency === 'urgent');
