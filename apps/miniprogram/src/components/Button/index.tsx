import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { pressable } from '@/a11y.ts';
import { classes } from '../classes.ts';
import { Icon } from '../Icon/index.tsx';
import type { IconName } from '../Icon/names.ts';
import './index.scss';

interface Props {
  children: ReactNode;
  onPress: () => void;
  kind?: 'primary' | 'plain' | 'danger' | 'quiet';
  /** What is going on, in words: 「正在提交…」. The button waits meanwhile. */
  busy?: string | false | null;
  disabled?: boolean;
  icon?: IconName;
  /** For the screen reader, where the words on the button say too little. */
  label?: string;
  className?: string;
}

/** A button is a View here: WeChat's own brings styles of its own, and on H5 its `disabled` is always on. */
export function Button({ children, onPress, kind = 'plain', busy, disabled, icon, label, className }: Props) {
  const waiting = Boolean(busy);
  const off = disabled === true || waiting;
  return (
    <View
      className={classes('button', `button--${kind}`, off && 'button--off', className)}
      {...pressable(onPress, { disabled: off, ...(label ? { label } : {}) })}
    >
      {waiting && <View className="button__ring" />}
      {icon && !waiting && <Icon name={icon} />}
      <View className="button__words">{busy || children}</View>
    </View>
  );
}
