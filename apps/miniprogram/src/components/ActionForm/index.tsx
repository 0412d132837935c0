import type { NextAction } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { act } from '@/services/act.ts';
import { forget, store as keep, randomKey, stored } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { Button } from '../Button/index.tsx';
import { ErrorState } from '../ErrorState/index.tsx';
import { Sheet } from '../Sheet/index.tsx';
import { FieldView } from './FieldView.tsx';
import { bodyOf, fieldsOf, initialValues, missingIn, type Value, type Values } from './form.ts';
import { forgetVoice, sentVoice, voiceUnder } from './VoiceField.tsx';
import './index.scss';

interface Props {
  ticketId: string;
  version: number;
  /** Null closes the sheet. */
  action: NextAction | null;
  photoBytes: number;
  onClose: () => void;
  /** The act is done; the ticket has to be looked at again. */
  onDone: (action: NextAction) => void;
  /** Somebody else was faster: the ticket has to be looked at again, and what was typed stays. */
  onStale: () => void;
  /** What the resident will read, drawn from what is typed so far. */
  preview?: (action: NextAction, values: Values) => ReactNode;
}

/** One act on a ticket as a half-screen sheet with only its fields. What was typed is kept until it is done. */
export function ActionForm({ action, onClose, ...rest }: Props) {
  if (action === null) return null;
  return <OpenForm key={action.action} action={action} onClose={onClose} {...rest} />;
}

function OpenForm({
  ticketId,
  version,
  action,
  photoBytes,
  onClose,
  onDone,
  onStale,
  preview,
}: Props & { action: NextAction }) {
  const keptUnder = `draft.act.${ticketId}.${action.action}`;
  const fields = useMemo(() => fieldsOf(action), [action]);
  const [values, setValues] = useState<Values>(() => ({
    ...initialValues(fields),
    ...(stored<Values>(keptUnder) ?? {}),
  }));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const key = useRef(randomKey());
  const photosUnder = `${keptUnder}.photos`;

  useEffect(() => {
    keep(keptUnder, values);
  }, [keptUnder, values]);

  const set = (name: string, value: Value) => {
    setValues((was) => ({ ...was, [name]: value }));
    setWrong(({ [name]: _, ...others }) => others);
  };

  const send = async () => {
    const missing = missingIn(fields, values);
    setWrong(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    setProblem(null);
    try {
      const spoken = fields.find(({ widget }) => widget === 'voice');
      const voice = spoken ? await sentVoice(voiceUnder(photosUnder)) : null;
      const said = spoken ? { ...values, [spoken.name]: voice } : values;
      await act(ticketId, action.action, version, bodyOf(fields, said), key.current);
      forgetVoice(voiceUnder(photosUnder));
      forget(keptUnder);
      forget(photosUnder);
      onDone(action);
    } catch (error) {
      const refusal = problemOf(error);
      setProblem(refusal);
      setWrong(refusal.fields ?? {});
      // A clear refusal left nothing behind, so what is sent next is another request.
      if (refusal.status >= 400 && refusal.status < 500 && refusal.code !== 'REQUEST_IN_PROGRESS')
        key.current = randomKey();
      if (refusal.code === 'STALE_VERSION' || refusal.code === 'ACTION_NOT_NOW') onStale();
      setBusy(false);
    }
  };

  return (
    <Sheet
      open
      title={action.label}
      onClose={onClose}
      bar={
        <Button kind={action.danger ? 'danger' : 'primary'} onPress={() => void send()} busy={busy && '正在提交…'}>
          {action.label}
        </Button>
      }
    >
      {problem && <ErrorState problem={problem} kept="您填写的内容已保留。" inline />}
      <View className="act__hint">{action.hint}</View>
      {fields.map((field) => (
        <FieldView
          key={field.name}
          field={field}
          value={values[field.name] ?? null}
          onChange={(value) => set(field.name, value)}
          problem={wrong[field.name]}
          keptUnder={photosUnder}
          photoBytes={photoBytes}
        />
      ))}
      {preview?.(action, values)}
    </Sheet>
  );
}
