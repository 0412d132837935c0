import { View } from '@tarojs/components';
import { pressable } from '@/a11y.ts';
import { classes } from '../classes.ts';
import { Icon } from '../Icon/index.tsx';
import type { IconName } from '../Icon/names.ts';
import './index.scss';

interface Props {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  icon?: IconName;
}

/** A whole line that switches something on or off: the platforms' own switches are too small a target. */
export function Toggle({ label, on, onChange, icon }: Props) {
  return (
    <View className="toggle" {...pressable(() => onChange(!on), { role: 'switch', checked: on, label })}>
      {icon && <Icon name={icon} className="toggle__icon" />}
      <View className="toggle__label">{label}</View>
      <View className={classes('toggle__track', on && 'toggle__track--on')}>
        <View className="toggle__knob" />
      </View>
    </View>
  );
}
