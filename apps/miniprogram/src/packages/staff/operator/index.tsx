import type { ChannelFigures, Delivery, DeliveryState, PushChannel } from '@liudan/shared/notify/contract';
import { PUSH_CHANNEL_WORDS } from '@liudan/shared/notify/words';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { Card } from '@/components/Card/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { request } from '@/services/http.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { useRequest } from '@/services/useRequest.ts';
import { dateWords } from '@/services/when.ts';
import { Figures } from './Figures.tsx';
import { attemptWords, CHANNELS, NOTICE_WORDS, nothingOf, STATES } from './words.ts';
import './index.scss';

/** How the ways out of the house do, and what became of each message: what failed, to whom, and why. For the operator. */
export default function Operator() {
  const [state, setState] = useState<DeliveryState>('failed');
  const [channel, setChannel] = useState<PushChannel | null>(null);
  const list = usePaged<Delivery>(`${state} ${channel}`, (after) =>
    request<PageOf<Delivery>>('/deliveries', { query: { state, channel, after } }),
  );
  const figures = useRequest('channels', () => request<ChannelFigures>('/channels'));
  usePullToRefresh(() => Promise.all([list.reload(), figures.reload()]));
  useReachBottom(() => void list.loadMore());
  const { items, loading, problem } = list;
  return (
    <Page>
      {figures.problem && <ErrorState problem={figures.problem} onRetry={() => void figures.reload()} inline />}
      {figures.data ? <Figures figures={figures.data} /> : !figures.problem && <Skeleton cards={2} />}
      <View className="deliveries__tabs">
        <Tabs label="按结果看" items={STATES} current={state} onChange={(key) => setState(key as DeliveryState)} />
      </View>
      <View className="deliveries__channels">
        <Chips
          label="按通道看"
          single
          choices={CHANNELS.map((value) => ({ value, label: PUSH_CHANNEL_WORDS[value] }))}
          chosen={channel === null ? [] : [channel]}
          onChange={([one]) => setChannel((one as PushChannel | undefined) ?? null)}
        />
      </View>
      {loading && <Skeleton lines={2} />}
      {problem && <ErrorState problem={problem} onRetry={() => void list.reload()} inline={items.length > 0} />}
      {items.map(({ id, kind, channel: by, person, at, reason, attempts }) => (
        <Card key={id}>
          <View className="deliveries__top">
            <View className="deliveries__kind">{NOTICE_WORDS[kind]}</View>
            <View className="deliveries__at">{dateWords(at, Date.now())}</View>
          </View>
          <View className="deliveries__who">
            {[PUSH_CHANNEL_WORDS[by], `发给 ${person}`, attemptWords(attempts)].filter(Boolean).join(' · ')}
          </View>
          {reason && <View className="deliveries__reason">{reason}</View>}
        </Card>
      ))}
      {!loading && !problem && items.length === 0 && <Empty icon="circle-check" title={nothingOf(state)} />}
      <ListEnd more={list.more} count={items.length} onMore={() => void list.loadMore()} />
    </Page>
  );
}
