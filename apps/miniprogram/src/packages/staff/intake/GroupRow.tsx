import { useState } from 'react';
import { Chips } from '@/components/Chips/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { useDistrict } from '@/services/district.ts';
import { changeIntake, type IntakeDraft } from './draft.ts';

/** The residents' group it was said in: of the place's community, or any where no place is chosen yet. */
export function GroupRow({ draft: { group, place } }: { draft: IntakeDraft }) {
  const { district } = useDistrict();
  const [open, setOpen] = useState(false);
  const communities = (district?.streets ?? [])
    .flatMap((street) => street.communities)
    .filter(({ id, groups }) => groups.length > 0 && (!place?.community || place.community.id === id));
  if (communities.length === 0 && group === null) return null;
  const choose = ([id]: string[]) => {
    const found = communities.flatMap(({ groups }) => groups).find((one) => one.id === id);
    changeIntake({ group: found ? { id: found.id, name: found.name } : null });
    if (found) setOpen(false);
  };
  return (
    <>
      <ListRow icon="users" title="所在小组" aside={group?.name ?? '可不选'} onPress={() => setOpen(true)} />
      <Sheet open={open} title="所在小组" onClose={() => setOpen(false)}>
        {communities.map(({ id, name, groups }) => (
          <Chips
            key={id}
            label={name}
            choices={groups.map((one) => ({ value: one.id, label: one.name }))}
            chosen={group ? [group.id] : []}
            onChange={choose}
            single
          />
        ))}
      </Sheet>
    </>
  );
}
