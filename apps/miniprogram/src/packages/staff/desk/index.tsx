import { Card } from '@/components/Card/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { useMe } from '@/services/tokens.ts';
import { entriesFor } from './entries.ts';

/** All the work that is not one ticket: lists, meetings, ledgers, as far as the viewer's duties go. */
export default function Desk() {
  const me = useMe();
  const entries = entriesFor((me?.duties ?? []).map(({ role }) => role));
  return (
    <Page>
      <Card>
        <ListRow icon="inbox" title="待办工单" onPress={() => goTo(routes.staffInbox)} />
        {entries.map(({ label, icon, route }) => (
          <ListRow key={route} icon={icon} title={label} onPress={() => goTo(route)} />
        ))}
      </Card>
    </Page>
  );
}
