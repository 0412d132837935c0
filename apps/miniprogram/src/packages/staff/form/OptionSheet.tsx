import { View } from '@tarojs/components';
import { useState } from 'react';
import { pressable, spoken } from '@/a11y.ts';
import { type FormField, grouped } from '@/components/ActionForm/form.ts';
import { Button } from '@/components/Button/index.tsx';
import { classes } from '@/components/classes.ts';
import { Field } from '@/components/Field/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { offeredOptions, searched } from './model.ts';
import type { ActForm } from './useActForm.ts';

/** A long list to choose from, under its headings, with a search. One choice closes it; several are confirmed. */
export function OptionSheet({ field, form, onClose }: { field: FormField; form: ActForm; onClose: () => void }) {
  const [words, setWords] = useState('');
  const { name, label, widget, max } = field;
  const several = widget === 'orgs';
  const value = form.values[name];
  const chosen = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  const groups = grouped(searched(offeredOptions(field, form.fields, form.values), words));
  const choose = (one: string) => {
    if (!several) {
      form.set(name, one);
      onClose();
    } else if (chosen.includes(one))
      form.set(
        name,
        chosen.filter((other) => other !== one),
      );
    else if (chosen.length < max) form.set(name, [...chosen, one]);
  };

  return (
    <Sheet
      open
      title={label}
      onClose={onClose}
      bar={
        several && (
          <Button kind="primary" onPress={onClose}>
            {chosen.length > 0 ? `选好了（${chosen.length} 个）` : '不选'}
          </Button>
        )
      }
    >
      <View className="act-options">
        <Field label="搜索" value={words} onChange={setWords} placeholder={`输入${label}的名称`} />
        {groups.length === 0 && <View className="act-options__none">没有找到“{words}”</View>}
        {groups.map(({ group, options }) => (
          <View
            key={group}
            className="act-options__group"
            {...spoken({ role: several ? 'group' : 'radiogroup', label: group || label })}
          >
            {group && <View className="act-options__heading">{group}</View>}
            {options.map(({ value: one, label: title }) => {
              const on = chosen.includes(one);
              return (
                <View
                  key={one}
                  className={classes('act-options__row', on && 'act-options__row--on')}
                  {...pressable(() => choose(one), {
                    role: several ? 'checkbox' : 'radio',
                    checked: on,
                    label: title,
                  })}
                >
                  <View className="act-options__label">{title}</View>
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
