import { createHash } from 'node:crypto';
import type { TicketEvent } from '@liudan/shared/ticket/facts';

/** What the first event of a ticket continues. */
export const CHAIN_START = '0'.repeat(64);

/** JSON whose keys stand in one order, so that every engine and every replay hashes the same text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** The hash of an event: SHA-256, in hex, over the hash before it and all that the event says. */
export const hashOf = (prevHash: string, ticketId: string, event: TicketEvent): string =>
  createHash('sha256')
    .update(`${prevHash}\n${ticketId}\n${canonical(event)}`)
    .digest('hex');
