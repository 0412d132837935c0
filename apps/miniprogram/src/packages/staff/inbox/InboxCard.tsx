import type { TicketCard } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { Card } from '@/components/Card/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { SixDots } from '@/components/SixDots/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { TicketTop } from '@/components/TicketTop/index.tsx';

interface Props {
  ticket: TicketCard;
  /** In a list of many units' tickets: who has it now. */
  withHolder: boolean;
  onPress: () => void;
}

/** One ticket of the inbox: until when, what, where, how far, and who has it. */
export function InboxCard({ ticket, withHolder, onPress }: Props) {
  const { stateWords, address, community, light, dueWords, dots, dotsWords, returned, grade } = ticket;
  const holder = withHolder ? ticket.holder?.name : null;
  return (
    <Card className="waiting" onPress={onPress}>
      <TicketTop ticket={ticket} place={address ?? community?.name ?? null} />
      <View className="waiting__state">
        <Light light={light} words={dueWords} />
        <View className="waiting__where">{[stateWords, holder].filter(Boolean).join(' · ')}</View>
        {grade === 'urgent' && <Tag tone="brand">急办</Tag>}
        {returned && <Tag tone="red">退回</Tag>}
      </View>
      <View className="waiting__dots">
        <SixDots steps={dots} words={dotsWords} />
      </View>
    </Card>
  );
}
