/** What a row does to clocks: which it stops, and whose it starts under which rule (invariant 3: nothing else moves a clock). */
import { startClock } from '../deadline/clock.ts';
import type { ClockRule, DeadlineRule } from '../deadline/rule.ts';
import { runsAs } from '../dispatch/difficulty.ts';
import { districtOrg, supervisionOffice } from '../org/tree.ts';
import { type Draft, mapClocks } from './draft.ts';
import { isRunning, type Ticket, type TicketClock } from './facts.ts';
import { handlingClock } from './requests.ts';
import type { ClockRuleName, ClockStart, Row } from './row.ts';
import { instantOf, ownPart, type Situation } from './situation.ts';

/** What runs beside the states and is ended by its own acts. */
const BESIDE: readonly ClockRule['kind'][] = ['supervise', 'appeal'];

/** Stops what the row says. */
export function stopClocks(row: Row, draft: Draft, situation: Situation): void {
  const own = ownPart(situation)?.id;
  const holder = situation.whole.ticket.holderOrg;
  const stops = ({ rule: { kind }, partId, orgId }: TicketClock): boolean => {
    if (row.stop === 'all') return !BESIDE.includes(kind);
    if (row.stop === 'own_part') return partId !== null && partId === own;
    if (row.stop === 'holder_duty') return orgId === holder && (kind === 'handle' || kind === 'review');
    return row.stop.includes(kind);
  };
  mapClocks(draft, (clock) =>
    isRunning(clock) && stops(clock)
      ? { ...clock, stoppedAt: situation.now, pausedAt: null, pausedUntil: null }
      : clock,
  );
}

interface Duty {
  orgId: string;
  id: string | null;
}

/** Whose duty a row starts: an organisation, and its part where it has one. */
function dutiesOf(start: ClockStart, { whole, seq }: Draft, situation: Situation): Duty[] {
  const { ticket, parts, supervisions } = whole;
  switch (start.on) {
    case 'own_part':
      return [ownPart(situation)].filter((part) => part !== undefined);
    case 'offered_parts':
      return parts.filter((part) => part.id.startsWith(`${seq}-`));
    case 'accepted_parts':
      return parts.filter((part) => part.state === 'accepted');
    case 'opened_supervision': {
      const opened = supervisions.some((order) => order.id.startsWith(`${seq}-`));
      return opened ? [{ orgId: districtOrg(situation.district).id, id: null }] : [];
    }
    case 'supervision_office':
      return [{ orgId: supervisionOffice(situation.district).id, id: null }];
    case 'holder': {
      const leads = ticket.state === 'department_handling';
      const lead = leads ? parts.findLast((p) => p.kind === 'lead' && p.state === 'accepted') : undefined;
      return [{ orgId: ticket.holderOrg ?? '', id: lead?.id ?? null }];
    }
  }
}

/** Starts what the row says, each under the rule of its district. */
export function startClocks(row: Row, draft: Draft, situation: Situation): void {
  const { ticket } = draft.whole;
  const started = row.start.flatMap((start) =>
    dutiesOf(start, draft, situation).map((duty) => ({
      start,
      duty,
      since: start.sinceBefore ? (handlingClock(situation.whole)?.startedAt ?? situation.now) : situation.now,
    })),
  );
  const clocks = started.map(({ start, duty, since }, index): TicketClock => {
    const rule = ruleFor(start, ticket, situation);
    return {
      id: `${draft.seq}-${index}`,
      orgId: duty.orgId,
      partId: duty.id,
      ...startClock(rule, since, situation.district.calendar, {
        dueAt: instantOf(situation.input, 'dueAt') ?? undefined,
      }),
      pausedUntil: null,
      pauses: 0,
      warnedAt: null,
      expiredAt: null,
      stoppedAt: null,
    };
  });
  draft.whole = { ...draft.whole, clocks: [...draft.whole.clocks, ...clocks] };
}

function ruleFor(start: ClockStart, ticket: Ticket, { district }: Situation): ClockRule {
  const named = (kind: ClockRule['kind'], rule: DeadlineRule): ClockRule => ({
    kind,
    rule,
    districtVersion: district.version,
  });
  const grade = ticket.grade === 'urgent' ? 'urgent' : 'deferred';
  if (start.rule === 'granted') return named(start.kind, { setBy: 'leader' });
  const rules: Record<Exclude<ClockRuleName, 'rework' | 'granted'>, DeadlineRule> = {
    ...district.rules,
    community_handle: district.rules.community_handle[grade],
    handle: runsAs(district, ticket.difficulty).rule,
  };
  if (start.rule !== 'rework') return named(start.kind, rules[start.rule]);
  // Rework runs under the rule of whoever handles it again; a street decides anew, inside its weekly review.
  if (ticket.state === 'department_handling') return named('handle', rules.handle);
  return ticket.state === 'street_handling' ? named('review', rules.review) : named('handle', rules.community_handle);
}
