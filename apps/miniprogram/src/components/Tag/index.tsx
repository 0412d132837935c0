import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import './index.scss';

/** A short word about something. Never a deadline: that is a Light. */
export function Tag({ children, tone = 'grey' }: { children: ReactNode; tone?: 'grey' | 'brand' | 'red' }) {
  return <View className={classes('tag', `tag--${tone}`)}>{children}</View>;
}
