import type { AppealRow } from '@liudan/shared/oversight/contract';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { TicketTop } from '@/components/TicketTop/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { dateWords } from '@/services/when.ts';
import { useShownAgain } from '../meeting/useShownAgain.ts';
import '../supervisions/index.scss';

const TABS = [
  { key: 'open', label: '待裁定' },
  { key: 'decided', label: '已裁定' },
] as const;
const DECIDED = { accepted: '已采纳，不计入统计', refused: '维持评价' } as const;

/** 评价申诉: what was scored, what whoever handled it says to that, and how the supervision office decided. */
export default function Appeals() {
  const [state, setState] = useState('open');
  const list = usePaged<AppealRow>(state, (after) =>
    request<PageOf<AppealRow>>('/appeals', { query: { state, after } }),
  );
  useShownAgain(() => void list.reload());
  usePullToRefresh(list.reload);
  useReachBottom(() => void list.loadMore());
  const { items, loading, problem } = list;
  return (
    <Page>
      <View className="oversight__tabs">
        <Tabs label="评价申诉" items={TABS} current={state} onChange={setState} />
      </View>
      {loading && <Skeleton />}
      {problem && <ErrorState problem={problem} onRetry={() => void list.reload()} inline={items.length > 0} />}
      {items.map((row) => (
        <Appeal key={row.id} row={row} />
      ))}
      {!loading && !problem && items.length === 0 && (
        <Empty icon="clipboard-list" title={state === 'open' ? '没有等着裁定的申诉' : '还没有裁定过申诉'} />
      )}
      <ListEnd more={list.more} count={items.length} onMore={() => void list.loadMore()} />
    </Page>
  );
}

function Appeal({
  row: { ticket, state, by, askedAt, reason, rating, decidedAt, decision, clock },
}: {
  row: AppealRow;
}) {
  const now = Date.now();
  return (
    <Card onPress={() => goTo(routes.staffTicket, { id: ticket.id })}>
      <View className="oversight__tags">
        {rating && <Tag tone="brand">评价：{rating.words}</Tag>}
        {state !== 'open' && <Tag>{DECIDED[state]}</Tag>}
        {clock && <Light light={clock.light} words={`裁定${clock.dueWords}`} />}
      </View>
      <TicketTop ticket={ticket} place={ticket.address ?? ticket.community?.name ?? null} />
      <View className="oversight__facts">
        {rating && (rating.tags.length > 0 || rating.text) && (
          <View className="oversight__fact oversight__fact--strong">
            居民说：{[...rating.tags, rating.text].filter(Boolean).join('，')}
          </View>
        )}
        {reason && <View className="oversight__fact oversight__fact--strong">申诉理由：{reason}</View>}
        {decision && <View className="oversight__fact oversight__fact--strong">裁定理由：{decision}</View>}
        <View className="oversight__fact">
          {[by?.name, askedAt && `${dateWords(askedAt, now)} 申诉`].filter(Boolean).join(' · ')}
        </View>
        {decidedAt && <View className="oversight__fact">{dateWords(decidedAt, now)} 裁定</View>}
      </View>
    </Card>
  );
}
