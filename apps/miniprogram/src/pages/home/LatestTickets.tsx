import type { TicketCard as Ticket } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import { pressable, spoken } from '@/a11y.ts';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { TicketCard } from '@/components/TicketCard/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import type { PageOf } from '@/services/usePaged.ts';
import { useRequest } from '@/services/useRequest.ts';

const LATEST = 3;

/** My last few tickets. `round` asks again when it grows: each time the page is shown. */
export function LatestTickets({ round }: { round: number }) {
  const { data, problem, loading, reload } = useRequest('mine', () =>
    request<PageOf<Ticket>>('/tickets', { query: { view: 'mine', limit: LATEST } }),
  );
  const seen = useRef(round);
  useEffect(() => {
    if (seen.current !== round) void reload();
    seen.current = round;
  }, [round, reload]);

  if (loading) return <Skeleton cards={1} />;
  if (problem && !data) return <ErrorState problem={problem} onRetry={() => void reload()} inline />;
  if (!data || data.items.length === 0) return null;
  return (
    <View className="home__part">
      <View className="home__head">
        <View className="home__title" {...spoken({ role: 'heading' })}>
          我的单子
        </View>
        <View className="home__all" {...pressable(() => goTo(routes.tickets), { label: '看全部单子' })}>
          全部
          <Icon name="chevron-right" size="small" />
        </View>
      </View>
      {data.items.map((ticket) => (
        <TicketCard key={ticket.id} ticket={ticket} onPress={() => goTo(routes.ticket, { id: ticket.id })} />
      ))}
    </View>
  );
}
