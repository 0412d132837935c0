import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { type ReactNode, useEffect } from 'react';
import { spoken } from '@/a11y.ts';
import type { CallTarget } from '@/services/calling.ts';
import { growBars } from '@/services/platform.ts';
import { useTextSize } from '@/services/settings.ts';
import { useOnline } from '@/services/useOnline.ts';
import { CallWorker } from '../CallWorker/index.tsx';
import { classes } from '../classes.ts';
import { Icon } from '../Icon/index.tsx';
import './index.scss';

interface Props {
  children: ReactNode;
  /** What stands fixed at the bottom, within the thumb's reach: the page's one primary button. */
  bar?: ReactNode;
  /** A person to call, at the left of the bar or alone in one: about this place, or the reader's own (`true`). */
  call?: CallTarget | true;
  className?: string;
}

/** The outer frame of every page: text size, safe areas, the bar at the bottom, and a word when the network is gone. */
export function Page({ children, bar, call, className }: Props) {
  const { className: textSize, large } = useTextSize();
  const online = useOnline();
  useEffect(() => growBars(large), [large]);
  return (
    <View className={classes('frame', textSize, bar || call ? 'frame--barred' : '', className)}>
      {!online && (
        <View className="frame__offline" {...spoken({ role: 'status', live: 'polite' })}>
          <Icon name="wifi-off" size="small" />
          <View>没有网络。填写的内容会保存在手机里。</View>
        </View>
      )}
      <View className="frame__body">{children}</View>
      {(bar || call) && (
        <View className="frame__bar">
          {call && <CallWorker wide={!bar} {...(call === true ? {} : { about: call })} />}
          {bar}
        </View>
      )}
    </View>
  );
}

/** Pulling down asks again. The page's config must say `enablePullDownRefresh`. */
export function usePullToRefresh(reload: () => Promise<unknown>): void {
  usePullDownRefresh(() => {
    void reload().finally(() => Taro.stopPullDownRefresh());
  });
}
