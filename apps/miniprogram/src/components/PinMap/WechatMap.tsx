import { Map as PlaceMap, View } from '@tarojs/components';
import { useRef } from 'react';
import { spoken } from '@/a11y.ts';
import { mapCentre } from '@/services/platform.ts';
import { Icon } from '../Icon/index.tsx';
import type { LngLat } from './project.ts';

interface Props {
  point: LngLat;
  onPoint: (point: LngLat) => void;
}

const MAP_ID = 'place-map';

/** WeChat's map: the pin stands still in the middle, the map moves under it. */
export function WechatMap({ point, onPoint }: Props) {
  // The map is told where to be only when that doesn't come from its own moving: else it would jump back under the finger.
  const shown = useRef<LngLat>(point);
  const moved = useRef<LngLat>(point);
  if (moved.current[0] !== point[0] || moved.current[1] !== point[1]) {
    shown.current = point;
    moved.current = point;
  }
  const settle = async () => {
    const centre = await mapCentre(MAP_ID);
    if (centre === null) return;
    moved.current = centre;
    onPoint(centre);
  };
  return (
    <View className="pinmap__wechat">
      <PlaceMap
        id={MAP_ID}
        className="pinmap__map"
        longitude={shown.current[0]}
        latitude={shown.current[1]}
        scale={17}
        showLocation
        onError={() => undefined}
        onRegionChange={(event) => {
          // Base libraries tell the end of a move in two ways.
          const { type, causedBy } = event as unknown as { type?: string; causedBy?: string };
          const detail = (event.detail ?? {}) as { type?: string; causedBy?: string };
          const ended = type === 'end' || detail.type === 'end';
          if (ended && (causedBy ?? detail.causedBy) !== 'update') void settle();
        }}
      />
      <View className="pinmap__middle" {...spoken({ hidden: true })}>
        <Icon name="map-pin" size="huge" />
      </View>
    </View>
  );
}
