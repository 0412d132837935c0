import type { NextAction, TicketView } from '@liudan/shared/ticket/contract';
import { useCallback, useMemo, useRef, useState } from 'react';
import { bodyOf, type FormField, fieldsOf, type Value, type Values } from '@/components/ActionForm/form.ts';
import { act } from '@/services/act.ts';
import type { PhotoItem } from '@/services/photos.ts';
import { forget, store as keep, randomKey, say, stored } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { type ActDraft, afterRefusal, draftKey, isUntouched, restored } from './draft.ts';
import { byField, type FieldPhotos, problemsIn, problemsWords, startValues, withValue } from './model.ts';

interface Options {
  ticket: TicketView['ticket'];
  version: number;
  action: NextAction;
  personId: string;
  onDone: (action: NextAction) => void;
  /** Another way than the ticket's own, such as a meeting's. */
  via?: Sender | undefined;
}

/** Sends one act; the same key again is the same act. */
export type Sender = (act: {
  action: string;
  version: number;
  input: Record<string, unknown>;
  key: string;
}) => Promise<void>;

export interface ActForm {
  fields: FormField[];
  values: Values;
  photos: FieldPhotos;
  wrong: Record<string, string>;
  problem: Problem | null;
  busy: boolean;
  /** Something is typed, and it is in the phone's storage. */
  kept: boolean;
  /** Sent without a clear answer: only the same may be sent again. */
  unsure: boolean;
  set(name: string, value: Value): void;
  setPhotos(name: string, items: PhotoItem[]): void;
  send(): Promise<void>;
  forgetProblem(): void;
}

/** Drafts of sheets closed since the app was opened: their pictures are still there, even in a browser. */
const closed = new Map<string, ActDraft>();

/** The form of one act: what is typed, kept at every change, sent once. */
export function useActForm({ ticket, version, action, personId, onDone, via }: Options): ActForm {
  const under = draftKey(personId, ticket.id, action.action);
  // Staff write down what residents say; they speak for nobody.
  const fields = useMemo(() => fieldsOf(action).filter(({ widget }) => widget !== 'voice'), [action]);
  const [begun] = useState(() => startValues(fields, ticket));
  const [draft, setDraft] = useState<ActDraft>(
    () => closed.get(under) ?? restored(stored<ActDraft>(under), begun, randomKey()),
  );
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [kept, setKept] = useState(() => !isUntouched(draft, begun));
  const latest = useRef(draft);

  const put = useCallback(
    (next: ActDraft) => {
      latest.current = next;
      setDraft(next);
      if (isUntouched(next, begun)) {
        closed.delete(under);
        forget(under);
        setKept(false);
      } else {
        closed.set(under, next);
        setKept(keep(under, next));
      }
    },
    [begun, under],
  );
  const unmark = (name: string) => setWrong(({ [name]: _, ...others }) => others);

  const set = (name: string, value: Value) => {
    put({ ...latest.current, values: withValue(fields, latest.current.values, name, value) });
    unmark(name);
  };

  const setPhotos = (name: string, items: PhotoItem[]) => {
    const ids = items.flatMap(({ mediaId }) => (mediaId === null ? [] : [mediaId]));
    const { values, photos } = latest.current;
    put({ ...latest.current, values: { ...values, [name]: ids }, photos: { ...photos, [name]: items } });
    unmark(name);
  };

  const send = async () => {
    const { values, photos, attempt: before } = latest.current;
    const problems = before ? {} : problemsIn(fields, values, photos);
    setWrong(problems);
    if (Object.keys(problems).length > 0) {
      say(problemsWords(fields, problems));
      return;
    }
    const attempt = before ?? { version, body: bodyOf(fields, values) };
    put({ ...latest.current, attempt });
    setBusy(true);
    setProblem(null);
    try {
      const { key } = latest.current;
      if (via) await via({ action: action.action, version: attempt.version, input: attempt.body, key });
      else await act(ticket.id, action.action, attempt.version, attempt.body, key);
      closed.delete(under);
      forget(under);
      onDone(action);
    } catch (error) {
      const refusal = problemOf(error);
      put(afterRefusal(latest.current, refusal, randomKey()));
      setProblem(refusal);
      setWrong(byField(refusal.fields ?? {}));
      setBusy(false);
    }
  };

  return {
    fields,
    values: draft.values,
    photos: draft.photos,
    wrong,
    problem,
    busy,
    kept,
    unsure: draft.attempt !== null && !busy,
    set,
    setPhotos,
    send,
    forgetProblem: () => setProblem(null),
  };
}
