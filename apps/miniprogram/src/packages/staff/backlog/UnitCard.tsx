import type { Backlog } from '@liudan/shared/stats/contract';
import type { Light as LightName } from '@liudan/shared/ticket/status';
import { View } from '@tarojs/components';
import { Card } from '@/components/Card/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { agoWords } from '@/services/when.ts';
import { LIGHT_WORDS } from '../inbox/filter.ts';

/** The worst first. */
const ORDER: readonly LightName[] = ['red', 'yellow', 'green', 'paused'];

/** One unit: how much is open there, how old and how late. */
export function UnitCard({ unit, onPress }: { unit: Backlog['units'][number]; onPress: () => void }) {
  const { org, open, bands, lights, oldestAt } = unit;
  return (
    <Card title={org.name} aside={`${open} 件`} onPress={onPress}>
      <View className="unit__lights">
        {ORDER.map((light) => {
          const count = lights.find((one) => one.light === light)?.count ?? 0;
          return count > 0 ? <Light key={light} light={light} words={`${LIGHT_WORDS[light]} ${count} 件`} /> : null;
        })}
      </View>
      <View className="unit__bands">
        {bands.map(({ age, words, count }) => (
          <View key={age} className="unit__band">
            <View className="unit__count">{count}</View>
            <View className="unit__words">{words}</View>
          </View>
        ))}
      </View>
      <View className="unit__oldest">最早的一件：{agoWords(oldestAt, Date.now())}反映</View>
    </Card>
  );
}
