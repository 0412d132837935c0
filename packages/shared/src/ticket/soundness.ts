/**
 * What must hold of any ticket at any moment, asked of the stored ticket and its log alone (invariants 1, 2 and 5 of the journey).
 *
 * It leans on nothing the interpreter kept for itself: who held and who handled is told once more from the events.
 */
import { isRunning, type TicketEvent, type Whole } from './facts.ts';
import type { ActionId } from './row.ts';
import { phaseOf } from './status.ts';

/** Whoever does one of these has handled the ticket. */
const HANDLING: readonly ActionId[] = ['triage.handle', 'take', 'accept', 'part.finish', 'ask', 'resolve'];

type Told = Pick<TicketEvent, 'seq' | 'action' | 'by' | 'at' | 'toState' | 'holderOrg' | 'said'>;

/** One line for everything that is wrong; empty for a sound ticket. `events` are all of its events, oldest first. */
export const unsoundness = (whole: Whole, events: readonly Told[]): string[] => [
  ...ofDuty(whole),
  ...ofCustody(whole, events),
  ...ofScores(whole, events),
];

/** An open ticket has exactly one holder and at least one clock that runs or is paused; a closed one has neither, but for an appeal. */
function ofDuty({ ticket, parts, clocks }: Whole): string[] {
  const faults: string[] = [];
  const running = clocks.filter(isRunning);
  if (phaseOf(ticket.state) === 'closed') {
    if (ticket.holderOrg !== null) faults.push('it is closed and still held');
    // An appeal against the rating is decided after that.
    if (running.some(({ rule }) => rule.kind !== 'appeal')) faults.push('it is closed and a clock still runs');
    if (ticket.outcome === null || ticket.closedAt === null) faults.push('it is closed without an outcome');
    if (parts.some(({ state }) => state === 'offered' || state === 'accepted'))
      faults.push('it is closed and a part of it is still open');
    return faults;
  }
  if (ticket.holderOrg === null) faults.push('nobody holds it');
  if (running.length === 0) faults.push('no clock runs for it');
  if (ticket.holderOrg !== null && running.length > 0 && !running.some(({ orgId }) => orgId === ticket.holderOrg))
    faults.push('no clock runs for whoever holds it');
  if (ticket.closedAt !== null) faults.push('it is open and has an end');
  return faults;
}

/** The custody of all holders covers submit to close without gap or overlap. */
function ofCustody({ ticket }: Whole, events: readonly Told[]): string[] {
  const faults: string[] = [];
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) return ['it has no events'];
  if (first.at !== ticket.submittedAt) faults.push('its custody does not begin when it was reported');
  events.forEach(({ seq, at, toState, holderOrg }, index) => {
    const before = events[index - 1];
    if (before && at < before.at) faults.push(`event ${seq} lies before the one it follows`);
    if ((holderOrg === null) !== (toState === 'closed')) faults.push(`nobody held it after event ${seq}`);
  });
  // A new holder holds from the event that made him one.
  const since = events.findLast(({ holderOrg }, index) => events[index - 1]?.holderOrg !== holderOrg);
  if (last.holderOrg !== ticket.holderOrg || (since && since.at !== ticket.holderSince))
    faults.push('it is not held by whom the log says, or not since then');
  if (ticket.closedAt !== null && ticket.closedAt !== since?.at)
    faults.push('its custody does not end when it was closed');
  return faults;
}

/** Nobody who handled it rated it, nobody rated twice for one resolution, and no score was made of silence. */
function ofScores({ ticket, followers }: Whole, events: readonly Told[]): string[] {
  const faults: string[] = [];
  const handlers = new Set<string>();
  // The reporter scores once, through whom he likes; whoever follows scores for himself.
  let rated = new Set<string>(['the reporter']);
  const scorer = ({ personId, role }: Told['by']) =>
    role === 'resident' && followers.some((follower) => follower.personId === personId) ? personId : 'the reporter';
  for (const { seq, action, by, said } of events) {
    if (HANDLING.some((one) => one === action)) handlers.add(by.personId);
    if (action === 'resolve') rated = new Set();
    if (action !== 'rate') continue;
    if (rated.has(scorer(by))) faults.push(`event ${seq} rates what was rated already`);
    if (handlers.has(by.personId)) faults.push(`event ${seq} is a rating by somebody who handled it`);
    // The reporter of an order that staff wrote down may have come in since, under an id of his own: the log says as whom he acted.
    if (by.role !== 'resident' && !said.facts.contact)
      faults.push(`event ${seq} is a rating on behalf, and nothing says how the reporter was asked`);
    rated.add(scorer(by));
  }
  if (ticket.outcome === 'unrated' && ticket.score !== null) faults.push('it was not rated and has a score');
  if (ticket.outcome === 'rated' && ticket.score === null) faults.push('it was rated and has no score');
  return faults;
}
