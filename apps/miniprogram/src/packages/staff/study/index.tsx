import type { MeetingView } from '@liudan/shared/meeting/contract';
import type { NextAction, TicketView } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { pageQuery, replaceWith, routes } from '@/routes.ts';
import { readTicket } from '@/services/act.ts';
import { useDistrict } from '@/services/district.ts';
import { request } from '@/services/http.ts';
import { isH5, sayDone } from '@/services/platform.ts';
import { onKey } from '@/services/platform-keys.ts';
import { useMe } from '@/services/tokens.ts';
import { useRequest } from '@/services/useRequest.ts';
import { markChanged } from '../changed.ts';
import { ActSheet } from '../form/ActSheet.tsx';
import type { Sender } from '../form/useActForm.ts';
import { readMeeting } from '../meeting/ask.ts';
import { useShownAgain } from '../meeting/useShownAgain.ts';
import { answeringUnit, entriesSince } from '../ticket/looking.ts';
import { currentOf, decided, NO_QUEUE, placeWords, refreshed, stepped } from './queue.ts';
import { Routes } from './Routes.tsx';
import { StudyTicket } from './StudyTicket.tsx';
import './index.scss';

/** Where the photo limit of the district is not known yet. */
const PHOTO_BYTES = 20 * 1_048_576;

/** 集体研判 on one screen: one ticket after another, the four ways to decide within the thumb's reach. */
export default function Study() {
  const [{ id: meetingId = '' }] = useState(pageQuery);
  const me = useMe();
  const { district } = useDistrict();
  const meeting = useRequest<MeetingView>(meetingId, () => readMeeting(meetingId));
  const [queue, setQueue] = useState(NO_QUEUE);
  const [acting, setActing] = useState<{ action: NextAction; before: TicketView } | null>(null);
  const shown = currentOf(queue);
  const ticket = useRequest<TicketView>(shown, () => readTicket(shown ?? ''));
  const { data, problem } = meeting;
  useEffect(() => {
    if (data)
      setQueue((was) =>
        refreshed(
          was,
          data.agenda.map((matter) => matter.ticket.id),
        ),
      );
  }, [data]);
  useShownAgain(() => {
    void meeting.reload();
    void ticket.reload();
  });

  // What was asked for another ticket is not this one's.
  const page = ticket.data?.ticket.id === shown ? ticket.data : null;
  const actionOf = (action: string) => page?.nextActions.find((next) => next.action === action);
  const open = (action: NextAction | undefined) => {
    if (action && page) setActing({ action, before: page });
  };
  const step = (by: 1 | -1) => {
    setActing(null);
    setQueue((was) => stepped(was, by));
  };
  const keys = useRef<(key: string) => boolean>(() => false);
  keys.current = (key) => {
    const route = data?.acts[Number(key) - 1];
    // An open form has keys of its own.
    if (acting) return false;
    if (key === 'ArrowRight') step(1);
    else if (key === 'ArrowLeft') step(-1);
    else if (route) open(actionOf(route));
    else return false;
    return true;
  };
  useEffect(() => onKey((key) => keys.current(key)), []);

  if (!data)
    return (
      <Page>
        {problem ? <ErrorState problem={problem} onRetry={() => void meeting.reload()} /> : <Skeleton lines={4} />}
      </Page>
    );
  const done = new Set(data.items.map((item) => item.ticket.id)).size;
  const toMinutes = () => replaceWith(routes.staffMeeting, { id: meetingId });
  if (data.state !== 'open' || !data.hold || shown === null)
    return (
      <Page
        bar={
          <Button kind="primary" onPress={toMinutes}>
            {data.state === 'open' && data.hold ? '写会议记录，结束会议' : '看会议记录'}
          </Button>
        }
      >
        {problem && <ErrorState problem={problem} onRetry={() => void meeting.reload()} inline />}
        <Empty icon="circle-check" title="都研判完了" words={`这次会上定了 ${done} 件。`} />
      </Page>
    );

  const current = acting && page?.nextActions.find(({ action }) => action === acting.action.action);
  const decides = acting !== null && data.acts.includes(acting.action.action);
  const via: Sender = async ({ action, version, input, key }) => {
    await request(`/meetings/${meetingId}/decisions`, {
      method: 'POST',
      key,
      body: { ticket: shown, action, version, input },
    });
  };
  const finish = (action: NextAction) => {
    setActing(null);
    markChanged();
    sayDone(`${action.label} 已提交`);
    if (data.acts.includes(action.action)) setQueue((was) => decided(was, shown));
    else void ticket.reload();
    void meeting.reload();
  };
  return (
    <Page
      className="study"
      bar={
        <Routes
          acts={data.acts}
          nextActions={page?.nextActions ?? []}
          several={queue.ids.length > 1}
          onRoute={open}
          onStep={step}
        />
      }
    >
      <View className="study__head">
        <View className="study__place">{placeWords(queue, done)}</View>
        <Button kind="quiet" onPress={toMinutes} label={`会议记录，已定 ${done} 件`}>
          {`记录（${done}）`}
        </Button>
      </View>
      <View className="study__track">
        <View className="study__done" style={{ width: `${Math.round((done / (done + queue.ids.length)) * 100)}%` }} />
      </View>
      {problem && <ErrorState problem={problem} onRetry={() => void meeting.reload()} inline />}
      {ticket.problem && <ErrorState problem={ticket.problem} onRetry={() => void ticket.reload()} inline />}
      {page ? (
        <StudyTicket
          view={page}
          matter={data.agenda.find((one) => one.ticket.id === shown)}
          onLook={actionOf('record') ? () => open(actionOf('record')) : undefined}
        />
      ) : (
        <Skeleton cards={2} lines={4} />
      )}
      {isH5 && (
        <View className="study__keys">键盘：1 到 4 选办法，← → 换一件，回车提交（写字时按 Ctrl+回车），Esc 返回</View>
      )}
      {acting && page && (
        <ActSheet
          key={`${shown}.${acting.action.action}`}
          ticket={page.ticket}
          version={page.version}
          action={current ?? acting.action}
          gone={!current}
          news={entriesSince(acting.before.timeline, page.timeline)}
          personId={me?.id ?? ''}
          unit={answeringUnit(me, page.ticket, page.parts)}
          photoBytes={district?.limits.photoBytes ?? PHOTO_BYTES}
          onClose={() => setActing(null)}
          onDone={finish}
          onRefresh={ticket.reload}
          {...(decides ? { via } : {})}
        />
      )}
    </Page>
  );
}
