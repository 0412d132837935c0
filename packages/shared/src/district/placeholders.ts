/**
 * What a notice can say of a ticket. Every kind may use the common placeholders; the others exist only where the event
 * brings them. Beside each stands the kind of WeChat field it may fill (subscribe messages check every field's form).
 */
import type { NoticeKind } from '../notify/contract.ts';

export const PLACEHOLDERS = {
  /** The ticket's id, for the address of its page. */
  id: 'code',
  /** The ticket's number: `LD20261120-0001`. */
  number: 'code',
  /** The first words of the report. */
  summary: 'text',
  /** The category's name, 「未分类」 before triage. */
  category: 'text',
  community: 'text',
  /** The address as reported, or else the grid's name. */
  place: 'text',
  /** The organisation that acted. */
  unit: 'text',
  /** The organisation that must act now. */
  holder: 'text',
  /** When it happened: `2026年11月20日 15:01`. */
  time: 'time',
  /** When the running clock is due, written like `time`. */
  due: 'time',
  /** What `remainingInWords` says of the running clock. */
  left: 'text',
  /** The answer to the resident, the first or the last. */
  answer: 'text',
  question: 'text',
  /** What the reporter added. */
  supplement: 'text',
  reason: 'text',
  /** 满意, 一般 or 不满意. */
  score: 'phrase',
  /** The name of whoever does not react. */
  person: 'text',
  /** The title of the notice this one is about. */
  notice: 'text',
  /** How many were gathered. */
  count: 'code',
} as const;

export type Placeholder = keyof typeof PLACEHOLDERS;

const common: readonly Placeholder[] = ['id', 'number', 'summary', 'category', 'community', 'place', 'unit', 'time'];
const running: readonly Placeholder[] = [...common, 'holder', 'due', 'left'];
/** A post has no number, no category and no place of its own. */
const ofPost: readonly Placeholder[] = ['summary', 'community', 'time'];

export const NOTICE_PLACEHOLDERS: Readonly<Record<NoticeKind, readonly Placeholder[]>> = {
  report_received: running,
  new_ticket: running,
  reported_up: [...running, 'answer'],
  answered: [...running, 'answer'],
  question_asked: [...running, 'question'],
  supplemented: [...running, 'supplement'],
  dispatched: running,
  returned: [...running, 'reason'],
  sent_back: [...running, 'reason'],
  resolved_please_rate: [...running, 'answer'],
  reworked: [...running, 'score'],
  rated: [...common, 'score'],
  withdrawn: [...common, 'reason'],
  explanation_check: running,
  explanation_agreed: running,
  review_asked: [...running, 'reason'],
  supervised: running,
  request_asked: [...running, 'reason'],
  request_decided: running,
  merged: [...common, 'answer'],
  appealed: [...common, 'reason'],
  content_to_look: running,
  content_held: common,
  content_shown: common,
  content_hidden: [...common, 'reason'],
  due_soon: running,
  overdue: running,
  assigned: running,
  part_done: [...running, 'answer'],
  post_to_look: ofPost,
  post_hidden: [...ofPost, 'unit', 'reason'],
  post_answered: [...ofPost, 'unit', 'answer'],
  post_due_soon: [...ofPost, 'due', 'left'],
  post_overdue: [...ofPost, 'due', 'left'],
  calendar_ending: ['due', 'left'],
  push_unread: ['id', 'number', 'summary', 'time', 'person', 'notice'],
  digest: ['count', 'notice', 'time'],
  channel_test: ['time'],
};

/** The one more thing a text message can say: an address that opens the page. It is made when the text is sent. */
export const SMS_LINK = 'link';

/** The names between braces in a text, in order, known or not. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
}

/** Puts the values in; a placeholder without a value becomes 「无」, because WeChat refuses an empty field. */
export function fillTemplate(text: string, values: Readonly<Partial<Record<Placeholder, string>>>): string {
  return text.replace(/\{([^{}]*)\}/g, (_, name: Placeholder) => values[name] || '无');
}
