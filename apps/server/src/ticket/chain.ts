import { createHash } from 'node:crypto';
import type { TicketEvent } from '@liudan/shared/ticket/facts';
import { stableJson } from '../kernel/stable-json.ts';

/** What the first event of a ticket continues. */
export const CHAIN_START = '0'.repeat(64);

/** The hash of an event: SHA-256, in hex, over the hash before it and all that the event says. */
export const hashOf = (prevHash: string, ticketId: string, event: TicketEvent): string =>
  createHash('sha256')
    .update(`${prevHash}\n${ticketId}\n${stableJson(event)}`)
    .digest('hex');
