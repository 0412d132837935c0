import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { type Problem, problemOf } from '@/services/problem.ts';
import { openPaper } from '../taking.ts';

interface Props {
  community: string;
  /** Empty for all kinds. */
  kind?: string;
  /** One code in place of a kind. */
  code?: string;
  onClose: () => void;
}

const LAYOUTS = [
  { value: 'one', label: '一页一张（A4）' },
  { value: 'four', label: '一页四张（裁开）' },
];

/** Posters for the printer, in a tab of the browser. */
export function PosterSheet({ community, kind = '', code = '', onClose }: Props) {
  const [layout, setLayout] = useState('one');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const print = async () => {
    setBusy(true);
    setProblem(null);
    const asked = { community, layout, ...(kind ? { kind } : {}), ...(code ? { codes: code } : {}) };
    try {
      await openPaper('/codes/poster', asked);
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  const wrong = problem?.fields?.codes;
  return (
    <Sheet
      open
      title="打印海报"
      onClose={onClose}
      bar={
        <Button kind="primary" busy={busy && '正在排版…'} onPress={() => void print()}>
          打开打印页
        </Button>
      }
    >
      <Chips label="版式" choices={LAYOUTS} chosen={[layout]} onChange={([one]) => setLayout(one ?? layout)} single />
      <View className="codes__note">海报上有二维码、网格员的姓名电话和社区电话，没有居民的信息。</View>
      {problem && <ErrorState problem={wrong ? { ...problem, message: wrong } : problem} inline />}
    </Sheet>
  );
}
