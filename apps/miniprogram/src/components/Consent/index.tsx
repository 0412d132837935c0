import { View } from '@tarojs/components';
import { pressable } from '@/a11y.ts';
import { goTo, routes } from '@/routes.ts';
import { classes } from '../classes.ts';
import { Icon } from '../Icon/index.tsx';
import './index.scss';

interface Props {
  agreed: boolean;
  onChange: (agreed: boolean) => void;
  wrong: boolean;
}

/** Agreement to the privacy notice: never ticked beforehand, asked once per version. */
export function Consent({ agreed, onChange, wrong }: Props) {
  return (
    <View className={classes('consent', wrong && 'consent--wrong')}>
      <View
        className="consent__tick"
        {...pressable(() => onChange(!agreed), { role: 'checkbox', checked: agreed, label: '我已阅读并同意隐私说明' })}
      >
        <View className={classes('consent__box', agreed && 'consent__box--on')}>
          {agreed && <Icon name="check" size="small" />}
        </View>
        <View>我已阅读并同意</View>
      </View>
      <View
        className="consent__link"
        {...pressable(() => goTo(routes.privacy), { role: 'link', label: '阅读隐私说明' })}
      >
        《隐私说明》
      </View>
    </View>
  );
}
