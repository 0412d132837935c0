import type { SimilarTicket } from '@liudan/shared/ticket/similar/contract';
import { View } from '@tarojs/components';
import type { Problem } from '@/services/problem.ts';
import { agoWords } from '@/services/when.ts';
import { Button } from '../Button/index.tsx';
import { ErrorState } from '../ErrorState/index.tsx';
import { Sheet } from '../Sheet/index.tsx';
import { SixDots } from '../SixDots/index.tsx';
import { TicketTop } from '../TicketTop/index.tsx';
import './index.scss';

interface Props {
  open: boolean;
  items: readonly SimilarTicket[];
  /** One of them is it. */
  joinWords: string;
  onJoin: (ticket: SimilarTicket) => void;
  /** None of them is. */
  continueWords: string;
  onContinue: () => void;
  onClose: () => void;
  busy: boolean;
  problem?: Problem | null;
}

/** Before a report is sent: what is open nearby and like it. Nothing that was typed is lost, whatever is chosen. */
export function SimilarSheet({
  open,
  items,
  joinWords,
  onJoin,
  continueWords,
  onContinue,
  onClose,
  busy,
  problem,
}: Props) {
  return (
    <Sheet
      open={open}
      title={`附近有 ${items.length} 件相似的单子`}
      onClose={onClose}
      bar={
        <Button kind="plain" onPress={onContinue} disabled={busy}>
          {continueWords}
        </Button>
      }
    >
      {problem && <ErrorState problem={problem} kept="您填写的内容已保存在手机里。" inline />}
      {items.map((ticket) => (
        <View key={ticket.id} className="similar">
          <TicketTop ticket={ticket} place={ticket.distanceWords} />
          <View className="similar__when">
            {agoWords(ticket.submittedAt, Date.now())}上报 · {ticket.stateWords}
          </View>
          <SixDots steps={ticket.dots} words={ticket.dotsWords} />
          <View className="similar__where">{ticket.sentence}</View>
          <Button
            kind="primary"
            className="similar__join"
            busy={busy && '请稍等…'}
            onPress={() => onJoin(ticket)}
            label={`${ticket.mine ? '这件是您自己上报的，看进度' : joinWords}：${ticket.summary}`}
          >
            {ticket.mine ? '这件是您上报的，看进度' : joinWords}
          </Button>
        </View>
      ))}
    </Sheet>
  );
}
