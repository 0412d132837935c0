import type { GroupCounts } from '@liudan/shared/entry/contract';
import type { MeetingCounts } from '@liudan/shared/meeting/contract';
import type { MyChannels } from '@liudan/shared/notify/contract';
import type { SupervisionCounts } from '@liudan/shared/oversight/contract';
import { Card } from '@/components/Card/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { useDistrict } from '@/services/district.ts';
import { request } from '@/services/http.ts';
import { holdsNothing, useMe } from '@/services/tokens.ts';
import { useRequest } from '@/services/useRequest.ts';
import { useShownAgain } from '../meeting/useShownAgain.ts';
import { type DeskCounts, type Entry, entriesFor } from './entries.ts';

const askCounts = async (): Promise<DeskCounts> => {
  const [meetings, supervision, groups] = await Promise.all([
    request<MeetingCounts>('/meetings/counts'),
    request<SupervisionCounts>('/supervisions/counts'),
    request<GroupCounts>('/groups/counts'),
  ]);
  return { ...meetings, ...supervision, ...groups };
};

/** All the work that is not one ticket: lists, meetings, ledgers, as far as the viewer's duties go. */
export default function Desk() {
  const me = useMe();
  const { district } = useDistrict();
  const entries = entriesFor(
    (me?.duties ?? []).map(({ role }) => role),
    district?.views,
  );
  const counted = entries.some(({ waits }) => waits !== undefined);
  const counts = useRequest(counted ? 'counts' : null, askCounts);
  const channels = useRequest(me ? 'channels' : null, () => request<MyChannels>('/me/channels'));
  useShownAgain(() => {
    void counts.reload();
    void channels.reload();
  });
  const hint = channels.data?.hint;
  // Whoever holds no tickets is here for what only he decides.
  const first = holdsNothing(me) ? entries.filter(({ decides }) => decides) : [];
  const rowOf = ({ label, icon, route, waits }: Entry) => (
    <ListRow
      key={route}
      icon={icon}
      title={label}
      aside={counts.data && waits?.(counts.data)}
      onPress={() => goTo(route)}
    />
  );
  return (
    <Page>
      {hint && (
        <Card>
          <ListRow icon="circle-alert" title="消息通道要修复" note={hint} onPress={() => goTo(routes.staffChannels)} />
        </Card>
      )}
      {first.length > 0 && <Card title="等我处理">{first.map(rowOf)}</Card>}
      <Card>
        <ListRow
          icon="inbox"
          title={first.length > 0 ? '全部工单' : '待办工单'}
          onPress={() => goTo(routes.staffInbox)}
        />
        {entries.filter((entry) => !first.includes(entry)).map(rowOf)}
      </Card>
    </Page>
  );
}
