import { useEffect } from 'react';
import { request } from './http.ts';
import { refreshMe } from './me.ts';
import { isSignedIn } from './tokens.ts';

/**
 * Whoever has a ticket before him has heard of it: what was told of it counts as read, and nothing more is sent after him. A null id
 * waits. Quietly: what is lost here costs one reminder.
 */
export function useHeard(ticketId: string | null | undefined): void {
  useEffect(() => {
    if (!ticketId || !isSignedIn()) return;
    request('/messages/read', { method: 'POST', body: { ticketId } }).then(refreshMe, () => undefined);
  }, [ticketId]);
}
