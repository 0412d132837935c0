import { View } from '@tarojs/components';
import { useState } from 'react';
import { pressable } from '@/a11y.ts';
import type { Option } from '@/components/ActionForm/form.ts';
import { FieldFrame } from '@/components/Field/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { chosenWords } from '../form/model.ts';
import { PickSheet } from './PickSheet.tsx';

interface Props {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  several?: boolean;
  /** It has to be chosen; otherwise it says that it may be left. */
  needed?: boolean;
  problem?: string | undefined;
  onChange: (chosen: string[]) => void;
}

/** One line that says what is chosen, and opens the list to choose from. */
export function PickRow({ label, options, chosen, several, needed, problem, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const words = chosenWords(options, chosen);
  return (
    <FieldFrame label={needed ? `${label} *` : `${label} · 可不填`} problem={problem}>
      <View
        className="act-pick"
        {...pressable(() => setOpen(true), { label: `${label}，${words || `请选择${label}`}，点一下选择` })}
      >
        <View className={words ? 'act-pick__words' : 'act-pick__words act-pick__words--none'}>
          {words || `请选择${label}`}
        </View>
        <Icon name="chevron-right" size="small" />
      </View>
      {open && (
        <PickSheet
          title={label}
          options={options}
          chosen={chosen}
          {...(several ? { several } : {})}
          onChange={onChange}
          onClose={() => setOpen(false)}
        />
      )}
    </FieldFrame>
  );
}
