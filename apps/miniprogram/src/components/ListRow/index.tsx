import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { pressable } from '@/a11y.ts';
import { classes } from '../classes.ts';
import { Icon } from '../Icon/index.tsx';
import type { IconName } from '../Icon/names.ts';
import './index.scss';

interface Props {
  title: ReactNode;
  note?: ReactNode;
  /** At the right end: a value, a tag. */
  aside?: ReactNode;
  icon?: IconName;
  onPress?: () => void;
  /** Read aloud instead of title and note, where they alone say too little. */
  label?: string;
}

/** One line of a list inside a card. */
export function ListRow({ title, note, aside, icon, onPress, label }: Props) {
  return (
    <View
      className={classes('row', onPress && 'row--press')}
      {...(onPress ? pressable(onPress, label ? { label } : {}) : {})}
    >
      {icon && <Icon name={icon} className="row__icon" />}
      <View className="row__words">
        <View className="row__title">{title}</View>
        {note && <View className="row__note">{note}</View>}
      </View>
      {aside && <View className="row__aside">{aside}</View>}
      {onPress && <Icon name="chevron-right" size="small" className="row__more" />}
    </View>
  );
}
