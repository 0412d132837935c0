import { View } from '@tarojs/components';
import { useState } from 'react';
import { pressable } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { type Problem, problemOf } from '@/services/problem.ts';
import { useKept } from '@/services/useKept.ts';
import './say.scss';

interface Props {
  title: string;
  /** What is written, for the ear and as the placeholder. */
  label: string;
  /** Who will read it, said before it is sent. */
  hint: string;
  send: string;
  /** The district's ready texts. */
  ready?: readonly string[];
  max: number;
  /** Names the place where the draft is kept. */
  draft: string;
  onSend: (text: string) => Promise<void>;
  onClose: () => void;
}

/** A sheet for one text: a comment, an answer, a reason. What was typed stays until it was sent. */
export function SaySheet({ title, label, hint, send, ready = [], max, draft, onSend, onClose }: Props) {
  const { value, change, clear } = useKept(draft, { text: '' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [wrong, setWrong] = useState(false);
  const empty = value.text.trim() === '';
  const submit = async () => {
    setWrong(empty);
    if (empty) return;
    setBusy(true);
    setProblem(null);
    try {
      await onSend(value.text);
      clear();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      title={title}
      onClose={onClose}
      bar={
        <Button kind="primary" onPress={() => void submit()} busy={busy && '正在发送…'}>
          {send}
        </Button>
      }
    >
      {problem && <ErrorState problem={problem} kept="您写的内容已保存在手机里。" inline />}
      <View className="say__hint">{hint}</View>
      <TextArea
        label={label}
        value={value.text}
        onChange={(text) => change({ text })}
        placeholder={`${label}……`}
        max={max}
        problem={(wrong && empty && '请填写') || problem?.fields?.text || problem?.fields?.reason}
      />
      {ready.map((text) => (
        <View key={text} className="say__ready" {...pressable(() => change({ text }), { label: `用这一句：${text}` })}>
          {text}
        </View>
      ))}
    </Sheet>
  );
}
