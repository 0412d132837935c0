import { LIMITS } from '@liudan/shared/limits';
import type { VisitView } from '@liudan/shared/visit/contract';
import { useRef, useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { request } from '@/services/http.ts';
import { randomKey } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';

interface Props {
  visit: VisitView;
  onClose: () => void;
  onDone: (visit: VisitView) => void;
}

/** An entry that waited was answered without an order. */
export function AnswerSheet({ visit, onClose, onDone }: Props) {
  const [answer, setAnswer] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = useRef(randomKey());
  const send = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const body = { answer: answer.trim() };
      onDone(await request<VisitView>(`/visits/${visit.id}/answer`, { method: 'POST', key: key.current, body }));
    } catch (error) {
      const refusal = problemOf(error);
      if (refusal.status >= 400 && refusal.status < 500) key.current = randomKey();
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      title="怎么答复的"
      onClose={onClose}
      bar={
        <Button kind="primary" onPress={() => void send()} disabled={answer.trim() === ''} busy={busy && '正在保存…'}>
          记下答复
        </Button>
      }
    >
      {problem && <ErrorState problem={problem} inline />}
      <TextArea
        label="怎么答复的"
        placeholder="什么时候、怎么答复的……"
        value={answer}
        onChange={setAnswer}
        max={LIMITS.answer}
      />
    </Sheet>
  );
}
