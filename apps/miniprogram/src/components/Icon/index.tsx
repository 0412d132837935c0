import { View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import { classes } from '../classes.ts';
import type { IconName } from './names.ts';
import './index.scss';

interface Props {
  name: IconName;
  /** Beside words: `small` 32, `medium` 40; alone: `large` 56, `huge` 96 (rpx, growing with the text). */
  size?: 'small' | 'medium' | 'large' | 'huge';
  className?: string;
}

/** A line picture in the colour of the text around it. Silent: the words beside it, or its button's name, say what it means. */
export function Icon({ name, size = 'medium', className }: Props) {
  return (
    <View className={classes('icon', `icon--${size}`, `icon--${name}`, className)} {...spoken({ hidden: true })} />
  );
}
