import type { OrdersQuery, SupervisionCounts } from '@liudan/shared/oversight/contract';
import { CAUSE_WORDS, SUPERVISION_REASON_WORDS } from '@liudan/shared/ticket/status';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { FieldFrame } from '@/components/Field/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { Toggle } from '@/components/Toggle/index.tsx';

export type Conditions = Partial<Pick<OrdersQuery, 'org' | 'reason' | 'cause' | 'overdue'>>;

interface Props {
  conditions: Conditions;
  orgs: SupervisionCounts['orgs'];
  onClose: () => void;
  onUse: (conditions: Conditions) => void;
}

const choicesOf = <Value extends string>(words: Readonly<Record<Value, string>>) =>
  Object.entries<string>(words).map(([value, label]) => ({ value, label }));

/** The conditions in words, for the line below the tabs. */
export const conditionWords = ({ org, reason, cause, overdue }: Conditions, orgs: SupervisionCounts['orgs']): string =>
  [
    org && (orgs.find(({ id }) => id === org)?.name ?? org),
    reason && SUPERVISION_REASON_WORDS[reason],
    cause && CAUSE_WORDS[cause],
    overdue && '督办超时',
  ]
    .filter(Boolean)
    .join('、');

/** Which orders to look at. The conditions take hold when the sheet is confirmed. */
export function OrderFilter({ conditions, orgs, onClose, onUse }: Props) {
  const [draft, setDraft] = useState(conditions);
  const single = (name: 'org' | 'reason' | 'cause', label: string, choices: { value: string; label: string }[]) => (
    <FieldFrame label={label}>
      <Chips
        label={label}
        choices={choices}
        chosen={draft[name] ? [draft[name]] : []}
        onChange={([value]) => setDraft((was) => ({ ...was, [name]: value }))}
        single
      />
    </FieldFrame>
  );
  return (
    <Sheet
      open
      title="筛选"
      onClose={onClose}
      bar={
        <>
          <Button onPress={() => setDraft({})}>清空</Button>
          <Button kind="primary" onPress={() => onUse(draft)}>
            查看结果
          </Button>
        </>
      }
    >
      {single('reason', '督办原因', choicesOf(SUPERVISION_REASON_WORDS))}
      {single('cause', '进度慢的原因', choicesOf(CAUSE_WORDS))}
      {orgs.length > 1 &&
        single(
          'org',
          '督办对象',
          orgs.map(({ id, name }) => ({ value: id, label: name })),
        )}
      <Toggle
        label="只看督办超时的"
        on={draft.overdue === true}
        onChange={(overdue) => setDraft((was) => ({ ...was, overdue }))}
      />
    </Sheet>
  );
}
