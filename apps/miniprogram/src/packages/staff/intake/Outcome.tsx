import { LIMITS } from '@liudan/shared/limits';
import { VISIT_OUTCOME_WORDS, VISIT_OUTCOMES, type VisitOutcome } from '@liudan/shared/visit/rules';
import { Picker, View } from '@tarojs/components';
import { pressable } from '@/a11y.ts';
import { Card } from '@/components/Card/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { FieldFrame } from '@/components/Field/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { shanghaiDay } from '@/services/when.ts';
import { changeIntake, type IntakeDraft } from './draft.ts';
import type { Lacking } from './form.ts';

const LABELS: Readonly<Record<VisitOutcome, string>> = { ...VISIT_OUTCOME_WORDS, order: '转为工单' };
const CHOICES = (['order', 'answered', 'follow_up'] as const satisfies readonly (typeof VISIT_OUTCOMES)[number][]).map(
  (value) => ({ value, label: LABELS[value] }),
);

/** What comes of a contact that the ledger keeps. */
export function Outcome({ draft, wrong }: { draft: IntakeDraft; wrong: Lacking }) {
  const { outcome, answer, followUpOn } = draft;
  const choose = ([value]: string[]) => {
    const chosen = CHOICES.find((one) => one.value === value);
    if (chosen) changeIntake({ outcome: chosen.value });
  };
  return (
    <Card title="怎么处理">
      <Chips label="怎么处理" choices={CHOICES} chosen={[outcome]} onChange={choose} single />
      {outcome === 'answered' && (
        <View className="intake__below">
          <TextArea
            label="当场怎么答复的"
            placeholder="当场怎么答复的……"
            value={answer}
            onChange={(words) => changeIntake({ answer: words })}
            max={LIMITS.answer}
            problem={wrong.answer}
          />
        </View>
      )}
      {outcome === 'follow_up' && (
        <View className="intake__below">
          <FieldFrame label="哪天前跟进" problem={wrong.followUpOn}>
            <Picker
              mode="date"
              value={followUpOn || shanghaiDay(Date.now()).day}
              start={shanghaiDay(Date.now()).day}
              onChange={(event) => changeIntake({ followUpOn: event.detail.value })}
            >
              <View
                className="intake__day"
                {...pressable(() => undefined, { label: `哪天前跟进，${followUpOn || '请选择'}` })}
              >
                <View>{followUpOn || '请选择日期'}</View>
                <Icon name="chevron-down" size="small" />
              </View>
            </Picker>
          </FieldFrame>
        </View>
      )}
    </Card>
  );
}
