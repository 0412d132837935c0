import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Field } from '@/components/Field/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { changeDraft, useDraft } from '@/services/draft.ts';

/** A number for this report only; without it the number on file is used, if there is one. */
export function PhoneSheet({ open, onFile, onClose }: { open: boolean; onFile: string | null; onClose: () => void }) {
  const { draft } = useDraft();
  const [problem, setProblem] = useState<string>();
  const done = () => {
    const fine = draft.phone === '' || /^1[3-9]\d{9}$/.test(draft.phone);
    setProblem(fine ? undefined : '请填写 11 位手机号。');
    if (fine) onClose();
  };
  return (
    <Sheet
      open={open}
      title="联系电话"
      onClose={onClose}
      bar={
        <Button kind="primary" onPress={done}>
          好了
        </Button>
      }
    >
      <Field
        label="手机号"
        hint={onFile ? `用于核实和回访。不填就用您登记的 ${onFile}。` : '用于核实和回访，可以不填。'}
        type="number"
        maxLength={11}
        value={draft.phone}
        onChange={(phone) => changeDraft({ phone: phone.trim() })}
        problem={problem}
        onDone={done}
      />
    </Sheet>
  );
}
