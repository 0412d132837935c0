import { View } from '@tarojs/components';
import { useState } from 'react';
import { pressable, spoken } from '@/a11y.ts';
import { grouped, type Option } from '@/components/ActionForm/form.ts';
import { Button } from '@/components/Button/index.tsx';
import { classes } from '@/components/classes.ts';
import { Field } from '@/components/Field/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { searched } from '../form/model.ts';
import '../form/index.scss';

interface Props {
  title: string;
  options: readonly Option[];
  chosen: readonly string[];
  /** Several may be chosen and are confirmed; otherwise one choice closes the list, and choosing it again takes it back. */
  several?: boolean;
  onChange: (chosen: string[]) => void;
  onClose: () => void;
}

/** So many stand on one screen; more of them are searched. */
const FEW = 8;

/** People or places to choose from, under the names of their units. */
export function PickSheet({ title, options, chosen, several, onChange, onClose }: Props) {
  const [words, setWords] = useState('');
  const groups = grouped(searched(options, words));
  const choose = (value: string) => {
    const on = chosen.includes(value);
    if (several) onChange(on ? chosen.filter((one) => one !== value) : [...chosen, value]);
    else {
      onChange(on ? [] : [value]);
      onClose();
    }
  };
  return (
    <Sheet
      open
      title={title}
      onClose={onClose}
      bar={
        several && (
          <Button kind="primary" onPress={onClose}>
            {chosen.length > 0 ? `选好了（${chosen.length} 人）` : '不选'}
          </Button>
        )
      }
    >
      <View className="act-options">
        {options.length > FEW && <Field label="搜索" value={words} onChange={setWords} placeholder="输入名称" />}
        {groups.length === 0 && <View className="act-options__none">没有找到“{words}”</View>}
        {groups.map(({ group, options: rows }) => (
          <View
            key={group}
            className="act-options__group"
            {...spoken({ role: several ? 'group' : 'radiogroup', label: group || title })}
          >
            {group && <View className="act-options__heading">{group}</View>}
            {rows.map(({ value, label }) => {
              const on = chosen.includes(value);
              return (
                <View
                  key={value}
                  className={classes('act-options__row', on && 'act-options__row--on')}
                  {...pressable(() => choose(value), { role: several ? 'checkbox' : 'radio', checked: on, label })}
                >
                  <View className="act-options__label">{label}</View>
                  {on && <Icon name="check" />}
                </View>
              );
            })}
          </View>
        ))}
      </View>
    </Sheet>
  );
}
