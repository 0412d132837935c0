import { View } from '@tarojs/components';
import { pressable, spoken } from '@/a11y.ts';
import { classes } from '../classes.ts';
import { Icon } from '../Icon/index.tsx';
import './index.scss';

export interface Choice {
  value: string;
  label: string;
}

interface Props {
  /** What is being chosen, read aloud. */
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** One at a time; pressing it again takes it back. */
  single?: boolean;
  max?: number;
}

export function Chips({ label, choices, chosen, onChange, single, max }: Props) {
  const toggle = (value: string) => {
    if (chosen.includes(value)) onChange(chosen.filter((one) => one !== value));
    else if (single) onChange([value]);
    else if (max === undefined || chosen.length < max) onChange([...chosen, value]);
  };
  return (
    <View className="chips" {...spoken({ role: single ? 'radiogroup' : 'group', label })}>
      {choices.map(({ value, label: words }) => {
        const on = chosen.includes(value);
        const role = single ? 'radio' : 'checkbox';
        return (
          <View
            key={value}
            className={classes('chips__chip', on && 'chips__chip--on')}
            {...pressable(() => toggle(value), { role, checked: on, label: words })}
          >
            {on && <Icon name="check" size="small" />}
            <View>{words}</View>
          </View>
        );
      })}
    </View>
  );
}
