import { View } from '@tarojs/components';
import { pressable } from '@/a11y.ts';

export interface TileOf {
  key: string;
  words: string;
  count: number;
  onPress: () => void;
}

/** Numbers beside each other; each opens its tickets. */
export function Tiles({ tiles }: { tiles: readonly TileOf[] }) {
  return (
    <View className="tiles">
      {tiles.map(({ key, words, count, onPress }) => (
        <View key={key} className="tiles__tile" {...pressable(onPress, { disabled: count === 0 })}>
          <View className="tiles__count">{count}</View>
          <View className="tiles__words">{words}</View>
        </View>
      ))}
    </View>
  );
}
