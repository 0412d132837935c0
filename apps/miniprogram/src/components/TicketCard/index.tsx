import type { TicketCard as Ticket } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { Card } from '../Card/index.tsx';
import { Light } from '../Light/index.tsx';
import { SixDots } from '../SixDots/index.tsx';
import { Tag } from '../Tag/index.tsx';
import { TicketTop } from '../TicketTop/index.tsx';
import './index.scss';

interface Props {
  ticket: Ticket;
  onPress: () => void;
}

/** One ticket of a list: its first line, how far it is, until when. */
export function TicketCard({ ticket, onPress }: Props) {
  const { sentence, address, light, dueWords, dots, dotsWords, returned, grid } = ticket;
  return (
    <Card className="ticket" onPress={onPress}>
      <TicketTop ticket={ticket} place={address ?? grid?.name ?? null} />
      <View className="ticket__progress">
        <SixDots steps={dots} words={dotsWords} />
        <Light light={light} words={dueWords} />
      </View>
      <View className="ticket__foot">
        <View className="ticket__where">{sentence}</View>
        {returned && <Tag tone="red">退回</Tag>}
      </View>
    </Card>
  );
}
