import { useDidShow } from '@tarojs/taro';
import { useRef } from 'react';

/** Runs when the page comes back into view; the first time its own requests are on their way already. */
export function useShownAgain(back: () => void): void {
  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current) back();
    shown.current = true;
  });
}
