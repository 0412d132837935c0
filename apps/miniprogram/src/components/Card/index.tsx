import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { pressable, spoken } from '@/a11y.ts';
import { classes } from '../classes.ts';
import './index.scss';

interface Props {
  children: ReactNode;
  title?: ReactNode;
  /** Stands at the right of the title: a count, a link. */
  aside?: ReactNode;
  onPress?: () => void;
  className?: string;
}

export function Card({ children, title, aside, onPress, className }: Props) {
  const press = onPress ? pressable(onPress) : {};
  return (
    <View className={classes('card', onPress && 'card--press', className)} {...press}>
      {(title || aside) && (
        <View className="card__head">
          <View className="card__title" {...spoken({ role: 'heading' })}>
            {title}
          </View>
          {aside && <View className="card__aside">{aside}</View>}
        </View>
      )}
      {children}
    </View>
  );
}
