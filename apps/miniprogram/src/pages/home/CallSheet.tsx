import type { CommunityView } from '@liudan/shared/district/contract';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { useRoleWords } from '@/services/district.ts';
import { call } from '@/services/platform.ts';

interface Props {
  open: boolean;
  about: CommunityView | null;
  districtPhone: string | null;
  onClose: () => void;
}

/** Whom to call: the grid workers of the community, its office, the district's line. */
export function CallSheet({ open, about, districtPhone, onClose }: Props) {
  const gridWorker = useRoleWords('grid_worker');
  const workers = about?.grids.flatMap((grid) => grid.workers.map((worker) => ({ ...worker, grid }))) ?? [];
  return (
    <Sheet open={open} title="打电话" onClose={onClose}>
      {workers.map(
        ({ name, phone, grid }) =>
          phone && (
            <ListRow
              key={`${grid.id}-${name}`}
              icon="phone"
              title={name}
              note={`${grid.name} ${gridWorker}`}
              onPress={() => void call(phone)}
            />
          ),
      )}
      {about?.phone && (
        <ListRow icon="phone" title={about.name} note={about.phone} onPress={() => void call(about.phone ?? '')} />
      )}
      {districtPhone && (
        <ListRow icon="phone" title="服务热线" note={districtPhone} onPress={() => void call(districtPhone)} />
      )}
    </Sheet>
  );
}
