import type { CommunityView } from '@liudan/shared/district/contract';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { useRoleWords } from '@/services/district.ts';
import { call } from '@/services/platform.ts';
import type { Requested } from '@/services/useRequest.ts';
import { agoWords } from '@/services/when.ts';

/** The grid workers of the community, who can be called, and the way to its notices and questions. */
export function CommunityCards({ about }: { about: Requested<CommunityView> }) {
  const { data, problem, loading, reload } = about;
  const gridWorker = useRoleWords('grid_worker');
  if (loading) return <Skeleton cards={1} />;
  if (problem && !data) return <ErrorState problem={problem} onRetry={() => void reload()} inline />;
  if (!data) return null;
  const workers = data.grids.flatMap((grid) => grid.workers.map((worker) => ({ ...worker, grid })));
  return (
    <>
      <Card className="home__part" title={gridWorker}>
        {workers.map(({ name, phone, grid }) => (
          <ListRow
            key={`${grid.id}-${name}`}
            icon="user-round"
            title={name}
            note={grid.name}
            {...(phone ? { onPress: () => void call(phone), aside: '打电话' } : {})}
          />
        ))}
        {data.phone && (
          <ListRow
            icon="phone"
            title={`${data.name}电话`}
            note={data.phone}
            onPress={() => void call(data.phone ?? '')}
          />
        )}
      </Card>
      <Card title="社区公告 / 问答">
        {data.notices.slice(0, 3).map((one) => (
          <ListRow
            key={one.id}
            title={one.title}
            note={`${one.topicWords} · ${one.from} · ${agoWords(one.publishedAt, Date.now())}`}
            aside={one.pinned && <Tag>置顶</Tag>}
            onPress={() => goTo(routes.notice, { id: one.id })}
          />
        ))}
        <ListRow
          icon="megaphone"
          title="全部公告"
          onPress={() => goTo(routes.communityPage, { id: data.id, tab: 'notices' })}
        />
        <ListRow
          icon="users"
          title="邻里问答"
          note="有问题问社区，先看看有没有人问过"
          onPress={() => goTo(routes.communityPage, { id: data.id, tab: 'posts' })}
        />
      </Card>
    </>
  );
}
