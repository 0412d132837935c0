import type { CommunityView } from '@liudan/shared/district/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { useRoleWords } from '@/services/district.ts';
import { call } from '@/services/platform.ts';
import type { Requested } from '@/services/useRequest.ts';
import { agoWords, dateWords } from '@/services/when.ts';

type Notice = CommunityView['notices'][number];

/** The grid workers of the community, who can be called, and its notices. */
export function CommunityCards({ about }: { about: Requested<CommunityView> }) {
  const { data, problem, loading, reload } = about;
  const gridWorker = useRoleWords('grid_worker');
  const [notice, setNotice] = useState<Notice | null>(null);
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
      {data.notices.length > 0 && (
        <Card title="社区公告">
          {data.notices.map((one) => (
            <ListRow
              key={one.id}
              title={one.title}
              note={`${one.from} · ${agoWords(one.publishedAt, Date.now())}`}
              aside={one.pinned && <Tag>置顶</Tag>}
              onPress={() => setNotice(one)}
            />
          ))}
        </Card>
      )}
      <Sheet open={notice !== null} title={notice?.title ?? ''} onClose={() => setNotice(null)}>
        <View className="home__caption">
          {notice?.from} · {notice && dateWords(notice.publishedAt, Date.now())}
        </View>
        <View className="home__body">{notice?.body}</View>
      </Sheet>
    </>
  );
}
