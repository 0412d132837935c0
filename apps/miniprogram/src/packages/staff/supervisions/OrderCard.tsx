import type { OrderRow } from '@liudan/shared/oversight/contract';
import { View } from '@tarojs/components';
import { Card } from '@/components/Card/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { TicketTop } from '@/components/TicketTop/index.tsx';
import { dateWords } from '@/services/when.ts';
import { stepsOf } from './words.ts';

interface Props {
  row: OrderRow;
  onPress: () => void;
}

/** One 督办单: why, what about, whom it concerns, what was done under it, and until when something must be. */
export function OrderCard({ row: { ticket, order, clock }, onPress }: Props) {
  const { reasonWords, causeWords, org, openedAt, closedAt } = order;
  const now = Date.now();
  // Until there is a plan the leader's own time counts, and from then on the unit's.
  const due = clock
    ? { light: clock.light, words: `督办${clock.dueWords}` }
    : { light: ticket.light, words: ticket.dueWords && `办理${ticket.dueWords}` };
  return (
    <Card onPress={onPress}>
      <View className="oversight__tags">
        <Tag tone="brand">{reasonWords}</Tag>
        {causeWords && <Tag>{causeWords}</Tag>}
        {closedAt === null && <Light light={due.light} words={due.words} />}
      </View>
      <TicketTop ticket={ticket} place={ticket.address ?? ticket.community?.name ?? null} />
      <View className="oversight__facts">
        {org && <View className="oversight__fact oversight__fact--strong">督办对象：{org.name}</View>}
        <View className="oversight__fact">{ticket.number}</View>
        <View className="oversight__fact">开出时间 {dateWords(openedAt, now)}</View>
        {stepsOf(order, now).map((words) => (
          <View key={words} className="oversight__fact">
            {words}
          </View>
        ))}
      </View>
    </Card>
  );
}
