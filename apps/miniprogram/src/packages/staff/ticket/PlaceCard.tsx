import type { Named } from '@liudan/shared/contract';
import type { TicketView } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { copy, isH5 } from '@/services/platform.ts';
import { PlaceMap } from './PlaceMap.tsx';

interface Props {
  place: TicketView['ticket']['place'];
  grid: Named | null;
}

/** Where it is: on WeChat's map, from where one can be led there; in a browser the words, to copy into a map. */
export function PlaceCard({ place: { lng, lat, accuracyMetres, address }, grid }: Props) {
  const pinned = lng !== null && lat !== null;
  const where = address ?? grid?.name ?? null;
  if (where === null && !pinned) return null;
  return (
    <Card title="位置">
      {pinned && !isH5 && <PlaceMap lng={lng} lat={lat} name={where ?? '反映的位置'} />}
      <View className="place-row">
        <View className="place-row__words">
          <View>{where ?? '已在地图上标注'}</View>
          {grid && grid.name !== where && <View className="place-row__note">{grid.name}</View>}
          {pinned && (
            <View className="place-row__note">
              {accuracyMetres === null ? '地图选点' : `手机定位，误差约 ${Math.round(accuracyMetres)} 米`}
            </View>
          )}
        </View>
        <Button kind="quiet" onPress={() => void copy(where ?? `${lat},${lng}`)} label="复制地址">
          复制
        </Button>
      </View>
    </Card>
  );
}
