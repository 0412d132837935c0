import type { Score } from '@liudan/shared/ticket/status';
import { SCORE_WORDS, SCORES } from '@liudan/shared/ticket/status';
import { View } from '@tarojs/components';
import { pressable, spoken } from '@/a11y.ts';
import { classes } from '../classes.ts';
import './index.scss';

interface Props {
  chosen: Score | null;
  onChange: (score: Score) => void;
}

/** Three big faces with words: 满意 一般 不满意. None is chosen beforehand. */
export function SegmentedFaces({ chosen, onChange }: Props) {
  return (
    <View className="faces" {...spoken({ role: 'radiogroup', label: '您对办理结果' })}>
      {SCORES.map((score) => (
        <View
          key={score}
          className={classes('faces__face', score === chosen && 'faces__face--on')}
          {...pressable(() => onChange(score), { role: 'radio', checked: score === chosen, label: SCORE_WORDS[score] })}
        >
          <View className={classes('faces__picture', `faces__picture--${score}`)} />
          <View className="faces__words">{SCORE_WORDS[score]}</View>
        </View>
      ))}
    </View>
  );
}
