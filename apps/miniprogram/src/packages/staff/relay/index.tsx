import { postsOf } from '@liudan/shared/visit/relay';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { spoken } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { Toggle } from '@/components/Toggle/index.tsx';
import { useDistrict } from '@/services/district.ts';
import { choosePlaceFor } from '@/services/placing.ts';
import { confirm, say } from '@/services/platform.ts';
import { areaWords } from '@/services/report.ts';
import { shanghaiDay } from '@/services/when.ts';
import { changeRelay, clearRelay, reportOf, useRelay } from './draft.ts';
import { PostCard } from './PostCard.tsx';
import { useEnterAll, waiting } from './useEnterAll.ts';
import './index.scss';

const COPIED_MAX = 10_000;

/** 群接龙: what residents wrote in their group, pasted, split by who said it, corrected, and entered in one go. */
export default function RelayPage() {
  const { district, problem, reload } = useDistrict();
  const relay = useRelay();
  const { busy, enterAll } = useEnterAll();
  const [tried, setTried] = useState(false);
  if (!district)
    return <Page>{problem ? <ErrorState problem={problem} onRetry={() => void reload()} /> : <Skeleton />}</Page>;
  const { copied, posts, place, address, informed } = relay;
  const left = waiting(relay);

  const split = () => {
    const found = postsOf(copied);
    if (found.length === 0) return say('没有找到内容，请先粘贴群消息。');
    changeRelay({ posts: found.map((post) => reportOf(post, shanghaiDay(Date.now()).day)) });
  };
  const startOver = async () => {
    const sure = await confirm({ title: '清空重来？', words: '粘贴的内容和还没登记的都会清掉。', yes: '清空' });
    if (sure) clearRelay();
  };
  const wrong = !tried
    ? null
    : place === null
      ? '请选择问题在哪个社区或网格。'
      : informed
        ? null
        : '请先在群里告知登记的内容和用途。';
  const enter = () => {
    setTried(true);
    if (place !== null && informed) void enterAll();
  };

  if (posts.length === 0)
    return (
      <Page
        bar={
          <Button kind="primary" onPress={split} disabled={copied.trim() === ''}>
            按发言人拆开
          </Button>
        }
      >
        <Card title="粘贴群消息">
          <TextArea
            label="群消息"
            value={copied}
            onChange={(words) => changeRelay({ copied: words })}
            placeholder="张三：路灯坏了&#10;李四 10:21&#10;水管漏水……"
            max={COPIED_MAX}
          />
          <View className="relay__note">
            在微信群里选中几条消息复制，粘贴到这里。图片复制不过来，拆开后再从相册选。
          </View>
        </Card>
      </Page>
    );
  return (
    <Page
      bar={
        <View>
          {wrong && (
            <View className="relay__wrong" {...spoken({ role: 'alert' })}>
              {wrong}
            </View>
          )}
          {left.length > 0 ? (
            <Button kind="primary" onPress={enter} busy={busy}>
              登记 {left.length} 条
            </Button>
          ) : (
            <Button kind="primary" onPress={() => clearRelay()}>
              全部完成，再粘贴一段
            </Button>
          )}
        </View>
      }
    >
      <Card>
        <ListRow
          icon="map-pin"
          title="位置"
          note={place === null ? '请选择网格或社区' : [address.trim(), areaWords(place)].filter(Boolean).join(' · ')}
          onPress={() =>
            choosePlaceFor({ place, address, use: (chosen, words) => changeRelay({ place: chosen, address: words }) })
          }
        />
        <Toggle
          icon="shield-check"
          label="已在群里告知登记的内容和用途"
          on={informed}
          onChange={(on) => changeRelay({ informed: on })}
        />
      </Card>
      {posts.map((post, index) => (
        <PostCard key={post.id} post={post} position={index + 1} limits={district.limits} />
      ))}
      <Button kind="quiet" onPress={() => void startOver()}>
        清空重来
      </Button>
    </Page>
  );
}
