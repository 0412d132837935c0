import type { TicketCard } from '@liudan/shared/ticket/contract';
import { useCallback, useState } from 'react';
import { request } from '@/services/http.ts';
import type { PageOf } from '@/services/usePaged.ts';

export interface NextTicket {
  /** The label of the act just done; null before. */
  done: string | null;
  /** The most urgent other ticket of the inbox; null when there is none, or while it is not known. */
  ticket: TicketCard | null;
  offer(done: string): void;
  dismiss(): void;
}

/** After an act: what to do next. Failing to find out is no error, the way back to the inbox is always there. */
export function useNextTicket(currentId: string): NextTicket {
  const [state, setState] = useState<{ done: string | null; ticket: TicketCard | null }>({ done: null, ticket: null });
  const offer = useCallback(
    (done: string) => {
      setState({ done, ticket: null });
      request<PageOf<TicketCard>>('/tickets', { query: { view: 'inbox', limit: 2 } }).then(
        ({ items }) => setState({ done, ticket: items.find(({ id }) => id !== currentId) ?? null }),
        () => undefined,
      );
    },
    [currentId],
  );
  const dismiss = useCallback(() => setState({ done: null, ticket: null }), []);
  return { ...state, offer, dismiss };
}
