import { ListRow } from '@/components/ListRow/index.tsx';
import { choosePlaceFor } from '@/services/placing.ts';
import type { DraftPlace } from '@/services/report.ts';

interface Props {
  place: DraftPlace | null;
  problem: string | undefined;
  onChoose: (place: DraftPlace) => void;
}

/** Where a code hangs, on the map. */
export function PinRow({ place, problem, onChoose }: Props) {
  const pinned = place !== null && place.lng !== null;
  return (
    <ListRow
      icon="map-pin"
      title="地图上的位置"
      note={problem ?? (pinned ? '已标好，点这里可以改' : '可不标；标了以后，上报时会带上')}
      onPress={() => choosePlaceFor({ place, address: '', use: onChoose })}
    />
  );
}
