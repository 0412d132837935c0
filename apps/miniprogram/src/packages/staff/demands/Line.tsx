import type { TicketCard } from '@liudan/shared/ticket/contract';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { InboxCard } from '../inbox/InboxCard.tsx';
import '../inbox/index.scss';

interface Props {
  name: string;
  query: { org: string; from: string; until: string; category: string };
  onClose: () => void;
}

/** The tickets behind one line of the list. */
export function Line({ name, query, onClose }: Props) {
  const list = usePaged<TicketCard>(JSON.stringify(query), (after) =>
    request<PageOf<TicketCard>>('/meetings/demands/tickets', { query: { ...query, after } }),
  );
  return (
    <Sheet open title={name} onClose={onClose}>
      {list.loading && <Skeleton />}
      {list.problem && <ErrorState problem={list.problem} onRetry={() => void list.reload()} inline />}
      {list.items.map((ticket) => (
        <InboxCard
          key={ticket.id}
          ticket={ticket}
          withHolder
          onPress={() => goTo(routes.staffTicket, { id: ticket.id })}
        />
      ))}
      <ListEnd more={list.more} count={list.items.length} onMore={() => void list.loadMore()} />
    </Sheet>
  );
}
