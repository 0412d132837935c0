import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { type ReactNode, useEffect, useState } from 'react';
import { spoken } from '@/a11y.ts';
import { growBars, isOnline, onOnlineChange } from '@/services/platform.ts';
import { useTextSize } from '@/services/settings.ts';
import { classes } from '../classes.ts';
import { Icon } from '../Icon/index.tsx';
import './index.scss';

interface Props {
  children: ReactNode;
  /** What stands fixed at the bottom, within the thumb's reach: the page's one primary button. */
  bar?: ReactNode;
  className?: string;
}

/** The outer frame of every page: text size, safe areas, the bar at the bottom, and a word when the network is gone. */
export function Page({ children, bar, className }: Props) {
  const { className: textSize, large } = useTextSize();
  const [online, setOnline] = useState(true);
  useEffect(() => growBars(large), [large]);
  useEffect(() => {
    void isOnline().then(setOnline);
    return onOnlineChange(setOnline);
  }, []);
  return (
    <View className={classes('frame', textSize, bar ? 'frame--barred' : '', className)}>
      {!online && (
        <View className="frame__offline" {...spoken({ role: 'status', live: 'polite' })}>
          <Icon name="wifi-off" size="small" />
          <View>没有网络。填写的内容会保存在手机里。</View>
        </View>
      )}
      <View className="frame__body">{children}</View>
      {bar && <View className="frame__bar">{bar}</View>}
    </View>
  );
}

/** Pulling down asks again. The page's config must say `enablePullDownRefresh`. */
export function usePullToRefresh(reload: () => Promise<unknown>): void {
  usePullDownRefresh(() => {
    void reload().finally(() => Taro.stopPullDownRefresh());
  });
}
