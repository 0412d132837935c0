import type { InboxCounts, TicketCard } from '@liudan/shared/ticket/contract';
import type { State } from '@liudan/shared/ticket/status';
import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { pressable } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { useDistrict } from '@/services/district.ts';
import { request } from '@/services/http.ts';
import { isH5 } from '@/services/platform.ts';
import { useMe } from '@/services/tokens.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { useRequest } from '@/services/useRequest.ts';
import { takeChanged } from '../changed.ts';
import { consentMemory } from '../consent.ts';
import { isDue } from '../consent-due.ts';
import { FilterSheet } from './FilterSheet.tsx';
import { filterWords, NO_FILTER, NOTHING, queryOf, TABS, type TabKey, without } from './filter.ts';
import { InboxCard } from './InboxCard.tsx';
import { NoticeRow } from './NoticeRow.tsx';
import './index.scss';

/** A list left for longer is read again when its reader comes back, even if he changed nothing. */
const STALE_MS = 60_000;

/** What waits for the viewer's units, most urgent first. */
export default function Inbox() {
  const me = useMe();
  const { district } = useDistrict();
  const [tab, setTab] = useState<TabKey>('todo');
  const [filter, setFilter] = useState(NO_FILTER);
  const [filtering, setFiltering] = useState(false);
  const [memory, setMemory] = useState(consentMemory);
  const query = queryOf(tab, filter);
  const list = usePaged<TicketCard>(JSON.stringify(query), (after) =>
    request<PageOf<TicketCard>>('/tickets', { query: { ...query, after } }),
  );
  const counts = useRequest('counts', () => request<InboxCounts>('/tickets/counts'));
  const readAt = useRef(Date.now());
  const reload = () => {
    readAt.current = Date.now();
    return Promise.all([list.reload(), counts.reload()]);
  };
  useDidShow(() => {
    setMemory(consentMemory());
    if (takeChanged() || Date.now() - readAt.current > STALE_MS) void reload();
  });
  usePullToRefresh(reload);
  useReachBottom(() => void list.loadMore());

  const categoryName = (id: string) =>
    district?.categories.flatMap((root) => [root, ...root.leaves]).find((one) => one.id === id)?.name ?? id;
  const stateName = (state: State) => district?.wording.states[state].staff ?? state;
  const conditions = filterWords(filter, tab, { state: stateName, category: categoryName });
  const { items, loading, problem } = list;
  const duties = me?.duties ?? [];
  // In a browser there is no WeChat to send to, except for the demo people, whose phone is played.
  const templates = district && (!isH5 || district.demo) ? district.subscribe.staff : [];
  const notices = (
    <NoticeRow templates={templates} memory={memory} duties={duties} onAsked={() => setMemory(consentMemory())} />
  );
  // What can be done about it stands on top; once it is done it makes room for the work.
  const noticesFirst = templates.length > 0 && isDue(memory, Date.now());

  return (
    <Page className="inbox">
      <View className="inbox__head">
        <View className="inbox__who">{duties.map(({ org, roleWords }) => `${org.name} ${roleWords}`).join('、')}</View>
        <View className="inbox__ways">
          <Button kind="quiet" icon="search" onPress={() => setFiltering(true)}>
            搜索筛选
          </Button>
          <Button kind="quiet" icon="briefcase" onPress={() => goTo(routes.staffDesk)}>
            全部工作
          </Button>
        </View>
      </View>
      {noticesFirst && notices}
      <View className="inbox__tabs">
        <Tabs
          label="待办"
          items={TABS.map((one) => ({ ...one, count: counts.data?.[one.key] || null }))}
          current={tab}
          onChange={(key) => setTab(key as TabKey)}
        />
      </View>
      {conditions.length > 0 && (
        <View className="inbox__conditions">
          {conditions.map(({ key, words }) => (
            <View
              key={key}
              className="inbox__condition"
              {...pressable(() => setFilter(without(filter, key)), { label: `去掉条件：${words}` })}
            >
              <View>{words}</View>
              <Icon name="x" size="small" />
            </View>
          ))}
        </View>
      )}
      {loading && <Skeleton />}
      {problem && <ErrorState problem={problem} onRetry={() => void reload()} inline={items.length > 0} />}
      {items.map((ticket) => (
        <InboxCard
          key={ticket.id}
          ticket={ticket}
          withHolder={tab === 'all'}
          onPress={() => goTo(routes.staffTicket, { id: ticket.id })}
        />
      ))}
      {!loading && !problem && items.length === 0 && (
        <Empty icon="inbox" {...(conditions.length > 0 ? { title: '没有符合条件的工单' } : NOTHING[tab])}>
          {conditions.length > 0 && <Button onPress={() => setFilter(NO_FILTER)}>清空条件</Button>}
        </Empty>
      )}
      <ListEnd more={list.more} count={items.length} onMore={() => void list.loadMore()} />
      {!noticesFirst && notices}
      {filtering && district && (
        <FilterSheet
          filter={filter}
          tab={tab}
          district={district}
          onClose={() => setFiltering(false)}
          onUse={(chosen) => {
            setFilter(chosen);
            setFiltering(false);
          }}
        />
      )}
    </Page>
  );
}
