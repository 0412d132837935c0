import type { Entered } from '@liudan/shared/ticket/reporting/contract';
import type { SimilarTicket } from '@liudan/shared/ticket/similar/contract';
import type { VisitView } from '@liudan/shared/visit/contract';
import { useState } from 'react';
import { request } from '@/services/http.ts';
import { randomKey } from '@/services/platform.ts';
import { isSure, type Problem, problemOf } from '@/services/problem.ts';
import { markChanged } from '../changed.ts';
import { changeIntake, clearIntake, currentIntake } from './draft.ts';
import { toJoin, toSend } from './form.ts';

/** What came of an entry, in words, and the ticket where it may be opened. */
export interface Done {
  title: string;
  words: string;
  ticketId: string | null;
}

/** Sends the entry under its key: sent again after a lost answer, it is one order all the same. */
export function useEnter() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState<Done | null>(null);

  const sending = async (send: () => Promise<Done>) => {
    setBusy(true);
    setProblem(null);
    try {
      const came = await send();
      clearIntake();
      markChanged();
      setDone(came);
    } catch (error) {
      const refusal = problemOf(error);
      if (isSure(refusal)) changeIntake({ key: randomKey(), attempt: null });
      setProblem(refusal);
    }
    setBusy(false);
  };

  const enter = () =>
    sending(async () => {
      const draft = currentIntake();
      const { path, body } = draft.attempt ?? toSend(draft);
      changeIntake({ attempt: { path, body } });
      const answer = await request<Entered | VisitView>(path, {
        method: 'POST',
        key: draft.key,
        body,
        timeoutMs: 30_000,
      });
      return doneOf(answer);
    });

  /** The caller has the same problem as somebody before him. */
  const join = ({ id, summary }: SimilarTicket) =>
    sending(async () => {
      const draft = currentIntake();
      const body = toJoin(draft);
      await request(`/tickets/${id}/join`, { method: 'POST', key: draft.key, body });
      return { title: '已加入跟进', words: `“${summary}”有进展时，也会告诉他。`, ticketId: null };
    });

  return { busy, problem, done, enter, join, again: () => setDone(null) };
}

function doneOf(answer: Entered | VisitView): Done {
  if ('sentence' in answer)
    return {
      title: `已登记 ${answer.number}`,
      words: answer.sentence,
      ticketId: answer.visible ? answer.id : null,
    };
  const { ticket, outcomeWords } = answer;
  return {
    title: '已记入走访台账',
    words: ticket ? `已转为工单 ${ticket.number}` : outcomeWords,
    ticketId: ticket?.visible ? ticket.id : null,
  };
}
