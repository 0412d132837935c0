import { View } from '@tarojs/components';
import { pressable, spoken } from '@/a11y.ts';
import { Icon } from '@/components/Icon/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';

interface Props {
  title: string;
  groups: readonly { heading: string | null; choices: readonly { value: string; label: string }[] }[];
  chosen: string;
  onChoose: (value: string) => void;
  onClose: () => void;
}

/** One of a list, which closes with the choice. */
export function ChooseSheet({ title, groups, chosen, onChoose, onClose }: Props) {
  return (
    <Sheet open title={title} onClose={onClose}>
      <View {...spoken({ role: 'radiogroup', label: title })}>
        {groups.map(({ heading, choices }) => (
          <View key={heading ?? ''}>
            {heading && <View className="choose__heading">{heading}</View>}
            {choices.map(({ value, label }) => (
              <View
                key={value}
                className="choose__row"
                {...pressable(() => onChoose(value), { role: 'radio', checked: value === chosen, label })}
              >
                <View className="choose__label">{label}</View>
                {value === chosen && <Icon name="check" />}
              </View>
            ))}
          </View>
        ))}
      </View>
    </Sheet>
  );
}
