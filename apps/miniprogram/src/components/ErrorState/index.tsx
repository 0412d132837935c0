import { View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import type { Problem } from '@/services/problem.ts';
import { Button } from '../Button/index.tsx';
import { Icon } from '../Icon/index.tsx';
import './index.scss';

interface Props {
  problem: Problem;
  /** What is safe meanwhile, such as 「您填写的内容已保存在手机里。」. */
  kept?: string;
  onRetry?: () => void;
  /** A line above what is still shown, rather than a whole page. */
  inline?: boolean;
}

/** A page that could not be read holds nothing anybody wrote. */
const NOTHING_WRITTEN = /您填写的内容已保留[，。]/;

/** What happened, what was kept, and the next step. */
export function ErrorState({ problem, kept, onRetry, inline }: Props) {
  return (
    <View className={inline ? 'failed failed--inline' : 'failed'} {...spoken({ role: 'alert' })}>
      <Icon
        name={problem.offline ? 'wifi-off' : 'circle-alert'}
        size={inline ? 'medium' : 'huge'}
        className="failed__icon"
      />
      <View className="failed__words">
        <View>{inline ? problem.message : problem.message.replace(NOTHING_WRITTEN, '')}</View>
        {kept && <View className="failed__kept">{kept}</View>}
        {problem.requestId && problem.status >= 500 && !inline && (
          <View className="failed__kept">问题编号 {problem.requestId}</View>
        )}
      </View>
      {onRetry && (
        <Button className="failed__retry" kind={inline ? 'quiet' : 'plain'} icon="rotate-cw" onPress={onRetry}>
          再试一次
        </Button>
      )}
    </View>
  );
}
