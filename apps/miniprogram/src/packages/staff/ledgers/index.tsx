import type { LedgerList } from '@liudan/shared/ledger/contract';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { useRequest } from '@/services/useRequest.ts';

/** The ledgers the viewer may read. */
export default function Ledgers() {
  const { data, problem, loading, reload } = useRequest('ledgers', () => request<LedgerList>('/ledgers'));
  usePullToRefresh(reload);
  return (
    <Page>
      {loading && <Skeleton lines={4} />}
      {problem && <ErrorState problem={problem} onRetry={() => void reload()} inline={data !== null} />}
      {data && data.items.length > 0 && (
        <Card>
          {data.items.map(({ id, name, says }) => (
            <ListRow key={id} title={name} note={says} onPress={() => goTo(routes.staffLedger, { id })} />
          ))}
        </Card>
      )}
      {data && data.items.length === 0 && (
        <Empty
          icon="clipboard-list"
          title="没有可以查看的台账"
          words="台账由社区、街道、部门和区级单位的工作人员查看。"
        />
      )}
    </Page>
  );
}
