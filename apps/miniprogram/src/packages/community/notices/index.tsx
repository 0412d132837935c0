import type { NoticeDeskCard, NoticeDeskPage } from '@liudan/shared/community/contract';
import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { useRef } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { usePaged } from '@/services/usePaged.ts';
import { NoticeCard } from '../NoticeCard.tsx';
import { shareWords } from '../words.ts';

/** The notices somebody may write, in every state, with how many have read them. */
export default function NoticeDesk() {
  const list = usePaged<NoticeDeskCard, NoticeDeskPage>('notices', (after) =>
    request<NoticeDeskPage>('/notices', { query: { after } }),
  );
  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current) void list.reload();
    shown.current = true;
  });
  usePullToRefresh(list.reload);
  useReachBottom(() => void list.loadMore());
  const { items, loading, problem } = list;
  return (
    <Page
      bar={
        <Button kind="primary" icon="pencil" onPress={() => goTo(routes.writeNotice)}>
          写公告
        </Button>
      }
    >
      {loading && <Skeleton />}
      {problem && <ErrorState problem={problem} onRetry={() => void list.reload()} inline={items.length > 0} />}
      {items.map((notice) => {
        const { state, stateWords, readers, reach } = notice.desk;
        return (
          <NoticeCard key={notice.id} notice={notice} onPress={() => goTo(routes.notice, { id: notice.id })}>
            <View className="post__desk">
              <Tag tone={state === 'withdrawn' ? 'red' : state === 'planned' ? 'brand' : 'grey'}>{stateWords}</Tag>
              <View>
                已读 {readers} 人，范围内居民 {reach.readers}/{reach.residents}（
                {shareWords(reach.readers, reach.residents)}）
              </View>
            </View>
          </NoticeCard>
        );
      })}
      {!loading && !problem && items.length === 0 && <Empty icon="megaphone" title="还没有公告" />}
      <ListEnd more={list.more} count={items.length} onMore={() => void list.loadMore()} />
    </Page>
  );
}
