import type { TicketView } from '@liudan/shared/ticket/contract';
import { request } from './http.ts';

/**
 * One act on a ticket. The same `key` again is the same act; `version` is the ticket's as it was looked at. Throws
 * `RequestProblem`; `STALE_VERSION` when the ticket went on in the meantime.
 */
export async function act(
  ticketId: string,
  action: string,
  version: number,
  input: Record<string, unknown>,
  key: string,
): Promise<void> {
  await request(`/tickets/${ticketId}/actions`, { method: 'POST', key, body: { ...input, action, version } });
}

export const readTicket = (id: string): Promise<TicketView> => request(`/tickets/${id}`);
