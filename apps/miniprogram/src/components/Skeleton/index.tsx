import { View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import './index.scss';

/** Grey shapes while the first answer is on its way: a few cards of a few lines. */
export function Skeleton({ cards = 3, lines = 3 }: { cards?: number; lines?: number }) {
  const rows = Array.from({ length: lines }, (_, row) => `line-${row}`);
  const shapes = Array.from({ length: cards }, (_, card) => `card-${card}`);
  return (
    <View className="skeleton" {...spoken({ role: 'status', label: '正在加载' })}>
      {shapes.map((card) => (
        <View key={card} className="skeleton__card">
          {rows.map((line) => (
            <View key={line} className="skeleton__line" />
          ))}
        </View>
      ))}
    </View>
  );
}
