import type { MyChannels } from '@liudan/shared/notify/contract';
import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { spoken } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { request } from '@/services/http.ts';
import { randomKey } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { dateWords } from '@/services/when.ts';

interface Props {
  test: MyChannels['test'];
  onTested: (mine: MyChannels) => void;
  onLook: () => Promise<void>;
}

const AGAIN_MS = 2_000;

/** A message to oneself, by the way a real one would take, and what became of it. */
export function Tried({ test, onTested, onLook }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const key = useRef(randomKey());
  const running = test?.running === true;
  const look = useRef(onLook);
  look.current = onLook;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void look.current(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [running]);

  const send = async () => {
    setBusy(true);
    setProblem(null);
    try {
      onTested(await request<MyChannels>('/me/channels/test', { method: 'POST', key: key.current }));
      key.current = randomKey();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };

  return (
    <Card title="发一条试试">
      <View className="channels__words">给自己发一条测试消息，走的和真正的通知一样，五分钟内只能试一次。</View>
      {test && (
        <View {...spoken({ role: 'status', live: 'polite' })}>
          <View className="channels__last">
            {dateWords(test.at, Date.now())} 试过
            {running
              ? '，正在发送…'
              : test.tries.some(({ state }) => state === 'sent')
                ? '，请看看收到没有'
                : '，没有发出去'}
          </View>
          {test.tries.map(({ channel, name, words }) => (
            <ListRow key={channel} title={name} note={words} />
          ))}
        </View>
      )}
      {problem && <ErrorState problem={problem} inline />}
      <Button className="channels__button" busy={busy && '正在发送…'} onPress={() => void send()}>
        发一条试试
      </Button>
    </Card>
  );
}
