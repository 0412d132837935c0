import { View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import { Button } from '../Button/index.tsx';
import './index.scss';

interface Props {
  more: 'idle' | 'loading' | 'end';
  count: number;
  onMore: () => void;
}

/** Below a paged list: more is on its way, can be asked for, or there is no more. */
export function ListEnd({ more, count, onMore }: Props) {
  if (count === 0) return null;
  if (more === 'end') return count > 5 ? <View className="listend">没有更多了</View> : null;
  return (
    <View className="listend" {...spoken({ live: 'polite' })}>
      {more === 'loading' ? (
        '正在加载…'
      ) : (
        <Button kind="quiet" onPress={onMore}>
          加载更多
        </Button>
      )}
    </View>
  );
}
