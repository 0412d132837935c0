import type { NextAction } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { ActionForm } from '@/components/ActionForm/index.tsx';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { PhotoRow } from '@/components/PhotoRow/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { TicketHead } from '@/components/TicketHead/index.tsx';
import { Timeline } from '@/components/Timeline/index.tsx';
import { goBack, goTo, pageQuery, routes } from '@/routes.ts';
import { readTicket } from '@/services/act.ts';
import { useDistrict } from '@/services/district.ts';
import { sayDone } from '@/services/platform.ts';
import { useShared } from '@/services/share.ts';
import { useHeard } from '@/services/useHeard.ts';
import { useRequest } from '@/services/useRequest.ts';
import { Neighbours } from './Neighbours.tsx';
import './index.scss';

/** One's own ticket: where it is, what happened as a talk, and what one may do now. */
export default function Ticket() {
  const [{ id = '' }] = useState(pageQuery);
  const { district } = useDistrict();
  // What is passed on is the way in, and never the ticket.
  useShared();
  const page = useRequest(id, () => readTicket(id));
  useHeard(page.data && id);
  const [acting, setActing] = useState<NextAction | null>(null);
  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current) void page.reload();
    shown.current = true;
  });
  usePullToRefresh(page.reload);

  const { data, problem } = page;
  if (!data) {
    return (
      <Page>
        {problem ? (
          <ErrorState problem={problem} onRetry={() => void page.reload()} />
        ) : (
          <Skeleton cards={2} lines={4} />
        )}
      </Page>
    );
  }
  const { ticket, timeline, nextActions, version } = data;
  const start = (action: NextAction) => {
    if (action.action === 'rate') goTo(routes.rate, { id });
    else setActing(action);
  };
  // The primary act stands last, where the thumb is.
  const acts = [...nextActions].sort((a, b) => Number(isMain(a)) - Number(isMain(b)));
  return (
    <Page
      call={{ community: ticket.community?.id ?? null, grid: ticket.grid?.id ?? null }}
      bar={
        acts.length > 0 &&
        acts.map((action) => (
          <Button key={action.action} kind={isMain(action) ? 'primary' : 'plain'} onPress={() => start(action)}>
            {action.action === 'rate' ? '去评价' : action.label}
          </Button>
        ))
      }
    >
      {problem && <ErrorState problem={problem} onRetry={() => void page.reload()} inline />}
      <TicketHead ticket={ticket} />
      <Neighbours ticket={ticket} />
      {ticket.rating && (
        <Card title={`我的评价：${ticket.rating.words}`}>
          {[...ticket.rating.tags, ticket.rating.text].filter(Boolean).join('，')}
        </Card>
      )}
      {ticket.afterPhotos.length > 0 && (
        <Card title="办理后的照片">
          <PhotoRow photos={ticket.afterPhotos} what="办理后的照片" />
        </Card>
      )}
      <View className="ticketpage__talk">
        <Timeline entries={timeline} mine={ticket.mine} following={ticket.following} />
      </View>
      <ActionForm
        ticketId={id}
        version={version}
        action={acting}
        photoBytes={district?.limits.photoBytes ?? 20 * 1_048_576}
        onClose={() => setActing(null)}
        onStale={() => void page.reload()}
        onDone={(done) => {
          setActing(null);
          sayDone(DONE[done.action] ?? '已送达');
          // Whoever no longer follows has no more to look at here.
          if (done.action === 'leave') goBack();
          else void page.reload();
        }}
      />
    </Page>
  );
}

const DONE: Readonly<Record<string, string>> = { withdraw: '已撤单', leave: '已不再跟进' };

const isMain = ({ action, primary }: NextAction): boolean => action === 'rate' || primary;
