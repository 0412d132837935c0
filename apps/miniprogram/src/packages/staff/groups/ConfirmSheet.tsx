import type { GroupView } from '@liudan/shared/entry/contract';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Field } from '@/components/Field/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { request } from '@/services/http.ts';
import { sayDone } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';

interface Props {
  group: GroupView;
  onClose: () => void;
  onDone: () => void;
}

/** Says that a group is the community's, and what it is called: WeChat doesn't tell its name. */
export function ConfirmSheet({ group, onClose, onDone }: Props) {
  const [name, setName] = useState(group.name ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const decide = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await request(`/groups/${group.id}/decide`, { method: 'POST', body: { ours: true, name: name.trim() } });
      sayDone('已记下');
      onDone();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      title={group.state === 'confirmed' ? '群的名称' : `是${group.community.name}的居民群`}
      onClose={onClose}
      bar={
        <Button kind="primary" busy={busy && '正在保存…'} onPress={() => void decide()}>
          确定
        </Button>
      }
    >
      {problem && <ErrorState problem={problem} inline />}
      <Field
        label="群的名称（可不填）"
        hint="微信不告诉我们群名，写一个您认得出的。只给工作人员看。"
        value={name}
        onChange={setName}
        placeholder="如：3 号楼居民群"
        maxLength={40}
        problem={problem?.fields?.name}
      />
    </Sheet>
  );
}
