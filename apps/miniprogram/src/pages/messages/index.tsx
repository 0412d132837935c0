import type { Message } from '@liudan/shared/notify/contract';
import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { useRef } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { refreshMe } from '@/services/me.ts';
import { isH5 } from '@/services/platform.ts';
import { useSignedIn } from '@/services/tokens.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { agoWords } from '@/services/when.ts';
import './index.scss';

export default function Messages() {
  const mayAsk = useSignedIn() || !isH5;
  const list = usePaged<Message>(mayAsk ? 'messages' : null, (after) =>
    request<PageOf<Message>>('/messages', { query: { after } }),
  );
  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current && mayAsk) void list.reload();
    shown.current = true;
    void refreshMe();
  });
  usePullToRefresh(list.reload);
  useReachBottom(() => void list.loadMore());

  const open = (message: Message) => {
    if (message.readAt === null) void markRead(message);
    if (message.postId !== null) goTo(routes.thread, { id: message.postId });
    if (message.ticketId === null) return;
    goTo(message.side === 'staff' ? routes.staffTicket : routes.ticket, { id: message.ticketId });
  };
  const markRead = async ({ id }: Message) => {
    const readAt = new Date().toISOString();
    list.change((items) => items.map((item) => (item.id === id ? { ...item, readAt } : item)));
    await request(`/messages/${id}/read`, { method: 'POST' }).catch(() => undefined);
    await refreshMe();
  };

  return (
    <Page call>
      {list.loading && <Skeleton />}
      {list.problem && (
        <ErrorState problem={list.problem} onRetry={() => void list.reload()} inline={list.items.length > 0} />
      )}
      {list.items.map((message) => (
        <Card key={message.id} className="message" onPress={() => open(message)}>
          <View className="message__head">
            <View className={message.readAt === null ? 'message__title message__title--unread' : 'message__title'}>
              {message.title}
            </View>
            {message.readAt === null && <Tag tone="brand">未读</Tag>}
          </View>
          <View className="message__body">{message.body}</View>
          <View className="message__at">{agoWords(message.at, Date.now())}</View>
        </Card>
      ))}
      {!mayAsk && (
        <Empty icon="user-round" title="登录后看消息">
          <Button kind="primary" onPress={() => goTo(routes.login)}>
            登录
          </Button>
        </Empty>
      )}
      {mayAsk && !list.loading && !list.problem && list.items.length === 0 && (
        <Empty icon="bell" title="还没有消息" words="您的单子每走一步，这里都会告诉您。" />
      )}
      <ListEnd more={list.more} count={list.items.length} onMore={() => void list.loadMore()} />
    </Page>
  );
}
