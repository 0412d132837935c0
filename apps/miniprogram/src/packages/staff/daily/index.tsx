import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { goTo, pageQuery, routes } from '@/routes.ts';
import { useRequest } from '@/services/useRequest.ts';
import { InboxCard } from '../inbox/InboxCard.tsx';
import { readDaily } from '../meeting/ask.ts';
import { CallSheet } from '../meeting/CallSheet.tsx';
import { MeetingRows } from '../meeting/MeetingRows.tsx';
import { OrgPick } from '../meeting/OrgPick.tsx';
import { useShownAgain } from '../meeting/useShownAgain.ts';
import '../inbox/index.scss';

const HEADS = { overdue: '已经超时', today: '今天必须研判', later: '可以今天一起定' } as const;

/** The community's list of the day by how much it presses, and the way into its study. */
export default function Daily() {
  const [org, setOrg] = useState<string | undefined>(() => pageQuery().org);
  const [calling, setCalling] = useState(false);
  const [stamp, setStamp] = useState(0);
  const list = useRequest(`daily.${org ?? ''}`, () => readDaily(org));
  const reload = () => {
    setStamp((was) => was + 1);
    return list.reload();
  };
  useShownAgain(() => void reload());
  usePullToRefresh(reload);
  const { data, problem, loading } = list;
  if (!data)
    return (
      <Page>
        {loading && <Skeleton />}
        {problem && <ErrorState problem={problem} onRetry={() => void reload()} />}
      </Page>
    );
  const { open, hold, items } = data;
  const study = (id: string) => goTo(routes.staffStudy, { id });
  return (
    <Page
      bar={
        hold &&
        (open || items.length > 0) && (
          <Button kind="primary" onPress={() => (open ? study(open.id) : setCalling(true))}>
            {open ? `继续研判（已定 ${open.decided} 件）` : '开始集体研判'}
          </Button>
        )
      }
    >
      <OrgPick org={data.org} orgs={data.orgs} onChange={setOrg} />
      {problem && <ErrorState problem={problem} onRetry={() => void reload()} inline />}
      <View className="meeting-sum">
        {data.today > 0
          ? `今天要定 ${data.today} 件${data.overdue > 0 ? `，其中超时 ${data.overdue} 件` : ''}`
          : '今天没有必须定的'}
      </View>
      {(['overdue', 'today', 'later'] as const).map((urgency) => {
        const matters = items.filter((one) => one.urgency === urgency);
        return (
          matters.length > 0 && (
            <View key={urgency}>
              <View className="meeting-head">{`${HEADS[urgency]}（${matters.length} 件）`}</View>
              {matters.map(({ ticket }) => (
                <InboxCard
                  key={ticket.id}
                  ticket={ticket}
                  withHolder={false}
                  onPress={() => goTo(routes.staffTicket, { id: ticket.id })}
                />
              ))}
            </View>
          )
        );
      })}
      {items.length === 0 && <Empty icon="circle-check" title="都研判完了" words="有新的诉求会出现在这里。" />}
      <MeetingRows kind="study" org={data.org.id} stamp={stamp} />
      {calling && (
        <CallSheet
          kind="study"
          org={data.org}
          onClose={() => setCalling(false)}
          onCalled={(id) => {
            setCalling(false);
            study(id);
          }}
        />
      )}
    </Page>
  );
}
