import { View } from '@tarojs/components';
import { isH5 } from '@/services/platform.ts';
import { type Outline, OutlineMap } from './OutlineMap.tsx';
import type { LngLat } from './project.ts';
import { WechatMap } from './WechatMap.tsx';
import './index.scss';

export type { LngLat };

interface Props {
  /** GCJ-02. */
  point: LngLat | null;
  onPoint: (point: LngLat) => void;
  /** Where to begin without a point. */
  centre: LngLat;
  /** What H5 draws in place of a map. */
  outlines: readonly Outline[];
}

/** A place to be corrected by hand: on WeChat's map, or on H5 on the outlines of the grids. */
export function PinMap({ point, onPoint, centre, outlines }: Props) {
  return (
    <View className="pinmap">
      {isH5 ? (
        <OutlineMap outlines={outlines} point={point} onPoint={onPoint} />
      ) : (
        <WechatMap point={point ?? centre} onPoint={onPoint} />
      )}
    </View>
  );
}
