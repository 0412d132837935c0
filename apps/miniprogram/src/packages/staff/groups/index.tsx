import type { GroupView } from '@liudan/shared/entry/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { request } from '@/services/http.ts';
import { confirm, say } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';
import { useRequest } from '@/services/useRequest.ts';
import { dateWords } from '@/services/when.ts';
import { useShownAgain } from '../meeting/useShownAgain.ts';
import { ConfirmSheet } from './ConfirmSheet.tsx';
import './index.scss';

/** The residents' WeChat groups: each is confirmed once, and from then on leads its members to their community. */
export default function Groups() {
  const list = useRequest('groups', () => request<{ items: GroupView[] }>('/groups'));
  const [confirming, setConfirming] = useState<GroupView | null>(null);
  useShownAgain(() => void list.reload());
  usePullToRefresh(list.reload);
  const { data, problem } = list;
  const refuse = async (group: GroupView) => {
    const was = group.state === 'confirmed';
    const sure = await confirm({
      title: was ? '不再是本社区的群？' : '不是本社区的群？',
      words: was ? '以后从这个群进来的人，不再自动选到本社区。' : '以后再有人从这个群进来，不会再问您。',
      yes: '确定',
    });
    if (!sure) return;
    try {
      await request(`/groups/${group.id}/decide`, { method: 'POST', body: { ours: false, name: group.name ?? '' } });
    } catch (error) {
      say(problemOf(error).message);
    }
    void list.reload();
  };
  if (!data)
    return (
      <Page>
        {problem ? (
          <ErrorState problem={problem} onRetry={() => void list.reload()} />
        ) : (
          <Skeleton cards={2} lines={3} />
        )}
      </Page>
    );
  return (
    <Page>
      {problem && <ErrorState problem={problem} onRetry={() => void list.reload()} inline />}
      {data.items.map((group) => (
        <Card key={group.id}>
          <View className="wxgroup__top">
            <View className="wxgroup__name">
              {group.name ?? (group.state === 'proposed' ? QUESTION : '没有起名的群')}
            </View>
            <Tag tone={TONES[group.state]}>{group.stateWords}</Tag>
          </View>
          <View className="wxgroup__note">
            {[
              group.community.name,
              `${dateWords(group.proposedAt, Date.now())} 第一次有人进来`,
              `共 ${group.arrivals} 次`,
            ].join(' · ')}
          </View>
          {group.decided && (
            <View className="wxgroup__note">
              {[group.decided.by, dateWords(group.decided.at, Date.now()), '认定'].filter(Boolean).join(' ')}
            </View>
          )}
          <View className="wxgroup__acts">
            {group.state !== 'refused' && (
              <Button
                kind={group.state === 'proposed' ? 'plain' : 'quiet'}
                label={`不是本社区的：${group.name ?? '这个群'}`}
                onPress={() => void refuse(group)}
              >
                不是本社区的
              </Button>
            )}
            <Button
              kind={group.state === 'proposed' ? 'primary' : 'quiet'}
              label={`${group.state === 'confirmed' ? '改名' : '是居民群'}：${group.name ?? '这个群'}`}
              onPress={() => setConfirming(group)}
            >
              {group.state === 'confirmed' ? '改名' : '是居民群'}
            </Button>
          </View>
        </Card>
      ))}
      {data.items.length === 0 && (
        <Empty
          icon="users"
          title="还没有居民群"
          words="把首页、公告或二维码分享到居民群。有人从群里打开后，这里会请您确认一次，以后从这个群进来的人都会自动选到本社区。"
        />
      )}
      {confirming && (
        <ConfirmSheet
          group={confirming}
          onClose={() => setConfirming(null)}
          onDone={() => {
            setConfirming(null);
            void list.reload();
          }}
        />
      )}
    </Page>
  );
}

const QUESTION = '有一个微信群的成员从分享卡片进来，是本社区的居民群吗？';
const TONES = { proposed: 'brand', confirmed: 'grey', refused: 'red' } as const;
