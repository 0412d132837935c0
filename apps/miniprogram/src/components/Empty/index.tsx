import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from '../Icon/index.tsx';
import type { IconName } from '../Icon/names.ts';
import './index.scss';

interface Props {
  icon?: IconName;
  title: string;
  words?: string;
  /** What can be done about it. */
  children?: ReactNode;
}

export function Empty({ icon = 'inbox', title, words, children }: Props) {
  return (
    <View className="empty">
      <Icon name={icon} size="huge" className="empty__icon" />
      <View className="empty__title">{title}</View>
      {words && <View className="empty__words">{words}</View>}
      {children && <View className="empty__act">{children}</View>}
    </View>
  );
}
