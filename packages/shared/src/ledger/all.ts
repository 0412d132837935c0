/** Every ledger that is drawn from tickets, in the order of the six orders. */
import { DEMANDS } from './demands.ts';
import { EXPLANATIONS } from './explanations.ts';
import { FOLLOW_UPS } from './follow-ups.ts';
import { FOUR_LISTS } from './four-lists.ts';
import type { TicketLedger } from './ledger.ts';

export const TICKET_LEDGERS: readonly TicketLedger[] = [DEMANDS, EXPLANATIONS, FOLLOW_UPS, FOUR_LISTS];
