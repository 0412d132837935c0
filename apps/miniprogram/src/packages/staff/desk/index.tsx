import type { MeetingCounts } from '@liudan/shared/meeting/contract';
import { Card } from '@/components/Card/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { useDistrict } from '@/services/district.ts';
import { request } from '@/services/http.ts';
import { useMe } from '@/services/tokens.ts';
import { useRequest } from '@/services/useRequest.ts';
import { useShownAgain } from '../meeting/useShownAgain.ts';
import { entriesFor } from './entries.ts';

/** All the work that is not one ticket: lists, meetings, ledgers, as far as the viewer's duties go. */
export default function Desk() {
  const me = useMe();
  const { district } = useDistrict();
  const entries = entriesFor(
    (me?.duties ?? []).map(({ role }) => role),
    district?.views,
  );
  const counted = entries.some(({ waits }) => waits !== undefined);
  const counts = useRequest(counted ? 'counts' : null, () => request<MeetingCounts>('/meetings/counts'));
  useShownAgain(() => void counts.reload());
  return (
    <Page>
      <Card>
        <ListRow icon="inbox" title="待办工单" onPress={() => goTo(routes.staffInbox)} />
        {entries.map(({ label, icon, route, waits }) => (
          <ListRow
            key={route}
            icon={icon}
            title={label}
            aside={counts.data && waits?.(counts.data)}
            onPress={() => goTo(route)}
          />
        ))}
      </Card>
    </Page>
  );
}
