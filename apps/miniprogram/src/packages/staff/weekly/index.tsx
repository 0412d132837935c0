import type { LateList, MeetingCard } from '@liudan/shared/meeting/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { useMe } from '@/services/tokens.ts';
import { useRequest } from '@/services/useRequest.ts';
import { readLate, readMeetings } from '../meeting/ask.ts';
import { CallSheet } from '../meeting/CallSheet.tsx';
import { MeetingRows } from '../meeting/MeetingRows.tsx';
import { OrgPick } from '../meeting/OrgPick.tsx';
import { useShownAgain } from '../meeting/useShownAgain.ts';

/** The street: what its communities did not decide in time, and its weekly meetings. */
export default function Weekly() {
  const [org, setOrg] = useState<string | undefined>();
  const [calling, setCalling] = useState(false);
  const [stamp, setStamp] = useState(0);
  const me = useMe();
  const late = useRequest(`late.${org ?? ''}`, () => readLate(org));
  const streetId = late.data?.org.id ?? null;
  const latest = useRequest<MeetingCard | null>(
    streetId && `${streetId}.${stamp}`,
    async () => (await readMeetings('weekly', streetId ?? '', null)).items[0] ?? null,
  );
  const reload = () => {
    setStamp((was) => was + 1);
    return late.reload();
  };
  useShownAgain(() => void reload());
  usePullToRefresh(reload);
  const { data, problem, loading } = late;
  if (!data)
    return (
      <Page>
        {loading && <Skeleton />}
        {problem && <ErrorState problem={problem} onRetry={() => void reload()} />}
      </Page>
    );
  const holds = (me?.duties ?? []).some(({ role }) => role === 'street_staff' || role === 'street_leader');
  const open = latest.data?.org.id === data.org.id && latest.data.state !== 'ended' ? latest.data : null;
  const enter = (id: string) => goTo(routes.staffMeeting, { id });
  const words = open?.state === 'called' ? `${open.atWords} 的周例会` : `继续周例会（已议定 ${open?.decided ?? 0} 件）`;
  return (
    <Page
      bar={
        holds &&
        !latest.loading && (
          <Button kind="primary" onPress={() => (open ? enter(open.id) : setCalling(true))}>
            {open ? words : '召开周例会'}
          </Button>
        )
      }
    >
      <OrgPick org={data.org} orgs={data.orgs} onChange={setOrg} />
      {problem && <ErrorState problem={problem} onRetry={() => void reload()} inline />}
      <Late late={data} />
      <Card>
        <ListRow
          icon="clipboard-list"
          title="各社区诉求清单"
          onPress={() => goTo(routes.staffDemands, { org: data.org.id })}
        />
      </Card>
      <MeetingRows kind="weekly" org={data.org.id} stamp={stamp} />
      {calling && (
        <CallSheet
          kind="weekly"
          org={data.org}
          onClose={() => setCalling(false)}
          onCalled={(id) => {
            setCalling(false);
            enter(id);
          }}
        />
      )}
    </Page>
  );
}

/** Community by community: how many are late, and since when. */
function Late({ late: { total, communities } }: { late: LateList }) {
  return (
    <Card title="社区超时未研判、未报单" aside={total > 0 ? `${total} 件` : null}>
      {communities.map(({ org, triage, unsolved, sinceWords }) => {
        const counts = [triage > 0 && `未研判 ${triage} 件`, unsolved > 0 && `办不了未报 ${unsolved} 件`].filter(
          Boolean,
        );
        return (
          <ListRow
            key={org.id}
            title={org.name}
            note={
              <View className="meeting-late">
                <Light light="red" words={`${counts.join('，')}，从 ${sinceWords} 起`} />
              </View>
            }
            onPress={() => goTo(routes.staffDaily, { org: org.id })}
          />
        );
      })}
      {total === 0 && <View className="meeting-sum">各社区都当天研判、当天上报了。</View>}
    </Card>
  );
}
