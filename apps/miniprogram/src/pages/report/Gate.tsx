import { View } from '@tarojs/components';
import { pressable } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { goTo, routes } from '@/routes.ts';

const USES = [
  { icon: 'camera', words: '您拍的照片和录音，让办事的人看清楚、听明白' },
  { icon: 'map-pin', words: '问题的位置，好找到负责的网格' },
  { icon: 'phone', words: '您的电话（可不填），用于核实和回访' },
] as const;

/** Before the first photo, place, recording or number: what they are for, once per version of the notice. */
export function Gate({ onAgree }: { onAgree: () => void }) {
  return (
    <Page
      call
      bar={
        <Button kind="primary" onPress={onAgree}>
          同意并继续
        </Button>
      }
    >
      <Card title="反映问题会用到">
        {USES.map(({ icon, words }) => (
          <View key={icon} className="gate__use">
            <Icon name={icon} />
            <View>{words}</View>
          </View>
        ))}
        <View className="gate__note">只用于办理您反映的事。不给照片和位置也能上报：用文字说明、手动选位置就行。</View>
        <View
          className="gate__link"
          {...pressable(() => goTo(routes.privacy), { role: 'link', label: '阅读隐私说明' })}
        >
          《隐私说明》
        </View>
      </Card>
    </Page>
  );
}
