import type { DistrictView } from '@liudan/shared/district/contract';
import { LIGHTS, type Light, STATES, type State } from '@liudan/shared/ticket/status';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { Field, FieldFrame } from '@/components/Field/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { type Filter, LIGHT_WORDS, lightOf, NO_FILTER, type TabKey } from './filter.ts';

interface Props {
  filter: Filter;
  tab: TabKey;
  district: DistrictView;
  onClose: () => void;
  onUse: (filter: Filter) => void;
}

const WORDS_MAX = 40;
const lights = LIGHTS.map((light) => ({ value: light, label: LIGHT_WORDS[light] }));

/** Search and conditions. They take hold when the sheet is confirmed, so that choosing asks the server once. */
export function FilterSheet({ filter, tab, district, onClose, onUse }: Props) {
  const { categories, wording } = district;
  const states = STATES.map((state) => ({ value: state, label: wording.states[state].staff }));
  const [draft, setDraft] = useState(filter);
  const change = (part: Partial<Filter>) => setDraft((was) => ({ ...was, ...part }));
  const root = categories.find(
    ({ id, leaves }) => id === draft.category || leaves.some((leaf) => leaf.id === draft.category),
  );
  return (
    <Sheet
      open
      title="搜索筛选"
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
      <View className="inbox-filter">
        <Field
          label="搜索"
          value={draft.words}
          onChange={(words) => change({ words })}
          placeholder="内容、地址或单号"
          maxLength={WORDS_MAX}
          onDone={() => onUse(draft)}
        />
        {lightOf(tab) === null && (
          <FieldFrame label="时限">
            <Chips
              label="时限"
              choices={lights}
              chosen={draft.light ? [draft.light] : []}
              onChange={([light]) => change({ light: (light as Light | undefined) ?? null })}
              single
            />
          </FieldFrame>
        )}
        <FieldFrame label="分类">
          <Chips
            label="分类"
            choices={categories.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={root ? [root.id] : []}
            onChange={([category]) => change({ category: category ?? null })}
            single
          />
          {root && (
            <View className="inbox-filter__leaves">
              <Chips
                label={root.name}
                choices={root.leaves.map(({ id, name }) => ({ value: id, label: name }))}
                chosen={draft.category ? [draft.category] : []}
                onChange={([category]) => change({ category: category ?? root.id })}
                single
              />
            </View>
          )}
        </FieldFrame>
        <FieldFrame label="进度">
          <Chips
            label="进度"
            choices={states}
            chosen={draft.state ? [draft.state] : []}
            onChange={([state]) => change({ state: (state as State | undefined) ?? null })}
            single
          />
        </FieldFrame>
      </View>
    </Sheet>
  );
}
