import type { MyChannel, MyChannels } from '@liudan/shared/notify/contract';
import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { request } from '@/services/http.ts';
import { useRequest } from '@/services/useRequest.ts';
import { dateWords } from '@/services/when.ts';
import { isBoundEmployee, isSwitchedOff, openMessageSettings } from './platform-employee.ts';
import { Tried } from './Tried.tsx';
import { useRepair } from './useRepair.ts';
import { REPAIR_WORDS, STANDING_WORDS } from './words.ts';
import './index.scss';

async function askChannels(): Promise<MyChannels> {
  const mine = await request<MyChannels>('/me/channels');
  const bound = mine.channels.some(({ channel, state }) => channel === 'employee' && state === 'ok');
  // He may have ended it in WeChat, which tells nobody.
  if (!bound || (await isBoundEmployee()) !== false) return mine;
  return request<MyChannels>('/me/channels/employee', { method: 'PUT', body: { bound: false, templates: {} } });
}

/** How notices reach the person, and what he can do where they don't. */
export default function Channels() {
  const { data, problem, put, reload } = useRequest('channels', askChannels);
  const [off, setOff] = useState(false);
  const shown = useRef(false);
  const look = async () => {
    const templates = (data?.credits ?? []).map(({ templateId }) => templateId);
    setOff(await isSwitchedOff(templates));
    await reload();
  };
  useDidShow(() => {
    if (shown.current) void look();
    shown.current = true;
  });
  usePullToRefresh(reload);
  const repair = useRepair(data, put, look);

  if (!data)
    return (
      <Page>{problem ? <ErrorState problem={problem} onRetry={() => void reload()} /> : <Skeleton cards={3} />}</Page>
    );
  return (
    <Page>
      {problem && <ErrorState problem={problem} onRetry={() => void reload()} inline />}
      {repair.problem && <ErrorState problem={repair.problem} inline />}
      <View className="channels__lead">
        消息一直都在“消息”页里。下面是把它送到您手上的通道：从上到下一个一个试，您看到了就停，一直没看到会告诉负责人。
      </View>
      {off && (
        <Card>
          <View className="channels__words">您在微信设置里关掉了消息，订阅消息发不到您。</View>
          <Button className="channels__button" icon="bell" onPress={() => void openMessageSettings()}>
            去微信设置里打开
          </Button>
        </Card>
      )}
      {data.channels.map((channel) => (
        <ChannelCard
          key={channel.channel}
          channel={channel}
          busy={repair.busy === channel.repair && channel.repair !== null}
          onRepair={repair.start}
        />
      ))}
      {data.credits.length > 0 && (
        <Card title="订阅消息还能收几条">
          {data.credits.map(({ templateId, title, left, longterm }) => (
            <ListRow
              key={templateId}
              title={title}
              aside={longterm && left > 0 ? '长期有效' : left > 0 ? `${left} 条` : <Tag tone="red">0 条</Tag>}
            />
          ))}
        </Card>
      )}
      <Tried test={data.test} onTested={put} onLook={reload} />
    </Page>
  );
}

interface CardProps {
  channel: MyChannel;
  busy: boolean;
  onRepair: (repair: NonNullable<MyChannel['repair']>) => void;
}

function ChannelCard({ channel: { name, state, words, repair, lastSentAt }, busy, onRepair }: CardProps) {
  return (
    <Card
      title={name}
      aside={<Tag tone={state === 'broken' ? 'red' : state === 'ok' ? 'brand' : 'grey'}>{STANDING_WORDS[state]}</Tag>}
    >
      <View className="channels__words">{words}</View>
      {lastSentAt && <View className="channels__last">上次发出：{dateWords(lastSentAt, Date.now())}</View>}
      {repair && (
        <Button
          className="channels__button"
          kind={state === 'ok' ? 'plain' : 'primary'}
          busy={busy && '请稍候…'}
          label={`${name}：${REPAIR_WORDS[repair]}`}
          onPress={() => onRepair(repair)}
        >
          {REPAIR_WORDS[repair]}
        </Button>
      )}
    </Card>
  );
}
