import type { VisitView } from '@liudan/shared/visit/contract';
import type { VisitOutcome } from '@liudan/shared/visit/rules';
import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { useRef, useState } from 'react';
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
import { AnswerSheet } from './AnswerSheet.tsx';
import { VisitCard } from './VisitCard.tsx';
import './index.scss';

const TABS: readonly { key: VisitOutcome | 'all'; label: string }[] = [
  { key: 'all', label: '全部' },
  { key: 'follow_up', label: '需要跟进' },
  { key: 'order', label: '已转为工单' },
  { key: 'answered', label: '当场答复' },
];

/** 民情走访台账: what came in offline, newest first, of the places the viewer serves. */
export default function Visits() {
  const [tab, setTab] = useState<VisitOutcome | 'all'>('all');
  const [answering, setAnswering] = useState<VisitView | null>(null);
  const list = usePaged<VisitView>(tab, (after) =>
    request<PageOf<VisitView>>('/visits', { query: { after, outcome: tab === 'all' ? null : tab } }),
  );
  usePullToRefresh(list.reload);
  useReachBottom(() => void list.loadMore());
  const shown = useRef(false);
  useDidShow(() => {
    // Something may have been written down on the page above this one.
    if (shown.current) void list.reload();
    shown.current = true;
  });
  const { items, loading, problem } = list;
  return (
    <Page
      bar={
        <Button kind="primary" icon="plus" onPress={() => goTo(routes.staffIntake)}>
          登记一条
        </Button>
      }
    >
      <View className="visits__tabs">
        <Tabs label="按处理结果看" items={TABS} current={tab} onChange={(key) => setTab(key as VisitOutcome | 'all')} />
      </View>
      {loading && <Skeleton />}
      {problem && <ErrorState problem={problem} onRetry={() => void list.reload()} inline={items.length > 0} />}
      {items.map((visit) => (
        <VisitCard key={visit.id} visit={visit} onAnswer={() => setAnswering(visit)} />
      ))}
      {!loading && !problem && items.length === 0 && (
        <Empty icon="clipboard-list" title="还没有登记" words="走访、来电、来信来访，登记后都在这里。" />
      )}
      <ListEnd more={list.more} count={items.length} onMore={() => void list.loadMore()} />
      {answering && (
        <AnswerSheet
          visit={answering}
          onClose={() => setAnswering(null)}
          onDone={(visit) => {
            list.change((rows) => rows.map((row) => (row.id === visit.id ? visit : row)));
            setAnswering(null);
          }}
        />
      )}
    </Page>
  );
}
