/** The ticket as the effects of a row have left it so far, and the ways to change it. */
import { resume } from '../deadline/clock.ts';
import type { Part, Ticket, TicketClock, Whole } from './facts.ts';
import { ownPart, type Situation } from './situation.ts';

export interface Draft {
  whole: Whole;
  /** The number of the event that is being made; ids of new rows begin with it. */
  seq: number;
}

/** What one effect writes. */
export type EffectRule = (draft: Draft, situation: Situation) => void;

export const patch = (draft: Draft, ticket: Partial<Ticket>): void => {
  draft.whole = { ...draft.whole, ticket: { ...draft.whole.ticket, ...ticket } };
};
export const mapParts = (draft: Draft, change: (part: Part) => Part): void => {
  draft.whole = { ...draft.whole, parts: draft.whole.parts.map(change) };
};
export const mapClocks = (draft: Draft, change: (clock: TicketClock) => TicketClock): void => {
  draft.whole = { ...draft.whole, clocks: draft.whole.clocks.map(change) };
};

/** Offers a part to the lead and to each that assists. */
export const offer = (draft: Draft, now: number, lead: string, assisting: readonly string[]): void => {
  const offered = [lead, ...assisting].map(
    (orgId, index): Part => ({
      id: `${draft.seq}-${index}`,
      orgId,
      kind: index === 0 ? 'lead' : 'assisting',
      state: 'offered',
      offeredAt: now,
      acceptedAt: null,
      endedAt: null,
    }),
  );
  draft.whole = { ...draft.whole, parts: [...draft.whole.parts, ...offered] };
  patch(draft, { leadOrg: lead });
};

export const setOwnPart = (draft: Draft, situation: Situation, change: Partial<Part>): void => {
  const own = ownPart(situation);
  mapParts(draft, (part) => (part.id === own?.id ? { ...part, ...change } : part));
};

/** A pause is never longer than its cap, however late the sweep or the answer comes. */
export const resumeClock =
  ({ now, district }: Situation) =>
  (clock: TicketClock): TicketClock =>
    clock.pausedAt === null
      ? clock
      : { ...resume(clock, Math.min(now, clock.pausedUntil ?? now), district.calendar), pausedUntil: null };

export const once = (items: readonly string[], item: string | null): string[] =>
  item === null || items.includes(item) ? [...items] : [...items, item];
