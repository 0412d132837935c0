import { View, Map as WechatMap } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { pressable } from '@/a11y.ts';
import { Icon } from '@/components/Icon/index.tsx';

interface Props {
  /** GCJ-02, the system of WeChat's map. */
  lng: number;
  lat: number;
  name: string;
}

const STREET = 16;

/** A still map with the place in its middle; a tap opens WeChat's own, which leads there. */
export function PlaceMap({ lng, lat, name }: Props) {
  const lead = () => {
    Taro.openLocation({ longitude: lng, latitude: lat, name, scale: STREET }).catch(() => undefined);
  };
  return (
    <View className="place-card__map">
      <WechatMap
        className="place-card__picture"
        longitude={lng}
        latitude={lat}
        scale={STREET}
        enableScroll={false}
        enableZoom={false}
        onError={() => undefined}
      />
      <View className="place-card__pin" {...pressable(lead, { label: `在地图上打开：${name}` })}>
        <Icon name="map-pin" size="large" />
      </View>
    </View>
  );
}
