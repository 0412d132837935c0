import { View } from '@tarojs/components';
import { pressable } from '@/a11y.ts';
import type { Option } from '@/components/ActionForm/form.ts';
import { FieldFrame } from '@/components/Field/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { chosenWords } from '../form/model.ts';

interface Props {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  /** It has to be chosen; otherwise it says that it may be left. */
  needed?: boolean;
  problem?: string | undefined;
  /** Opens the list to choose from, which stands beside the sheet: WeChat draws nothing nested that deep. */
  onOpen: () => void;
}

/** One line that says what is chosen. */
export function PickRow({ label, options, chosen, needed, problem, onOpen }: Props) {
  const words = chosenWords(options, chosen);
  return (
    <FieldFrame label={needed ? `${label} *` : `${label} · 可不填`} problem={problem}>
      <View
        className="act-pick"
        {...pressable(onOpen, { label: `${label}，${words || `请选择${label}`}，点一下选择` })}
      >
        <View className={words ? 'act-pick__words' : 'act-pick__words act-pick__words--none'}>
          {words || `请选择${label}`}
        </View>
        <Icon name="chevron-right" size="small" />
      </View>
    </FieldFrame>
  );
}
