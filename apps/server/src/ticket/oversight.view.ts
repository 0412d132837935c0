/** What stands beside the work of a ticket, as one viewer may read it. */
import type { District } from '@liudan/shared/district/schema';
import type { SupervisionView } from '@liudan/shared/supervision/contract';
import type { TicketView } from '@liudan/shared/ticket/contract';
import type { Supervision, Whole } from '@liudan/shared/ticket/facts';
import { CAUSE_WORDS, SUPERVISION_REASON_WORDS } from '@liudan/shared/ticket/status';

type Oversight = Pick<TicketView['ticket'], 'supervisions' | 'asked' | 'appeal'>;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** 督办单 as it stands. */
export const supervisionView = (order: Supervision, district: District): SupervisionView => {
  const org = district.orgs.get(order.orgId);
  return {
    id: order.id,
    reason: order.reason,
    reasonWords: SUPERVISION_REASON_WORDS[order.reason],
    org: org ? { id: org.id, name: org.name } : null,
    openedAt: new Date(order.openedAt).toISOString(),
    cause: order.cause,
    causeWords: order.cause && CAUSE_WORDS[order.cause],
    visitedAt: iso(order.visitedAt),
    plannedAt: iso(order.plannedAt),
    plannedDueAt: iso(order.plannedDueAt),
    interviewedAt: iso(order.interviewedAt),
    followedAt: iso(order.followedAt),
    closedAt: iso(order.closedAt),
  };
};

/** Residents see that leaders look after it, and what became of an appeal; the rest is the staff's affair. */
export const oversightOf = ({ ticket, supervisions }: Whole, staff: boolean, district: District): Oversight => ({
  supervisions: staff ? supervisions.map((order) => supervisionView(order, district)).reverse() : [],
  asked:
    staff && ticket.asked !== null && ticket.askedDueAt !== null
      ? { kind: ticket.asked, until: new Date(ticket.askedDueAt).toISOString() }
      : null,
  appeal: ticket.appeal,
});
