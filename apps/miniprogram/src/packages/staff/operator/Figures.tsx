import type { ChannelFigures } from '@liudan/shared/notify/contract';
import { View } from '@tarojs/components';
import { Card } from '@/components/Card/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { dateWords } from '@/services/when.ts';
import { countWords } from './words.ts';

type Channel = ChannelFigures['channels'][number];

/** Each channel with what it carried, what waits, and why something did not arrive. */
export function Figures({ figures: { channels, open, leadersTold } }: { figures: ChannelFigures }) {
  return (
    <>
      <View className="deliveries__whole">
        {`还在找人的通知 ${open} 条，7 天内因没人看而告诉负责人 ${leadersTold} 次。`}
      </View>
      {channels.map((channel) => (
        <Card key={channel.channel} title={channel.name} aside={<State channel={channel} />}>
          {channel.configured && <Counts channel={channel} />}
        </Card>
      ))}
    </>
  );
}

function State({ channel: { configured, broken } }: { channel: Channel }) {
  if (!configured) return <Tag>没有接入</Tag>;
  return broken ? <Tag tone="red">连不上</Tag> : <Tag tone="brand">正常</Tag>;
}

function Counts({ channel: { day, week, waiting, oldestWaitingAt, broken, reasons } }: { channel: Channel }) {
  return (
    <>
      {broken && <View className="deliveries__reason">{broken}</View>}
      <Row span="24 小时" figures={countWords(day)} />
      <Row span="7 天" figures={countWords(week)} />
      {oldestWaitingAt && (
        <View className="deliveries__count">
          等待发送 {waiting} 条，最早一条 {dateWords(oldestWaitingAt, Date.now())}
        </View>
      )}
      {reasons.map(({ words, count }) => (
        <View key={words} className="deliveries__why">
          {words}：{count} 条
        </View>
      ))}
    </>
  );
}

function Row({ span, figures }: { span: string; figures: readonly string[] }) {
  return (
    <View className="deliveries__row">
      <View className="deliveries__span">{span}</View>
      {figures.map((words) => (
        <View key={words} className="deliveries__figure">
          {words}
        </View>
      ))}
    </View>
  );
}
