/** Sentences about a ticket: where it is, until when, and how far along the six orders. */
import { dayOf, HOUR, MINUTE } from '../deadline/calendar.ts';
import type { District } from '../district/schema.ts';
import { leadingClock, type Ticket, type TicketClock } from './facts.ts';
import { type DotKey, type DotState, OUTCOME_WORDS, SIX_DOTS, type State } from './status.ts';

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

/** 「11月24日 周二 17:30」 in Asia/Shanghai. */
export function dateWords(at: number): string {
  const shifted = new Date(at + 8 * HOUR);
  const two = (n: number) => String(n).padStart(2, '0');
  // The end of a day is said as its last minute; midnight itself would read as the day after.
  return `${shifted.getUTCMonth() + 1}月${shifted.getUTCDate()}日 周${WEEKDAYS[(dayOf(at) + 4) % 7]} ${two(shifted.getUTCHours())}:${two(
    Math.floor((shifted.getTime() % HOUR) / MINUTE),
  )}`;
}

/** The first line of a text, at most 40 characters. */
export function summaryOf(text: string): string {
  const line = Array.from(text.split('\n')[0] ?? '');
  return line.length > 40 ? `${line.slice(0, 39).join('')}…` : line.join('');
}

/** Who reads a sentence, and when: what is due is said otherwise once it is past. */
export interface Reader {
  side: 'resident' | 'staff';
  now: number;
}

interface Said {
  /** The organisation that must act, and the one that handled it last. */
  holder: string;
  handler: string;
}

/** Each state in two wordings: what is going on, and what is promised until when. */
const SENTENCES: Readonly<Partial<Record<State, Record<Reader['side'], { is(said: Said): string; promise: string }>>>> =
  {
    submitted: {
      resident: { is: ({ holder }) => `${holder}正在研判`, promise: '告诉您由谁办理' },
      staff: { is: ({ holder }) => `待${holder}研判`, promise: '研判' },
    },
    reported: {
      resident: { is: ({ holder }) => `已报给${holder}`, promise: '签收' },
      staff: { is: ({ holder }) => `已报单，待${holder}签收`, promise: '签收' },
    },
    dispatched: {
      resident: { is: ({ holder }) => `已派给${holder}`, promise: '给您第一次答复' },
      staff: { is: ({ holder }) => `已派单，待${holder}接单`, promise: '答复居民' },
    },
    explaining: {
      resident: { is: ({ holder }) => `${holder}会上门向您解释`, promise: '上门解释' },
      staff: { is: ({ holder }) => `${holder}解释中`, promise: '解释' },
    },
    suspended: {
      resident: { is: ({ holder }) => `${holder}暂时办不了，已经挂账`, promise: '再研究' },
      staff: { is: ({ holder }) => `${holder}挂账中`, promise: '复核' },
    },
    resolved: {
      resident: { is: ({ handler }) => `${handler}已经办结，请您评价`, promise: '' },
      staff: { is: ({ holder, handler }) => `${handler}已办结，由${holder}回访`, promise: '回访' },
    },
  };

const HANDLING = {
  resident: { is: ({ holder }: Said) => `${holder}正在办理`, promise: '答复您' },
  staff: { is: ({ holder }: Said) => `${holder}办理中`, promise: '办结' },
};

/** Where a ticket is and until when, in one sentence for whoever reads it. */
export function sentenceFor(
  ticket: Ticket,
  clocks: readonly TicketClock[],
  district: District,
  { side, now }: Reader = { side: 'resident', now: Number.NEGATIVE_INFINITY },
): string {
  if (ticket.state === 'closed')
    return ticket.outcome === null
      ? district.wording.states.closed.resident
      : `已归档（${OUTCOME_WORDS[ticket.outcome]}）`;
  const said = { holder: orgName(ticket.holderOrg, district), handler: orgName(ticket.handlingOrg, district) };
  if (ticket.askOpen)
    return side === 'resident' ? `${said.holder}有问题问您，请补充情况` : `${said.holder}在等居民补充情况`;
  const { is, promise } = (SENTENCES[ticket.state] ?? HANDLING)[side];
  const due = leadingClock({ ticket, clocks })?.dueAt;
  if (due === undefined || promise === '') return is(said);
  return due < now
    ? `${is(said)}，应在 ${dateWords(due)} 前${promise}，已超时`
    : `${is(said)}，最晚 ${dateWords(due)} 前${promise}`;
}

const orgName = (orgId: string | null, district: District): string =>
  orgId === null ? '' : (district.orgs.get(orgId)?.name ?? '');

const DOT_NOW: Readonly<Record<State, DotKey>> = {
  submitted: 'report',
  community_handling: 'report',
  explaining: 'report',
  reported: 'follow',
  street_handling: 'follow',
  suspended: 'follow',
  dispatched: 'handle',
  department_handling: 'handle',
  resolved: 'score',
  closed: 'score',
};

/** The six-dot line 点 报 跟 接 督 评: filled where it has been, ringed where it is, hollow ahead, dashed where it was skipped. */
export function dotsOf(
  ticket: Pick<Ticket, 'state' | 'been' | 'outcome'>,
): { key: DotKey; label: string; state: DotState }[] {
  const now = SIX_DOTS.findIndex((dot) => dot.key === DOT_NOW[ticket.state]);
  return SIX_DOTS.map((dot, index) => {
    const been = ticket.been.includes(dot.key);
    if (ticket.state === 'closed') return { ...dot, state: been ? 'done' : 'skipped' };
    if (index === now) return { ...dot, state: 'now' };
    // Supervision runs beside the way: it has been there although the ticket has not come as far.
    if (index > now) return { ...dot, state: been && dot.key === 'supervise' ? 'done' : 'ahead' };
    return { ...dot, state: been ? 'done' : 'skipped' };
  });
}

/** The text alternative of the line. */
export function dotsWords(ticket: Pick<Ticket, 'state' | 'been' | 'outcome'>): string {
  const dots = dotsOf(ticket);
  const now = dots.findIndex((dot) => dot.state === 'now');
  const done = dots.filter((dot) => dot.state === 'done').map((dot) => `${dot.label}单`);
  // A ticket that was taken back has not gone all the way.
  if (now === -1 && ticket.outcome !== null && ticket.outcome !== 'rated')
    return `${OUTCOME_WORDS[ticket.outcome]}，走过${done.join('、')}`;
  if (now === -1) return `六单已走完：${done.join('、')}`;
  return `六单进度：第 ${now + 1} 步“${dots[now]?.label}单”${done.length > 0 ? `，已过${done.join('、')}` : ''}`;
}
