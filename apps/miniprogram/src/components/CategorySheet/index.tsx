import type { Named } from '@liudan/shared/contract';
import type { DistrictView } from '@liudan/shared/district/contract';
import { View } from '@tarojs/components';
import { Chips } from '../Chips/index.tsx';
import { Sheet } from '../Sheet/index.tsx';
import './index.scss';

interface Props {
  open: boolean;
  district: DistrictView;
  chosen: Named | null;
  onChoose: (category: Named | null) => void;
  onClose: () => void;
}

/** The kind of problem, if the person wants to say it: the community decides it anyway. */
export function CategorySheet({ open, district, chosen, onChoose, onClose }: Props) {
  const leaves = district.categories.flatMap((root) => root.leaves);
  const choose = ([id]: string[]) => {
    const leaf = leaves.find((one) => one.id === id);
    onChoose(leaf ? { id: leaf.id, name: leaf.name } : null);
    if (leaf) onClose();
  };
  return (
    <Sheet open={open} title="是哪一类问题？" onClose={onClose}>
      <View className="kinds__note">不知道就不选，社区会分好类。</View>
      {district.categories.map((root) => (
        <View key={root.id} className="kinds__group">
          <View className="kinds__heading">{root.name}</View>
          <Chips
            label={root.name}
            choices={root.leaves.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={chosen ? [chosen.id] : []}
            onChange={choose}
            single
          />
        </View>
      ))}
    </Sheet>
  );
}
