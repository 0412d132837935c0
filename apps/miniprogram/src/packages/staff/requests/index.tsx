import type { RequestRow } from '@liudan/shared/oversight/contract';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { TicketTop } from '@/components/TicketTop/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { dateWords } from '@/services/when.ts';
import { useShownAgain } from '../meeting/useShownAgain.ts';
import '../supervisions/index.scss';

/** 待批申请: who asks for how much time and why. Deciding is done on the ticket, with all of it in view. */
export default function Requests() {
  const list = usePaged<RequestRow>('requests', (after) =>
    request<PageOf<RequestRow>>('/requests', { query: { after } }),
  );
  useShownAgain(() => void list.reload());
  usePullToRefresh(list.reload);
  useReachBottom(() => void list.loadMore());
  const { items, loading, problem } = list;
  return (
    <Page>
      {loading && <Skeleton />}
      {problem && <ErrorState problem={problem} onRetry={() => void list.reload()} inline={items.length > 0} />}
      {items.map((row) => (
        <Asked key={row.id} row={row} />
      ))}
      {!loading && !problem && items.length === 0 && (
        <Empty icon="clock" title="没有等您审批的申请" words="承办单位申请延期、提请定时限时，会出现在这里。" />
      )}
      <ListEnd more={list.more} count={items.length} onMore={() => void list.loadMore()} />
    </Page>
  );
}

function Asked({ row: { ticket, kindWords, by, askedAt, reason, until, dueAt } }: { row: RequestRow }) {
  const now = Date.now();
  return (
    <Card onPress={() => goTo(routes.staffTicket, { id: ticket.id })}>
      <View className="oversight__tags">
        <Tag tone="brand">{kindWords}</Tag>
        <Light light={ticket.light} words={ticket.dueWords} />
      </View>
      <TicketTop ticket={ticket} place={ticket.address ?? ticket.community?.name ?? null} />
      <View className="oversight__facts">
        <View className="oversight__fact oversight__fact--strong">希望延到 {dateWords(until, now)}</View>
        {reason && <View className="oversight__fact oversight__fact--strong">原因：{reason}</View>}
        {dueAt && <View className="oversight__fact">现在的期限 {dateWords(dueAt, now)}</View>}
        <View className="oversight__fact">
          {[by?.name, askedAt && `${dateWords(askedAt, now)} 申请`].filter(Boolean).join(' · ')}
        </View>
      </View>
    </Card>
  );
}
