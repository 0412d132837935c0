import type { VisitView } from '@liudan/shared/visit/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { call, say } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';
import { dateWords } from '@/services/when.ts';
import { changeIntake, clearIntake } from '../intake/draft.ts';

type Revealed = Record<'name' | 'phone' | 'address', string | null>;

/** One entry: when, who, what, and what came of it; with what can be done about it. */
export function VisitCard({ visit, onAnswer }: { visit: VisitView; onAnswer: () => void }) {
  const { id, collectedAt, channelWords, text, community, group, reporter, enteredBy, outcome, answer, ticket } = visit;
  const [clear, setClear] = useState<Revealed | null>(null);
  const reveal = () =>
    request<Revealed>(`/visits/${id}/reveal`, { method: 'POST' }).then(setClear, (error) =>
      say(problemOf(error).message),
    );
  const who = clear
    ? [clear.name, clear.phone, clear.address].filter(Boolean).join(' · ')
    : [reporter.name ?? (reporter.hidden ? '不公开姓名' : '未留姓名'), reporter.phone].filter(Boolean).join(' · ');
  const phone = clear?.phone;
  const order = () => {
    clearIntake();
    changeIntake({ visitId: id, text });
    goTo(routes.staffIntake);
  };
  return (
    <Card>
      <View className="visits__top">
        <View className="visits__when">
          {dateWords(collectedAt, Date.now())} · {channelWords}
        </View>
        <Tag tone={visit.overdue ? 'red' : outcome === 'follow_up' ? 'brand' : 'grey'}>
          {visit.overdue ? '跟进已超期' : visit.outcomeWords}
        </Tag>
      </View>
      <View className="visits__text">{text}</View>
      <View className="visits__who">反映人：{who}</View>
      <View className="visits__who">
        {[group?.name ?? community.name, [enteredBy.org?.name, enteredBy.name].filter(Boolean).join(' ')]
          .filter(Boolean)
          .join(' · ')}
        登记
      </View>
      {answer && <View className="visits__answer">答复：{answer}</View>}
      {outcome === 'follow_up' && <View className="visits__who">{visit.followUpOn} 前跟进</View>}
      {ticket && (
        <View className="visits__who">
          工单 {ticket.number} · {ticket.stateWords}
        </View>
      )}
      {(visit.canSettle || ticket?.visible) && (
        <View className="visits__acts">
          {ticket?.visible && <Button onPress={() => goTo(routes.staffTicket, { id: ticket.id })}>看工单</Button>}
          {visit.canSettle && outcome === 'follow_up' && (
            <>
              <Button kind="primary" onPress={order}>
                转为工单
              </Button>
              <Button onPress={onAnswer}>已答复</Button>
            </>
          )}
          {visit.canSettle && !clear && (
            <Button kind="quiet" icon="eye" onPress={() => void reveal()}>
              看姓名电话
            </Button>
          )}
          {phone && (
            <Button
              kind="quiet"
              icon="phone"
              onPress={() => void call(phone)}
              label={`打电话给${clear?.name ?? '反映人'}`}
            >
              打电话
            </Button>
          )}
        </View>
      )}
    </Card>
  );
}
