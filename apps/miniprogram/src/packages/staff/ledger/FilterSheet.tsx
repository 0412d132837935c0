import type { DistrictView } from '@liudan/shared/district/contract';
import type { LedgerList, LedgerView } from '@liudan/shared/ledger/contract';
import { PHASE_WORDS, PHASES, type Phase } from '@liudan/shared/ticket/status';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { FieldFrame } from '@/components/Field/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { shanghaiDay } from '@/services/when.ts';
import { DayField } from './DayField.tsx';
import { type Filter, monthBefore, NO_FILTER, yearOf } from './filter.ts';

interface Props {
  ledger: LedgerView;
  orgs: LedgerList['orgs'];
  categories: DistrictView['categories'];
  filter: Filter;
  onClose: () => void;
  onUse: (filter: Filter) => void;
}

const phases = PHASES.map((phase) => ({ value: phase, label: PHASE_WORDS[phase] }));
const choices = (rows: readonly { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

/** Which rows. It takes hold when the sheet is confirmed, so that choosing asks the server once. */
export function FilterSheet({ ledger, orgs, categories, filter, onClose, onUse }: Props) {
  const [draft, setDraft] = useState(filter);
  const change = (part: Partial<Filter>) => setDraft((was) => ({ ...was, ...part }));
  const today = shanghaiDay(Date.now()).day;
  const spans: Readonly<Record<string, Pick<Filter, 'from' | 'to'>>> = {
    本月: monthBefore(today, 0),
    上月: monthBefore(today, 1),
    今年: yearOf(today),
  };
  const chosen = Object.entries(spans).find(([, { from, to }]) => from === draft.from && to === draft.to)?.[0];
  const root = categories.find(
    ({ id, leaves }) => id === draft.category || leaves.some((leaf) => leaf.id === draft.category),
  );
  const shows = (field: LedgerView['filters'][number]) => ledger.filters.includes(field);
  return (
    <Sheet
      open
      title="筛选"
      onClose={onClose}
      bar={
        <>
          <Button onPress={() => setDraft(NO_FILTER)}>清空</Button>
          <Button kind="primary" onPress={() => onUse(draft)}>
            查看结果
          </Button>
        </>
      }
    >
      <View>
        {shows('period') && (
          <FieldFrame label="期间">
            <Chips
              label="期间"
              choices={Object.keys(spans).map((words) => ({ value: words, label: words }))}
              chosen={chosen ? [chosen] : []}
              onChange={([words]) => change(spans[words ?? ''] ?? { from: null, to: null })}
              single
            />
            <View className="ledger-filter__days">
              <DayField
                label="从"
                value={draft.from}
                onChange={(from) => change({ from })}
                {...(draft.to ? { end: draft.to } : {})}
              />
              <DayField
                label="到"
                value={draft.to}
                onChange={(to) => change({ to })}
                {...(draft.from ? { start: draft.from } : {})}
              />
            </View>
          </FieldFrame>
        )}
        {shows('org') && orgs.length > 1 && (
          <FieldFrame label="单位">
            <Chips
              label="单位"
              choices={choices(orgs)}
              chosen={draft.org ? [draft.org] : []}
              onChange={([org]) => change({ org: org ?? null })}
              single
            />
          </FieldFrame>
        )}
        {shows('category') && (
          <FieldFrame label="分类">
            <Chips
              label="分类"
              choices={choices(categories)}
              chosen={root ? [root.id] : []}
              onChange={([category]) => change({ category: category ?? null })}
              single
            />
            {root && (
              <View className="ledger-filter__leaves">
                <Chips
                  label={root.name}
                  choices={choices(root.leaves)}
                  chosen={draft.category ? [draft.category] : []}
                  onChange={([category]) => change({ category: category ?? root.id })}
                  single
                />
              </View>
            )}
          </FieldFrame>
        )}
        {shows('phase') && (
          <FieldFrame label="进度">
            <Chips
              label="进度"
              choices={phases}
              chosen={draft.phase ? [draft.phase] : []}
              onChange={([phase]) => change({ phase: (phase as Phase | undefined) ?? null })}
              single
            />
          </FieldFrame>
        )}
      </View>
    </Sheet>
  );
}
