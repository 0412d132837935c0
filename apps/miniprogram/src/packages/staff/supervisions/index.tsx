import type { OrderRow, SupervisionCounts } from '@liudan/shared/oversight/contract';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { useRequest } from '@/services/useRequest.ts';
import { useShownAgain } from '../meeting/useShownAgain.ts';
import { OrderCard } from './OrderCard.tsx';
import { type Conditions, conditionWords, OrderFilter } from './OrderFilter.tsx';
import './index.scss';

const TABS = [
  { key: 'waiting', label: '待督办', empty: '没有等着督办的单子' },
  { key: 'planned', label: '督办中', empty: '没有正在督办的单子' },
  { key: 'closed', label: '已办结', empty: '还没有办结的督办单' },
] as const;
type TabKey = (typeof TABS)[number]['key'];

/** 督办单: what waits for a plan, what goes by one, and what is over. */
export default function Supervisions() {
  const [tab, setTab] = useState<TabKey>('waiting');
  const [conditions, setConditions] = useState<Conditions>({});
  const [filtering, setFiltering] = useState(false);
  const query = { state: tab, ...conditions, overdue: conditions.overdue ? 'true' : undefined };
  const list = usePaged<OrderRow>(JSON.stringify(query), (after) =>
    request<PageOf<OrderRow>>('/supervisions', { query: { ...query, after } }),
  );
  const counts = useRequest('counts', () => request<SupervisionCounts>('/supervisions/counts'));
  const reload = () => Promise.all([list.reload(), counts.reload()]);
  useShownAgain(() => void reload());
  usePullToRefresh(reload);
  useReachBottom(() => void list.loadMore());
  const orgs = counts.data?.orgs ?? [];
  const words = conditionWords(conditions, orgs);
  const { items, loading, problem } = list;
  return (
    <Page>
      <View className="oversight__tabs">
        <Tabs
          label="督办单"
          items={TABS.map(({ key, label }) => ({ key, label, count: counts.data?.[key] || null }))}
          current={tab}
          onChange={(key) => setTab(key as TabKey)}
        />
      </View>
      <View className="oversight__filter">
        <Button kind="quiet" icon="search" onPress={() => setFiltering(true)}>
          {words ? `筛选：${words}` : '筛选'}
        </Button>
      </View>
      {loading && <Skeleton />}
      {problem && <ErrorState problem={problem} onRetry={() => void reload()} inline={items.length > 0} />}
      {items.map((row) => (
        <OrderCard key={row.id} row={row} onPress={() => goTo(routes.staffTicket, { id: row.ticket.id })} />
      ))}
      {!loading && !problem && items.length === 0 && (
        <Empty
          icon="eye"
          title={words ? '没有符合条件的督办单' : (TABS.find(({ key }) => key === tab)?.empty ?? '')}
          words={words ? '' : '办理超时、再次返工的工单会自动开出督办单，也可以在工单里人工督办。'}
        >
          {words !== '' && <Button onPress={() => setConditions({})}>清空条件</Button>}
        </Empty>
      )}
      <ListEnd more={list.more} count={items.length} onMore={() => void list.loadMore()} />
      {filtering && (
        <OrderFilter
          conditions={conditions}
          orgs={orgs}
          onClose={() => setFiltering(false)}
          onUse={(chosen) => {
            setConditions(chosen);
            setFiltering(false);
          }}
        />
      )}
    </Page>
  );
}
