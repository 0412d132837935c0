import type { Light as LightName } from '@liudan/shared/ticket/status';
import { View } from '@tarojs/components';
import { classes } from '../classes.ts';
import './index.scss';

/** How a deadline stands. The words say it; the colour only repeats them. */
export function Light({ light, words }: { light: LightName | null; words: string | null }) {
  if (light === null || words === null) return null;
  return (
    <View className={classes('light', `light--${light}`)}>
      <View className="light__dot" />
      <View>{words}</View>
    </View>
  );
}
