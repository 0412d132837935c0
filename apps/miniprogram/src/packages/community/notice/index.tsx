import type { NoticeView } from '@liudan/shared/community/contract';
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { spoken } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { PhotoRow } from '@/components/PhotoRow/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { goTo, pageQuery, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { useShared } from '@/services/share.ts';
import { useSignedIn } from '@/services/tokens.ts';
import { useRequest } from '@/services/useRequest.ts';
import { dateWords } from '@/services/when.ts';
import './index.scss';

/** One notice. Whoever is signed in and opens it has read it. */
export default function Notice() {
  const [{ id = '' }] = useState(pageQuery);
  const signedIn = useSignedIn();
  const { data, problem, reload } = useRequest(id, () =>
    request<NoticeView>(`/notices/${id}`, { auth: signedIn ? 'optional' : 'none' }),
  );
  usePullToRefresh(reload);
  useShared(() =>
    data ? { title: `${data.from}：${data.title}`, route: routes.notice, query: { id } } : { title: '社区公告' },
  );
  const there = data !== null;
  useEffect(() => {
    // A reader who isn't counted has read it all the same.
    if (there && signedIn) void request(`/notices/${id}/read`, { method: 'POST' }).catch(() => undefined);
  }, [there, signedIn, id]);

  if (!data)
    return (
      <Page>{problem ? <ErrorState problem={problem} onRetry={() => void reload()} /> : <Skeleton lines={4} />}</Page>
    );
  const { title, topicWords, from, publishedAt, until, body, photos, editedAt, ended, desk } = data;
  const now = Date.now();
  return (
    <Page
      bar={
        desk &&
        desk.state !== 'withdrawn' && (
          <Button icon="pencil" onPress={() => goTo(routes.writeNotice, { id })}>
            修改或撤回
          </Button>
        )
      }
    >
      {problem && <ErrorState problem={problem} onRetry={() => void reload()} inline />}
      <Card>
        <View className="announcement__title" {...spoken({ role: 'heading' })}>
          {title}
        </View>
        <View className="announcement__by">
          <Tag>{topicWords}</Tag>
          {ended && <Tag tone="red">已过期</Tag>}
          <View>{from}</View>
          <View>{dateWords(publishedAt, now)}</View>
        </View>
        <View className="announcement__body">{body}</View>
        <PhotoRow photos={photos} what="公告的照片" />
        {until && <View className="announcement__note">截止：{dateWords(until, now)}</View>}
        {editedAt && <View className="announcement__note">{dateWords(editedAt, now)} 修改过</View>}
      </Card>
      {desk && (
        <Card title="阅读情况">
          <View>
            {desk.stateWords} · 已读 {desk.readers} 人
          </View>
          <View className="announcement__note">
            {desk.org.name}范围内注册居民 {desk.reach.residents} 人，其中已读 {desk.reach.readers} 人
          </View>
          {desk.withdrawnBecause && <View className="announcement__note">撤回理由：{desk.withdrawnBecause}</View>}
        </Card>
      )}
    </Page>
  );
}
