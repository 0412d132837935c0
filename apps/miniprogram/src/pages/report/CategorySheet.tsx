import type { DistrictView } from '@liudan/shared/district/contract';
import { View } from '@tarojs/components';
import { Chips } from '@/components/Chips/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { changeDraft, useDraft } from '@/services/draft.ts';

/** The kind of problem, if the person wants to say it: the community decides it anyway. */
export function CategorySheet({
  open,
  district,
  onClose,
}: {
  open: boolean;
  district: DistrictView;
  onClose: () => void;
}) {
  const { draft } = useDraft();
  const leaves = district.categories.flatMap((root) => root.leaves);
  const choose = ([id]: string[]) => {
    const leaf = leaves.find((one) => one.id === id);
    changeDraft({ category: leaf ? { id: leaf.id, name: leaf.name } : null });
    if (leaf) onClose();
  };
  return (
    <Sheet open={open} title="是哪一类问题？" onClose={onClose}>
      <View className="report__note">不知道就不选，研判时会分好类。</View>
      {district.categories.map((root) => (
        <View key={root.id} className="report__group">
          <View className="report__heading">{root.name}</View>
          <Chips
            label={root.name}
            choices={root.leaves.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={draft.category ? [draft.category.id] : []}
            onChange={choose}
            single
          />
        </View>
      ))}
    </Sheet>
  );
}
