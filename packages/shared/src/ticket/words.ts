/** Sentences about a ticket: where it is, until when, and how far along the six orders. */
import { dayOf, HOUR, MINUTE } from '../deadline/calendar.ts';
import type { District } from '../district/schema.ts';
import { leadingClock, type Ticket, type TicketClock } from './facts.ts';
import { type DotKey, type DotState, OUTCOME_WORDS, SIX_DOTS, STATE_WORDS, type State } from './status.ts';

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

/** What a resident reads about his ticket in one sentence. */
export function sentenceFor(ticket: Ticket, clocks: readonly TicketClock[], district: District): string {
  const holder = ticket.holderOrg === null ? '' : (district.orgs.get(ticket.holderOrg)?.name ?? '');
  const due = leadingClock({ ticket, clocks })?.dueAt;
  const until = due === undefined ? '' : `，最晚 ${dateWords(due)} 前`;
  if (ticket.state !== 'closed' && ticket.askOpen) return `${holder}有问题问您，请补充情况`;
  switch (ticket.state) {
    case 'submitted':
      return until ? `${holder}正在研判${until}告诉您由谁办理` : `${holder}正在研判`;
    case 'reported':
      return `已报给${holder}${until && `${until}签收`}`;
    case 'dispatched':
      return `已派给${holder}${until && `${until}给您第一次答复`}`;
    case 'community_handling':
    case 'street_handling':
    case 'department_handling':
      return `${holder}正在办理${until && `${until}答复您`}`;
    case 'resolved':
      return `${orgName(ticket.handlingOrg, district)}已经办结，请您评价`;
    case 'closed':
      return ticket.outcome === null ? STATE_WORDS.closed.resident : `已归档（${OUTCOME_WORDS[ticket.outcome]}）`;
    default:
      return `${STATE_WORDS[ticket.state].resident}${until}`;
  }
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
    return { ...dot, state: index > now ? 'ahead' : been ? 'done' : 'skipped' };
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
