import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { isH5 } from './platform.ts';

/**
 * The first `step` items, and soon after all of them. What WeChat's two halves hand over at once should stay below 20 kB,
 * and a full list is more; a browser has no such bridge.
 */
export function useGradually<T>(items: readonly T[], step: number): T[] {
  const [shown, setShown] = useState(step);
  const count = items.length;
  useEffect(() => {
    if (count === 0) setShown(step);
    // The next ones wait until the last have arrived, or Taro would hand them over together.
    else if (!isH5 && shown < count) Taro.nextTick(() => setShown((was) => was + step));
  }, [shown, count, step]);
  return isH5 ? [...items] : items.slice(0, shown);
}
