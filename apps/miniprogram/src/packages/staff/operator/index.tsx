import type { Delivery, DeliveryState } from '@liudan/shared/notify/contract';
import { PUSH_CHANNEL_WORDS } from '@liudan/shared/notify/words';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { request } from '@/services/http.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { dateWords } from '@/services/when.ts';
import { attemptWords, NOTICE_WORDS, nothingOf, STATES } from './words.ts';
import './index.scss';

/** What became of the messages to WeChat, for the operator: what failed, to whom, and why. */
export default function Operator() {
  const [state, setState] = useState<DeliveryState>('failed');
  const list = usePaged<Delivery>(state, (after) =>
    request<PageOf<Delivery>>('/deliveries', { query: { state, after } }),
  );
  usePullToRefresh(list.reload);
  useReachBottom(() => void list.loadMore());
  const { items, loading, problem } = list;
  return (
    <Page>
      <View className="deliveries__tabs">
        <Tabs label="按结果看" items={STATES} current={state} onChange={(key) => setState(key as DeliveryState)} />
      </View>
      {loading && <Skeleton lines={2} />}
      {problem && <ErrorState problem={problem} onRetry={() => void list.reload()} inline={items.length > 0} />}
      {items.map(({ id, kind, channel, person, at, reason, attempts }) => (
        <Card key={id}>
          <View className="deliveries__top">
            <View className="deliveries__kind">{NOTICE_WORDS[kind]}</View>
            <View className="deliveries__at">{dateWords(at, Date.now())}</View>
          </View>
          <View className="deliveries__who">
            {[PUSH_CHANNEL_WORDS[channel], `发给 ${person}`, attemptWords(attempts)].filter(Boolean).join(' · ')}
          </View>
          {reason && <View className="deliveries__reason">{reason}</View>}
        </Card>
      ))}
      {!loading && !problem && items.length === 0 && <Empty icon="circle-check" title={nothingOf(state)} />}
      <ListEnd more={list.more} count={items.length} onMore={() => void list.loadMore()} />
    </Page>
  );
}
