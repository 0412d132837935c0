import type { MeetingItem } from '@liudan/shared/meeting/contract';
import type { Progress } from '@liudan/shared/meeting/words';
import { View } from '@tarojs/components';
import { pressable } from '@/a11y.ts';
import { Card } from '@/components/Card/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { goTo, routes } from '@/routes.ts';

interface Props {
  title: string;
  items: readonly MeetingItem[];
}

const TONES: Readonly<Record<Progress, 'grey' | 'brand' | 'red'>> = {
  done: 'grey',
  running: 'brand',
  overdue: 'red',
  returned: 'red',
};

/** Decisions, one thing each (一事一办), with what has become of them by now. */
export function Items({ title, items }: Props) {
  if (items.length === 0) return null;
  return (
    <Card title={`${title}（${items.length} 件）`}>
      {items.map(({ id, ticket, words, note, forces, progress, progressWords }) => (
        <View
          key={id}
          className="meeting-item meeting-item--press"
          {...pressable(() => goTo(routes.staffTicket, { id: ticket.id }))}
        >
          <View className="meeting-item__top">
            <View className="meeting-item__summary">{ticket.summary}</View>
            <Tag tone={TONES[progress]}>{progressWords}</Tag>
          </View>
          <View className="meeting-item__words">{words}</View>
          {note && <View className="meeting-item__note">{note}</View>}
          {forces.length > 0 && <View className="meeting-item__note">{`四方力量：${forces.join('、')}`}</View>}
        </View>
      ))}
    </Card>
  );
}
