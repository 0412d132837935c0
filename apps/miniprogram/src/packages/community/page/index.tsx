import type { NoticeCard as Notice, PostCard as Post } from '@liudan/shared/community/contract';
import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Field } from '@/components/Field/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { goTo, pageQuery, routes } from '@/routes.ts';
import { useCommunity } from '@/services/district.ts';
import { request } from '@/services/http.ts';
import { isH5 } from '@/services/platform.ts';
import { useShared } from '@/services/share.ts';
import { useSignedIn } from '@/services/tokens.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { NoticeCard } from '../NoticeCard.tsx';
import { PostCard } from '../PostCard.tsx';
import { Contacts } from './Contacts.tsx';
import './index.scss';

const TABS = [
  { key: 'notices', label: '公告' },
  { key: 'posts', label: '问答' },
  { key: 'contacts', label: '联系人' },
] as const;

/** The page of a community, in place of its WeChat group: its notices, and what its residents ask. */
export default function CommunityPage() {
  const [asked] = useState(pageQuery);
  const own = useCommunity();
  const id = asked.id ?? own?.id ?? null;
  const mayRead = useSignedIn() || !isH5;
  const [tab, setTab] = useState<string>(asked.tab === 'posts' ? 'posts' : 'notices');
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const inPosts = tab === 'posts';
  const inContacts = tab === 'contacts';
  const notices = usePaged<Notice>(id && !inPosts && !inContacts ? `notices ${id} ${q}` : null, (after) =>
    request<PageOf<Notice>>(`/communities/${id}/notices`, { auth: 'none', query: { q, after } }),
  );
  const posts = usePaged<Post>(id && inPosts && mayRead ? `posts ${id} ${q}` : null, (after) =>
    request<PageOf<Post>>(`/communities/${id}/posts`, { query: { q, after } }),
  );
  const list = inPosts ? posts : notices;
  const name = id === own?.id ? (own?.name ?? '') : '';
  useShared(() => ({ title: `${name}的公告和问答`, route: routes.communityPage, query: { id: id ?? '' } }));
  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current && inPosts && mayRead) void posts.reload();
    shown.current = true;
  });
  usePullToRefresh(list.reload);
  useReachBottom(() => void list.loadMore());

  if (id === null)
    return (
      <Page>
        <Empty icon="building-2" title="先选好您的社区">
          <Button kind="primary" onPress={() => goTo(routes.community)}>
            选择社区
          </Button>
        </Empty>
      </Page>
    );
  const tabs = (
    <View className="neighbours__tabs">
      <Tabs label="公告、问答和联系人" items={TABS} current={tab} onChange={setTab} />
    </View>
  );
  if (inContacts)
    return (
      <Page>
        {tabs}
        <Contacts id={id} />
      </Page>
    );
  const found = list.items.length === 0 && !list.loading && !list.problem;
  return (
    <Page
      bar={
        inPosts &&
        mayRead && (
          <Button kind="primary" icon="pencil" onPress={() => goTo(routes.ask, { id })}>
            我要提问
          </Button>
        )
      }
    >
      <View className="neighbours__seek">
        <Field
          label="搜索公告和问答"
          value={typed}
          onChange={setTyped}
          placeholder="比如：停水、医保、路灯"
          maxLength={40}
          onDone={() => setQ(typed.trim())}
        />
        <Button icon="search" onPress={() => setQ(typed.trim())}>
          搜索
        </Button>
      </View>
      {tabs}
      {q && (
        <View className="neighbours__found">
          <View>“{q}”的结果</View>
          <Button
            kind="quiet"
            onPress={() => {
              setTyped('');
              setQ('');
            }}
          >
            看全部
          </Button>
        </View>
      )}
      {list.loading && <Skeleton />}
      {list.problem && (
        <ErrorState problem={list.problem} onRetry={() => void list.reload()} inline={list.items.length > 0} />
      )}
      {!inPosts &&
        notices.items.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} onPress={() => goTo(routes.notice, { id: notice.id })} />
        ))}
      {inPosts &&
        posts.items.map((post) => (
          <PostCard key={post.id} post={post} onPress={() => goTo(routes.thread, { id: post.id })} />
        ))}
      {inPosts && !mayRead && (
        <Empty icon="user-round" title="登录后看邻里问答" words="问答只给本社区的居民看。">
          <Button kind="primary" onPress={() => goTo(routes.login)}>
            登录
          </Button>
        </Empty>
      )}
      {found && !inPosts && <Empty icon="megaphone" title={q ? '没有找到相关公告' : '还没有公告'} />}
      {found && inPosts && mayRead && (
        <Empty
          icon="users"
          title={q ? '还没有人问过' : '还没有提问'}
          words="有不明白的事可以问社区，工作人员会在这里答复。"
        />
      )}
      <ListEnd more={list.more} count={list.items.length} onMore={() => void list.loadMore()} />
    </Page>
  );
}
