import { View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import { classes } from '../classes.ts';
import './index.scss';

interface Step {
  key: string;
  label: string;
  state: 'done' | 'now' | 'ahead' | 'skipped';
}

interface Props {
  steps: readonly Step[];
  /** Read aloud in place of the picture: 「第 3 步，共 6 步：街道跟单」. */
  words: string;
}

/** The six orders 点 报 跟 接 督 评 as a line: filled where the ticket has been, ringed where it is, hollow ahead, dashed where it skipped. */
export function SixDots({ steps, words }: Props) {
  return (
    <View className="six" {...spoken({ role: 'img', label: words })}>
      {steps.map(({ key, label, state }) => (
        <View key={key} className={classes('six__step', `six__step--${state}`)} {...spoken({ hidden: true })}>
          <View className="six__dot" />
          <View className="six__label">{label}</View>
        </View>
      ))}
    </View>
  );
}
