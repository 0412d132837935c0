import { DECISION_WORDS } from '@liudan/shared/meeting/words';
import type { NextAction } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';

interface Props {
  /** The acts of the meeting in the order of their keys. */
  acts: readonly string[];
  nextActions: readonly NextAction[];
  several: boolean;
  onRoute: (action: NextAction) => void;
  onStep: (by: 1 | -1) => void;
}

/** The ways to decide, always in their places so that the hand learns them; what is not possible now is off. */
export function Routes({ acts, nextActions, several, onRoute, onStep }: Props) {
  return (
    <View className="study-routes">
      <View className="study-routes__ways" {...spoken({ role: 'group', label: '怎么办' })}>
        {acts.map((act, at) => {
          const action = nextActions.find((next) => next.action === act);
          const words = DECISION_WORDS[act] ?? act;
          return (
            <Button
              key={act}
              className="study-routes__way"
              kind={action?.primary ? 'primary' : 'plain'}
              disabled={!action}
              onPress={() => action && onRoute(action)}
              label={`${at + 1} ${words}`}
            >
              {words}
            </Button>
          );
        })}
      </View>
      <View className="study-routes__steps">
        <Button kind="quiet" disabled={!several} onPress={() => onStep(-1)}>
          上一件
        </Button>
        <Button kind="quiet" disabled={!several} onPress={() => onStep(1)}>
          跳过，看下一件
        </Button>
      </View>
    </View>
  );
}
