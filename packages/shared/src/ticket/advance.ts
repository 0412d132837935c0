/**
 * The one interpreter of the journey table. It decides what an act does to a ticket, or why not, and touches nothing itself.
 *
 * Invariants (each has a property test): an open ticket has exactly one holder and at least one clock; nothing but a row moves a
 * clock; the change it returns, applied to the facts it was given, is the whole of what happened.
 */
import { intakeOf } from '../dispatch/intake.ts';
import type { District } from '../district/schema.ts';
import type { Actor } from '../identity/roles.ts';
import { dispatchCentre } from '../org/tree.ts';
import { type Refusal, refuse } from '../problem.ts';
import type { Draft } from './draft.ts';
import { EFFECTS } from './effects.ts';
import type { Change, Ticket, TicketEvent, Whole } from './facts.ts';
import { GUARDS } from './guards.ts';
import { JOURNEY } from './journey.ts';
import { closeWithTicket } from './oversight.ts';
import { type Standing, standings } from './relation.ts';
import type { ActionId, By, HolderRule, Row } from './row.ts';
import { startClocks, stopClocks } from './row-clocks.ts';
import { list, type Situation, text } from './situation.ts';
import type { State } from './status.ts';

export interface Step {
  action: string;
  input: Readonly<Record<string, unknown>>;
}

/** What an act did: the event to append, with the change it makes. */
export interface Advanced {
  event: TicketEvent;
  whole: Whole;
}

const inState = (row: Row, ticket: Ticket): boolean =>
  row.from.length === 0 ? ticket.version === 0 : ticket.version > 0 && row.from.includes(ticket.state);

const fits = (by: By, standing: Standing): boolean =>
  (by.roles as readonly string[]).includes(standing.as.role) && standing.relations.has(by.as);

/** Somebody with several duties may act in each that fits: where one is refused, the next is tried. */
const standingsFor = (row: Row, found: readonly Standing[]): Standing[] =>
  found.filter((standing) => row.by.some((by) => fits(by, standing)));

/**
 * Decides one act. `input` must already have the shape of the action's schema (inputs.ts).
 * Refuses as a value: ACTION_NOT_NOW, ACTION_NOT_YOURS, OWN_TICKET, or whatever the row's guards say.
 */
export function advance(whole: Whole, step: Step, actor: Actor, now: number, district: District): Advanced | Refusal {
  const rows = JOURNEY.filter((row) => row.action === step.action);
  const possible = rows.filter((row) => inState(row, whole.ticket));
  if (possible.length === 0) return notNow(rows, whole.ticket, district);
  const found = standings(actor, whole, district);
  let refusal: Refusal | null = null;
  for (const row of possible) {
    for (const { as } of standingsFor(row, found)) {
      const situation: Situation = { whole, as, now, district, input: step.input };
      if (row.when.some((guard) => GUARDS[guard](situation) !== null)) continue;
      const refused = firstRefusal(row, situation);
      if (refused === null) return carryOut(row, situation);
      refusal ??= refused;
    }
  }
  // What others may still do in this state is no answer to a resident whose own time for it is over.
  const residents = found.filter(({ as }) => as.role === 'resident');
  if (refusal === null && rows.some((row) => standingsFor(row, residents).length > 0))
    return notNow(rows, whole.ticket, district);
  return refusal ?? notYours(possible, found, district);
}

function firstRefusal(row: Row, situation: Situation): Refusal | null {
  for (const guard of [...row.needs, ...row.checks]) {
    const refusal = GUARDS[guard](situation);
    if (refusal) return refusal;
  }
  return null;
}

function notNow(rows: readonly Row[], ticket: Ticket, { wording }: District): Refusal {
  const label = rows[0]?.label;
  return label === undefined
    ? refuse('INVALID_INPUT', undefined, { action: '没有这种操作' })
    : refuse('ACTION_NOT_NOW', { state: wording.states[ticket.state].staff, action: label });
}

function notYours(rows: readonly Row[], found: readonly Standing[], { wording }: District): Refusal {
  if (found.some((standing) => standing.relations.has('owner'))) return refuse('OWN_TICKET');
  const roles = new Set(rows.flatMap((row) => row.by.flatMap((by) => by.roles)));
  const who = [...roles].map((role) =>
    role === 'resident' ? '反映人' : role === 'system' ? '系统' : wording.roles[role],
  );
  return refuse('ACTION_NOT_YOURS', { who: who.join('、') });
}

