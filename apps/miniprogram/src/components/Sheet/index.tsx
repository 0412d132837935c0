import { ScrollView, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { pressable, spoken } from '@/a11y.ts';
import { Icon } from '../Icon/index.tsx';
import './index.scss';

interface Props {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** The sheet's one primary button. */
  bar?: ReactNode;
}

/** A half-screen sheet from below, for one question. What was typed in it belongs to its owner, so closing loses nothing. */
export function Sheet({ open, title, onClose, children, bar }: Props) {
  if (!open) return null;
  return (
    <View className="sheet" catchMove>
      <View className="sheet__veil" onClick={onClose} {...spoken({ hidden: true })} />
      <View className="sheet__panel" {...spoken({ role: 'dialog', label: title })}>
        <View className="sheet__head">
          <View className="sheet__title">{title}</View>
          <View className="sheet__close" {...pressable(onClose, { label: '关闭' })}>
            <Icon name="x" />
          </View>
        </View>
        <ScrollView className="sheet__body" scrollY>
          <View className="sheet__inner">{children}</View>
        </ScrollView>
        {bar && <View className="sheet__bar">{bar}</View>}
      </View>
    </View>
  );
}
