import { LIMITS } from '@liudan/shared/limits';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Field } from '@/components/Field/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { nameMe } from '@/services/me.ts';
import { sayDone } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';

/** What the resident wants to be called by. */
export function NameSheet({ open, name, onClose }: { open: boolean; name: string; onClose: () => void }) {
  const [typed, setTyped] = useState(name);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (typed.trim() === '') {
      setProblem('请填写怎么称呼您。');
      return;
    }
    setBusy(true);
    try {
      await nameMe(typed.trim());
      sayDone('已保存');
      onClose();
    } catch (error) {
      const { fields, message } = problemOf(error);
      setProblem(fields?.name ?? message);
    }
    setBusy(false);
  };
  return (
    <Sheet
      open={open}
      title="怎么称呼您"
      onClose={onClose}
      bar={
        <Button kind="primary" onPress={() => void save()} busy={busy && '正在保存…'}>
          保存
        </Button>
      }
    >
      <Field
        label="称呼"
        hint="用于核实和回访，如：李阿姨、张先生。"
        value={typed}
        onChange={setTyped}
        maxLength={LIMITS.name}
        problem={problem}
        onDone={() => void save()}
      />
    </Sheet>
  );
}
