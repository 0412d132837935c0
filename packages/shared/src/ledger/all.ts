/** Every ledger, in the order of the six orders. */
import { DEMANDS } from './demands.ts';
import { EXPLANATIONS } from './explanations.ts';
import { FOLLOW_UPS } from './follow-ups.ts';
import { FOUR_LISTS } from './four-lists.ts';
import type { TicketLedger } from './ledger.ts';
import { SUPERVISIONS } from './supervisions.ts';
import { VISITS, type VisitLedger } from './visits.ts';

export type AnyLedger = TicketLedger | VisitLedger;

export const LEDGERS: readonly AnyLedger[] = [VISITS, DEMANDS, EXPLANATIONS, SUPERVISIONS, FOLLOW_UPS, FOUR_LISTS];
