import type { MeetingView } from '@liudan/shared/meeting/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { request } from '@/services/http.ts';
import { copy, forget, store as keep, sayDone } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';

interface Props {
  meeting: MeetingView;
  /** What was typed on this phone; null for what the server has. */
  typed: string | null;
  onType: (text: string | null) => void;
  onSaved: () => void;
}

const MAX = 8000;
export const minutesKey = (meetingId: string) => `draft.minutes.${meetingId}`;

/** The minutes: put together from the decisions until somebody writes them, kept as a draft, and fixed at the end. */
export function Minutes({ meeting, typed, onType, onSaved }: Props) {
  const { id, version, minutes, composed, hold, state } = meeting;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const text = typed ?? minutes ?? composed;
  const type = (words: string) => {
    keep(minutesKey(id), words);
    onType(words);
  };
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await request(`/meetings/${id}`, { method: 'PUT', body: { version, minutes: text } });
      forget(minutesKey(id));
      onType(null);
      sayDone('草稿已保存');
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
    onSaved();
  };
  if (!hold || state === 'ended')
    return (
      <Card title="会议记录">
        <View className="meeting-minutes">{text}</View>
        <View className="meeting-minutes__acts">
          <Button onPress={() => void copy(text)}>复制全文</Button>
        </View>
      </Card>
    );
  return (
    <Card title="会议记录">
      {problem && <ErrorState problem={problem} inline />}
      <TextArea label="会议记录" value={text} onChange={type} max={MAX} />
      <View className="meeting-minutes__acts">
        {typed !== null && (
          <Button onPress={() => void save()} busy={busy && '正在保存…'}>
            保存草稿
          </Button>
        )}
        {text !== composed && (
          <Button icon="rotate-cw" onPress={() => type(composed)}>
            按议定事项重写
          </Button>
        )}
      </View>
      <View className="meeting-minutes__kept">
        {typed === null ? '按议定事项自动写成，可以修改。' : '改动已存在手机里，保存后别人也看得到。'}
      </View>
    </Card>
  );
}
