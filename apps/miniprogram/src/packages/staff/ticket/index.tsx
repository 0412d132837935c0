import type { NextAction, TicketView } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { PhotoRow } from '@/components/PhotoRow/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { TicketHead } from '@/components/TicketHead/index.tsx';
import { Timeline } from '@/components/Timeline/index.tsx';
import { pageQuery } from '@/routes.ts';
import { readTicket } from '@/services/act.ts';
import { useDistrict } from '@/services/district.ts';
import { sayDone } from '@/services/platform.ts';
import { useMe } from '@/services/tokens.ts';
import { useHeard } from '@/services/useHeard.ts';
import { useRequest } from '@/services/useRequest.ts';
import { markChanged } from '../changed.ts';
import { useKeptConsents } from '../consent.ts';
import { ActSheet } from '../form/ActSheet.tsx';
import { ActionBar } from './ActionBar.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { Duties } from './Duties.tsx';
import { answeringUnit, entriesSince } from './looking.ts';
import { Oversight } from './Oversight.tsx';
import { PlaceCard } from './PlaceCard.tsx';
import { ReporterCard } from './ReporterCard.tsx';
import { useNextTicket } from './useNextTicket.ts';
import './index.scss';

/** Where the photo limit of the district is not known yet. */
const PHOTO_BYTES = 20 * 1_048_576;

interface Acting {
  action: NextAction;
  /** What the page showed when the sheet was opened, to tell what is new. */
  before: TicketView;
}

/** A ticket for whoever works on it: where it is, what was reported, by whom, who does what until when, and what happened. */
export default function StaffTicket() {
  const [{ id = '' }] = useState(pageQuery);
  const me = useMe();
  const { district } = useDistrict();
  const page = useRequest(id, () => readTicket(id));
  useHeard(page.data && id);
  useKeptConsents(district?.subscribe.staff);
  const [acting, setActing] = useState<Acting | null>(null);
  const next = useNextTicket(id);
  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current) void page.reload();
    shown.current = true;
  });
  usePullToRefresh(page.reload);

  const { data, problem } = page;
  if (!data)
    return (
      <Page>
        {problem ? (
          <ErrorState problem={problem} onRetry={() => void page.reload()} />
        ) : (
          <Skeleton cards={3} lines={4} />
        )}
      </Page>
    );

  const { ticket, version, timeline, clocks, parts, nextActions } = data;
  const current = acting && nextActions.find(({ action }) => action === acting.action.action);
  const finish = (action: NextAction) => {
    setActing(null);
    sayDone('已提交');
    markChanged();
    void page.reload();
    next.offer(action.label);
  };

  return (
    <Page
      bar={
        (nextActions.length > 0 || next.done !== null) && (
          <ActionBar
            actions={nextActions}
            next={next}
            consent={district?.subscribe.staff ?? []}
            onChoose={(action) => setActing({ action, before: data })}
          />
        )
      }
    >
      {problem && <ErrorState problem={problem} onRetry={() => void page.reload()} inline />}
      <TicketHead ticket={ticket}>
        <CaseFacts ticket={ticket} />
      </TicketHead>
      <Oversight ticket={ticket} clocks={clocks} />
      <PlaceCard place={ticket.place} grid={ticket.grid} />
      <ReporterCard ticketId={id} reporter={ticket.reporter} />
      <Duties clocks={clocks} parts={parts} />
      {ticket.rating && (
        <Card title={`群众评单：${ticket.rating.words}`}>
          {[...ticket.rating.tags, ticket.rating.text].filter(Boolean).join('，') || '没有留言'}
        </Card>
      )}
      {ticket.afterPhotos.length > 0 && (
        <Card title="办理后的照片">
          <PhotoRow photos={ticket.afterPhotos} what="办理后的照片" />
        </Card>
      )}
      <View className="case__heading">办理过程</View>
      <Timeline entries={timeline} mine={false} />
      {acting && (
        <ActSheet
          key={acting.action.action}
          ticket={ticket}
          version={version}
          action={current ?? acting.action}
          gone={!current}
          news={entriesSince(acting.before.timeline, timeline)}
          personId={me?.id ?? ''}
          unit={answeringUnit(me, ticket, parts)}
          photoBytes={district?.limits.photoBytes ?? PHOTO_BYTES}
          consent={district?.subscribe.staff ?? []}
          onClose={() => setActing(null)}
          onDone={finish}
          onRefresh={page.reload}
        />
      )}
    </Page>
  );
}
