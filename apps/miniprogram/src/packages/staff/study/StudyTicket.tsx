import type { MatterView } from '@liudan/shared/meeting/contract';
import type { TicketView } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { Button } from '@/components/Button/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { TicketHead } from '@/components/TicketHead/index.tsx';
import { Timeline } from '@/components/Timeline/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { CaseFacts } from '../ticket/CaseFacts.tsx';
import { ReporterCard } from '../ticket/ReporterCard.tsx';
import '../ticket/index.scss';

interface Props {
  view: TicketView;
  matter: MatterView | undefined;
  /** Somebody went to look; undefined where that can't be written down. */
  onLook: (() => void) | undefined;
}

/** All that is needed to decide: what it is, where, whose, how late, and what was seen and done so far. */
export function StudyTicket({ view: { ticket, timeline }, matter, onLook }: Props) {
  const before = timeline.filter(({ action }) => action !== 'submit');
  return (
    <>
      {matter && (
        <View className="study__why">
          <Tag tone={matter.urgency === 'overdue' ? 'red' : 'brand'}>{matter.topicWords}</Tag>
        </View>
      )}
      <TicketHead ticket={ticket}>
        <CaseFacts ticket={ticket} />
      </TicketHead>
      <ReporterCard ticketId={ticket.id} reporter={ticket.reporter} />
      <View className="study__more">
        {onLook && (
          <Button icon="camera" onPress={onLook}>
            记录现场查看
          </Button>
        )}
        <Button icon="eye" onPress={() => goTo(routes.staffTicket, { id: ticket.id })}>
          看工单全部
        </Button>
      </View>
      {before.length > 0 && (
        <>
          <View className="case__heading">此前</View>
          <Timeline entries={before} mine={false} />
        </>
      )}
    </>
  );
}
