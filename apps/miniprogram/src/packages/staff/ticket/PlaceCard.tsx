import type { Named } from '@liudan/shared/contract';
import type { TicketView } from '@liudan/shared/ticket/contract';
import { Card } from '@/components/Card/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
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
  const sure = [grid?.name, accuracyMetres === null ? null : `误差约 ${Math.round(accuracyMetres)} 米`];
  return (
    <Card title="位置" className="place-card">
      {pinned && !isH5 && <PlaceMap lng={lng} lat={lat} name={where ?? '反映的位置'} />}
      <ListRow
        icon="map-pin"
        title={where ?? '已标注位置'}
        note={sure.filter(Boolean).join(' · ') || null}
        aside="复制"
        onPress={() => void copy(where ?? `${lat},${lng}`)}
        label={`复制地址：${where ?? '坐标'}`}
      />
    </Card>
  );
}