function carryOut(row: Row, situation: Situation): Advanced {
  const { whole, as, now, district, input } = situation;
  const seq = whole.ticket.version + 1;
  const draft: Draft = { whole, seq };
  stopClocks(row, draft, situation);
  for (const effect of row.does) EFFECTS[effect](draft, situation);
  const state = stateAfter(row, draft.whole.ticket, whole.ticket.suspendedFrom);
  const holderOrg = holderAfter(row.holder, draft.whole.ticket, district);
  const moved = holderOrg !== whole.ticket.holderOrg;
  draft.whole = {
    ...draft.whole,
    ticket: {
      ...draft.whole.ticket,
      version: seq,
      state,
      outcome: row.outcome ?? draft.whole.ticket.outcome,
      holderOrg,
      holderSince: moved ? now : draft.whole.ticket.holderSince,
      been:
        row.been && !whole.ticket.been.includes(row.been)
          ? [...draft.whole.ticket.been, row.been]
          : draft.whole.ticket.been,
      // What still happens to a closed ticket (a follower's score, an appeal) does not close it again.
      closedAt: state === 'closed' ? (whole.ticket.closedAt ?? now) : null,
      ...(moved && state !== 'resolved' ? { assigneeId: null } : {}),
      // A question belongs to who asked it: the next holder has not asked.
      ...(moved ? { askOpen: false } : {}),
      // So does a request, and what was granted was for that stage.
      ...(isNewStage(whole.ticket.state, state) ? { asked: null, askedDueAt: null, extensions: 0 } : {}),
    },
  };
  if (state === 'closed') closeWithTicket(draft, now);
  startClocks(row, draft, situation);
  const event: TicketEvent = {
    seq,
    action: row.action,
    by: as,
    at: now,
    fromState: whole.ticket.version === 0 ? null : whole.ticket.state,
    toState: state,
    holderOrg,
    said: {
      text: row.says.text === undefined ? null : text(input, row.says.text),
      photos: list(input, 'photos'),
      ...(typeof input.voice === 'string' ? { voice: input.voice } : {}),
      official: row.says.official === true,
      internal: row.says.internal === true || input.internal === true,
      facts: Object.fromEntries(
        Object.entries(input).filter(([name]) => !NOT_FACTS.has(name) && name !== row.says.text),
      ),
    },
    change: difference(whole, draft.whole),
  };
  return { event, whole: draft.whole };
}

/** Suspension interrupts a stage and does not end it. */
const isNewStage = (before: State, after: State): boolean =>
  before !== after && before !== 'suspended' && after !== 'suspended';

/** Inputs that stand elsewhere in the event, or that the ticket itself keeps. */
const NOT_FACTS: ReadonlySet<string> = new Set([
  'photos',
  'voice',
  'report',
  'internal',
  'personId',
  'followerId',
  'people',
  'source',
  'targetId',
]);

function stateAfter(row: Row, ticket: Ticket, suspendedFrom: State | null): State {
  if (row.to === 'same') return ticket.state;
  if (row.to === 'suspended_from') return suspendedFrom ?? 'community_handling';
  return row.to === 'last_handling' ? (ticket.handlingState ?? 'community_handling') : row.to;
}

function holderAfter(rule: HolderRule, ticket: Ticket, district: District): string | null {
  switch (rule) {
    case 'same':
      return ticket.holderOrg;
    case 'none':
      return null;
    case 'intake':
      return intakeOf(district, ticket);
    case 'community':
      return ticket.communityId;
    case 'street':
      return ticket.streetId;
    case 'lead':
      return ticket.leadOrg;
    case 'centre':
      return dispatchCentre(district).id;
    case 'last_handler':
      return ticket.handlingOrg;
    case 'follow_up':
      // Never the organisation that handled it: the street for a community's, the dispatch centre for a street's, the community
      // for a department's; and the next one where that organisation had its hand in it too.
      return followUpOrg(ticket, district);
  }
}

function followUpOrg(ticket: Ticket, district: District): string {
  const centre = dispatchCentre(district).id;
  const wish =
    ticket.handlingOrg === ticket.communityId
      ? [ticket.streetId, centre]
      : ticket.handlingOrg === ticket.streetId
        ? [centre]
        : [ticket.communityId, ticket.streetId, centre];
  return wish.find((orgId) => !ticket.handlingOrgs.includes(orgId)) ?? centre;
}

/** Only what changed: fields of the ticket, and the whole row of each part and clock that did. */
function difference(before: Whole, after: Whole): Change {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const changed = Object.entries(after.ticket).filter(
    ([key, value]) => !same(before.ticket[key as keyof Ticket], value),
  );
  const rows = <T extends { id: string }>(was: readonly T[], is: readonly T[]): T[] =>
    is.filter(
      (row) =>
        !same(
          was.find((old) => old.id === row.id),
          row,
        ),
    );
  return {
    ticket: Object.fromEntries(changed) as Partial<Ticket>,
    parts: rows(before.parts, after.parts),
    clocks: rows(before.clocks, after.clocks),
    ...some('followers', rows(before.followers, after.followers)),
    ...some('supervisions', rows(before.supervisions, after.supervisions)),
  };
}

const some = <Name extends string, T>(name: Name, rows: T[]) => (rows.length > 0 ? { [name]: rows } : {});

/** The acts this person may do now, in the order of the table, each with the row it would run. */
export function nextActions(whole: Whole, actor: Actor, now: number, district: District): Row[] {
  const found = standings(actor, whole, district);
  const offered = new Map<ActionId, Row>();
  for (const row of JOURNEY) {
    if (row.consequence || offered.has(row.action) || !inState(row, whole.ticket)) continue;
    const possible = standingsFor(row, found).some(({ as }) => {
      const situation: Situation = { whole, as, now, district, input: {} };
      return as.role !== 'system' && row.needs.every((guard) => GUARDS[guard](situation) === null);
    });
    if (possible) offered.set(row.action, row);
  }
  return [...offered.values()];
}
