import type { Coverage, PostDeskCard } from '@liudan/shared/community/contract';
import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { useRequest } from '@/services/useRequest.ts';
import { PostCard } from '../PostCard.tsx';
import { shareWords } from '../words.ts';
import './index.scss';

const TABS = [
  { key: 'answer', label: '待答', nothing: '没有等着答复的提问' },
  { key: 'look', label: '待看', nothing: '没有等着查看的内容' },
  { key: 'overdue', label: '超时', nothing: '没有超时的提问' },
  { key: 'all', label: '全部', nothing: '还没有提问' },
] as const;

/** The questions of the viewer's communities: what waits for a look or an answer, and how well they are answered. */
export default function PostDesk() {
  const [tab, setTab] = useState<string>('answer');
  const [community, setCommunity] = useState<string | null>(null);
  const list = usePaged<PostDeskCard>(`${tab} ${community}`, (after) =>
    request<PageOf<PostDeskCard>>('/posts', { query: { view: tab, community, after } }),
  );
  const figures = useRequest('coverage', () => request<Coverage>('/posts/coverage'));
  const reload = () => Promise.all([list.reload(), figures.reload()]);
  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current) void reload();
    shown.current = true;
  });
  usePullToRefresh(reload);
  useReachBottom(() => void list.loadMore());
  const { items, loading, problem } = list;
  const counts: Record<string, number> = figures.data?.counts ?? {};
  const communities = figures.data?.communities ?? [];
  // A single community needs no name beside each of its posts.
  const several = communities.length > 1;
  const current = TABS.find(({ key }) => key === tab);
  return (
    <Page>
      {figures.problem && !figures.data && (
        <ErrorState problem={figures.problem} onRetry={() => void figures.reload()} inline />
      )}
      {figures.data && (
        <Card title={`近 ${figures.data.days} 天的答复`}>
          {communities
            .filter(({ asked }) => !several || asked > 0)
            .map(({ community: { id, name }, asked, answered, inTime, overdue }) => (
              <ListRow
                key={id}
                title={name}
                note={`提问 ${asked} 条，已答 ${answered} 条（${shareWords(answered, asked)}），按时 ${inTime} 条，超时未答 ${overdue} 条`}
                {...(several
                  ? {
                      aside: community === id ? '看全部' : null,
                      onPress: () => setCommunity(community === id ? null : id),
                    }
                  : {})}
              />
            ))}
          {communities.every(({ asked }) => asked === 0) && several && (
            <View className="postdesk__figure">还没有提问</View>
          )}
        </Card>
      )}
      <View className="postdesk__tabs">
        <Tabs
          label="社区问答"
          items={TABS.map(({ key, label }) => ({ key, label, count: counts[key] || null }))}
          current={tab}
          onChange={setTab}
        />
      </View>
      {loading && <Skeleton />}
      {problem && <ErrorState problem={problem} onRetry={() => void reload()} inline={items.length > 0} />}
      {items.map((post) => (
        <PostCard
          key={post.id}
          post={post}
          place={several ? post.community.name : null}
          onPress={() => goTo(routes.thread, { id: post.id })}
        >
          <View className="post__desk">
            <Light light={post.light} words={post.dueWords} />
            {post.waitingComments > 0 && <View>{post.waitingComments} 条留言待看</View>}
          </View>
        </PostCard>
      ))}
      {!loading && !problem && items.length === 0 && <Empty icon="circle-check" title={current?.nothing ?? ''} />}
      <ListEnd more={list.more} count={items.length} onMore={() => void list.loadMore()} />
    </Page>
  );
}
