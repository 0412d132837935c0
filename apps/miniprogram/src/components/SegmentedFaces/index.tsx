import type { NextAction } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { pressable, spoken } from '@/a11y.ts';
import { classes } from '../classes.ts';
import './index.scss';

export type FaceOption = Pick<NextAction['options'][string][number], 'value' | 'label' | 'face'>;

interface Props {
  /** The grades of the district, the best first. */
  options: readonly FaceOption[];
  /** The value of one of them. */
  chosen: string | null;
  onChange: (grade: string) => void;
}

/** So many faces stand side by side with their words; more of them stand below each other. */
const ABREAST = 3;

/** Big faces with words, one for each grade of the district's scale. None is chosen beforehand. */
export function SegmentedFaces({ options, chosen, onChange }: Props) {
  return (
    <View
      className={classes('faces', options.length > ABREAST && 'faces--many')}
      {...spoken({ role: 'radiogroup', label: '您对办理结果' })}
    >
      {options.map(({ value, label, face }) => (
        <View
          key={value}
          className={classes('faces__face', value === chosen && 'faces__face--on')}
          {...pressable(() => onChange(value), { role: 'radio', checked: value === chosen, label })}
        >
          <View className={classes('faces__picture', `faces__picture--${face ?? 'fair'}`)} />
          <View className="faces__words">{label}</View>
        </View>
      ))}
    </View>
  );
}
