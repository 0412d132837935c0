import type { TicketCard as Ticket } from '@liudan/shared/ticket/contract';
import type { Phase } from '@liudan/shared/ticket/status';
import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Outbox } from '@/components/Outbox/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { TicketCard } from '@/components/TicketCard/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { sendByItself, useOutbox } from '@/services/outbox.ts';
import { isH5 } from '@/services/platform.ts';
import { useSignedIn } from '@/services/tokens.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import './index.scss';

type Tab = Phase | 'all' | 'followed';

const TABS: { key: Tab; label: string }[] = [
  { key: 'all', label: '全部' },
  { key: 'open', label: '办理中' },
  { key: 'resolved', label: '待评价' },
  { key: 'closed', label: '已归档' },
  { key: 'followed', label: '一起跟进' },
];

const NOTHING: Record<Tab, string> = {
  all: '还没有反映过问题',
  open: '没有正在办理的单子',
  resolved: '没有等您评价的单子',
  closed: '没有归档的单子',
  followed: '没有一起跟进的单子',
};

/** What others reported and he follows is one list, however far it is. */
const viewOf = (tab: Tab) =>
  tab === 'followed' ? { view: 'followed' } : { view: 'mine', phase: tab === 'all' ? null : tab };

export default function Tickets() {
  const [phase, setPhase] = useState<Tab>('all');
  // In WeChat the first question signs in by itself; on H5 it would lead away from a page just looked at.
  const mayAsk = useSignedIn() || !isH5;
  const list = usePaged<Ticket>(mayAsk ? phase : null, (after) =>
    request<PageOf<Ticket>>('/tickets', { query: { ...viewOf(phase), after } }),
  );
  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current && mayAsk) void list.reload();
    shown.current = true;
  });
  const { items: waiting, arrived } = useOutbox();
  useEffect(() => {
    if (arrived > 0) void reload.current();
  }, [arrived]);
  const reload = useRef(list.reload);
  reload.current = list.reload;
  usePullToRefresh(() => Promise.all([sendByItself(), list.reload()]));
  useReachBottom(() => void list.loadMore());

  return (
    <Page call>
      <View className="tickets__tabs">
        <Tabs label="按进度看" items={TABS} current={phase} onChange={(key) => setPhase(key as Tab)} />
      </View>
      {(phase === 'all' || phase === 'open') && <Outbox />}
      {list.loading && <Skeleton />}
      {list.problem && (
        <ErrorState problem={list.problem} onRetry={() => void list.reload()} inline={list.items.length > 0} />
      )}
      {list.items.map((ticket) => (
        <TicketCard key={ticket.id} ticket={ticket} onPress={() => goTo(routes.ticket, { id: ticket.id })} />
      ))}
      {!mayAsk && (
        <Empty icon="user-round" title="登录后看自己的单子">
          <Button kind="primary" onPress={() => goTo(routes.login)}>
            登录
          </Button>
        </Empty>
      )}
      {mayAsk && !list.loading && !list.problem && list.items.length === 0 && waiting.length === 0 && (
        <Empty icon="clipboard-list" title={NOTHING[phase]}>
          {phase === 'all' && (
            <Button kind="primary" icon="camera" onPress={() => goTo(routes.report, { from: 'camera' })}>
              拍照上报
            </Button>
          )}
        </Empty>
      )}
      <ListEnd more={list.more} count={list.items.length} onMore={() => void list.loadMore()} />
    </Page>
  );
}
