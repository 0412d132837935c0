import type { CommunityView } from '@liudan/shared/district/contract';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { request } from '@/services/http.ts';
import { call } from '@/services/platform.ts';
import { useRequest } from '@/services/useRequest.ts';

/** 联系党员: who of the party keeps contact with which residents' group. */
export function Contacts({ id }: { id: string }) {
  const { data, loading, problem, reload } = useRequest(`contacts ${id}`, () =>
    request<CommunityView>(`/communities/${id}`, { auth: 'none' }),
  );
  if (loading) return <Skeleton lines={3} />;
  if (problem) return <ErrorState problem={problem} onRetry={() => void reload()} />;
  const groups = data?.groups ?? [];
  if (groups.length === 0)
    return <Empty icon="users" title="还没有登记联系党员" words="可以打电话给网格员或者社区。" />;
  return (
    <>
      {groups.map((group) => (
        <Card key={group.id} title={group.name}>
          {group.members.map(({ name, phone }) => (
            <ListRow
              key={name}
              icon="user-round"
              title={name}
              note="联系党员"
              {...(phone ? { onPress: () => void call(phone), aside: '打电话' } : {})}
            />
          ))}
        </Card>
      ))}
    </>
  );
}
