import type { Backlog } from '@liudan/shared/stats/contract';
import type { TicketCard as Ticket } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { pressable } from '@/a11y.ts';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { TicketCard } from '@/components/TicketCard/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { useRequest } from '@/services/useRequest.ts';
import { UnitCard } from './UnitCard.tsx';
import './index.scss';

type Unit = Backlog['units'][number];

/** What has not come to its full stop yet: unit by unit, and ticket by ticket from the oldest. */
export default function BacklogPage() {
  const [tab, setTab] = useState<'units' | 'tickets'>('units');
  const [unit, setUnit] = useState<Unit['org'] | null>(null);
  const counts = useRequest('units', () => request<Backlog>('/backlog'));
  const list = usePaged<Ticket>(tab === 'tickets' ? (unit?.id ?? 'all') : null, (after) =>
    request<PageOf<Ticket>>('/backlog/tickets', { query: { org: unit?.id, after } }),
  );
  usePullToRefresh(() => Promise.all([counts.reload(), ...(tab === 'tickets' ? [list.reload()] : [])]));
  useReachBottom(() => void list.loadMore());
  const units = counts.data?.units ?? [];
  return (
    <Page>
      <View className="backlog__tabs">
        <Tabs
          label="怎么看"
          items={[
            { key: 'units', label: '按单位' },
            { key: 'tickets', label: '按时间', count: counts.data?.open ?? null },
          ]}
          current={tab}
          onChange={(key) => setTab(key as 'units' | 'tickets')}
        />
      </View>
      {counts.problem && <ErrorState problem={counts.problem} onRetry={() => void counts.reload()} />}
      {tab === 'units' && (
        <>
          {counts.loading && <Skeleton lines={4} />}
          {units.map((one) => (
            <UnitCard
              key={one.org.id}
              unit={one}
              onPress={() => {
                setUnit(one.org);
                setTab('tickets');
              }}
            />
          ))}
          {counts.data && units.length === 0 && (
            <Empty icon="circle-check" title="问题已清零" words="没有还在办理的工单。" />
          )}
        </>
      )}
      {tab === 'tickets' && (
        <>
          {unit && (
            <View className="backlog__unit" {...pressable(() => setUnit(null), { label: `只看${unit.name}，去掉` })}>
              <View>{unit.name}</View>
              <Icon name="x" size="small" />
            </View>
          )}
          {list.loading && <Skeleton />}
          {list.problem && (
            <ErrorState problem={list.problem} onRetry={() => void list.reload()} inline={list.items.length > 0} />
          )}
          {list.items.map((ticket) => (
            <TicketCard key={ticket.id} ticket={ticket} onPress={() => goTo(routes.staffTicket, { id: ticket.id })} />
          ))}
          {!list.loading && !list.problem && list.items.length === 0 && (
            <Empty icon="circle-check" title="问题已清零" words="没有还在办理的工单。" />
          )}
          <ListEnd more={list.more} count={list.items.length} onMore={() => void list.loadMore()} />
        </>
      )}
    </Page>
  );
}
