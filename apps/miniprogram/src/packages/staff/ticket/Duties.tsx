import type { ClockView, PartView } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { Card } from '@/components/Card/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { dateWords } from '@/services/when.ts';

interface Props {
  clocks: readonly ClockView[];
  parts: readonly PartView[];
}

/** Who has to do what until when: the running clocks with their rules, and the units a dispatch named. */
export function Duties({ clocks, parts }: Props) {
  if (clocks.length === 0 && parts.length === 0) return null;
  return (
    <>
      {clocks.length > 0 && (
        <Card title="时限">
          {clocks.map((clock) => (
            <Clock key={clock.id} clock={clock} />
          ))}
        </Card>
      )}
      {parts.length > 0 && (
        <Card title="承办单位">
          {parts.map(({ id, org, kind, stateWords, state }) => (
            <View key={id} className="duty">
              <View className="duty__top">
                <View className="duty__name">{org.name}</View>
                <Tag tone={kind === 'lead' ? 'brand' : 'grey'}>{kind === 'lead' ? '牵头' : '协办'}</Tag>
                <View className={state === 'done' ? 'duty__state duty__state--done' : 'duty__state'}>{stateWords}</View>
              </View>
            </View>
          ))}
        </Card>
      )}
    </>
  );
}

function Clock({ clock: { words, org, dueAt, light, dueWords, rule, edition, provisional } }: { clock: ClockView }) {
  return (
    <View className="duty">
      <View className="duty__top">
        <View className="duty__name">{[words, org?.name].filter(Boolean).join(' · ')}</View>
        <Light light={light} words={dueWords} />
      </View>
      <View className="duty__note">
        规定：{rule}
        {edition && `（${edition} 版）`} · 最晚 {dateWords(dueAt, Date.now())}
      </View>
      {provisional && <View className="duty__note">暂定：下一年的放假安排公布后，这个时间可能会变。</View>}
    </View>
  );
}
