import type { MatterView } from '@liudan/shared/meeting/contract';
import { TOPIC_WORDS, TOPICS } from '@liudan/shared/meeting/words';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { goTo, pageQuery, replaceWith, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { confirm, forget, randomKey, say, sayDone, stored } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { useRequest } from '@/services/useRequest.ts';
import { markChanged } from '../changed.ts';
import { InboxCard } from '../inbox/InboxCard.tsx';
import { endMeeting, readMeeting } from './ask.ts';
import { DecideSheet } from './DecideSheet.tsx';
import { Head } from './Head.tsx';
import { Items } from './Items.tsx';
import { Minutes, minutesKey } from './Minutes.tsx';
import { useShownAgain } from './useShownAgain.ts';
import '../inbox/index.scss';
import './index.scss';

/** One meeting: what became of last time's decisions, what is before it, what it decided, and its minutes. */
export default function Meeting() {
  const [{ id = '' }] = useState(pageQuery);
  const page = useRequest(id, () => readMeeting(id));
  const [typed, setTyped] = useState<string | null>(() => stored<string>(minutesKey(id)));
  const [deciding, setDeciding] = useState<MatterView | null>(null);
  const [turn, setTurn] = useState<{ key: string; busy: boolean; problem: Problem | null }>(() => ({
    key: randomKey(),
    busy: false,
    problem: null,
  }));
  useShownAgain(() => void page.reload());
  const { data, problem } = page;
  if (!data)
    return (
      <Page>
        {problem ? <ErrorState problem={problem} onRetry={() => void page.reload()} /> : <Skeleton lines={4} />}
      </Page>
    );

  const take = async (work: (key: string) => Promise<unknown>, words: string) => {
    setTurn((was) => ({ ...was, busy: true, problem: null }));
    try {
      await work(turn.key);
      setTurn({ key: randomKey(), busy: false, problem: null });
      sayDone(words);
    } catch (error) {
      // Without a clear answer the same is sent again; after one, what comes next is another request.
      const refusal = problemOf(error);
      setTurn((was) => ({ key: refusal.offline ? was.key : randomKey(), busy: false, problem: refusal }));
    }
    await page.reload();
  };
  const end = async () => {
    const left = data.agenda.length;
    const words = left > 0 ? `还有 ${left} 件没有定。结束后会议记录不能再改。` : '结束后会议记录不能再改。';
    if (!(await confirm({ title: '结束会议', words, yes: '结束' }))) return;
    await take(async (key) => {
      await endMeeting(id, { version: data.version, minutes: typed ?? data.minutes ?? '' }, key);
      forget(minutesKey(id));
      setTyped(null);
    }, '会议已结束');
  };
  const start = () =>
    take(
      (key) => request(`/meetings/${id}/start`, { method: 'POST', key, body: { version: data.version } }),
      '会议已开始',
    );
  const running = data.hold && data.state === 'open';
  return (
    <Page bar={data.hold && data.state !== 'ended' && <Turns {...{ running, busy: turn.busy, start, end }} />}>
      {problem && <ErrorState problem={problem} onRetry={() => void page.reload()} inline />}
      {turn.problem && <ErrorState problem={turn.problem} inline />}
      <Head meeting={data} onChanged={() => void page.reload()} />
      {running && data.kind === 'study' && data.agenda.length > 0 && (
        <View className="meeting-next">
          <Button icon="users" onPress={() => replaceWith(routes.staffStudy, { id })}>
            {`继续研判，还有 ${data.agenda.length} 件`}
          </Button>
        </View>
      )}
      <Items title="上次议定" items={data.followed} />
      {data.kind === 'weekly' && data.state !== 'ended' && (
        <>
          <Card>
            <ListRow
              icon="clipboard-list"
              title="各社区诉求清单"
              onPress={() => goTo(routes.staffDemands, { org: data.org.id })}
            />
          </Card>
          {TOPICS.map((topic) => {
            const matters = data.agenda.filter((one) => one.topic === topic);
            return (
              matters.length > 0 && (
                <View key={topic}>
                  <View className="meeting-head">{`${TOPIC_WORDS[topic]}（${matters.length} 件）`}</View>
                  {matters.map((matter) => (
                    <InboxCard
                      key={matter.ticket.id}
                      ticket={matter.ticket}
                      withHolder
                      onPress={() => {
                        if (running) setDeciding(matter);
                        else if (data.state === 'called' && data.hold) say('会议开始后才能议定');
                        else goTo(routes.staffTicket, { id: matter.ticket.id });
                      }}
                    />
                  ))}
                </View>
              )
            );
          })}
        </>
      )}
      <View className="meeting-head-space" />
      <Items title="本次议定" items={data.items} />
      {data.state !== 'called' && (
        <Minutes meeting={data} typed={typed} onType={setTyped} onSaved={() => void page.reload()} />
      )}
      {deciding && (
        <DecideSheet
          meetingId={id}
          acts={data.acts}
          matter={deciding}
          onClose={() => setDeciding(null)}
          onDone={(words) => {
            setDeciding(null);
            markChanged();
            sayDone(`${words} 已提交`);
            void page.reload();
          }}
        />
      )}
    </Page>
  );
}

interface TurnsProps {
  running: boolean;
  busy: boolean;
  start: () => Promise<void>;
  end: () => Promise<void>;
}

const Turns = ({ running, busy, start, end }: TurnsProps) => (
  <Button kind="primary" busy={busy && '正在提交…'} onPress={() => void (running ? end() : start())}>
    {running ? '结束会议' : '开始会议'}
  </Button>
);
