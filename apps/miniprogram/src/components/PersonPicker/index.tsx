import { View } from '@tarojs/components';
import { pressable, spoken } from '@/a11y.ts';
import { classes } from '../classes.ts';
import { Icon } from '../Icon/index.tsx';
import './index.scss';

export interface PersonRow {
  id: string;
  name: string;
  note?: string;
}

interface Props {
  people: readonly PersonRow[];
  chosen: string | null;
  onChange: (id: string) => void;
  label: string;
}

/** People (or units) one below the other, one to be chosen. The first character of the name stands in for a portrait. */
export function PersonPicker({ people, chosen, onChange, label }: Props) {
  return (
    <View className="people" {...spoken({ role: 'radiogroup', label })}>
      {people.map(({ id, name, note }) => (
        <View
          key={id}
          className={classes('people__row', id === chosen && 'people__row--on')}
          {...pressable(() => onChange(id), {
            role: 'radio',
            checked: id === chosen,
            label: note ? `${name}，${note}` : name,
          })}
        >
          <View className="people__mark">{name.slice(0, 1)}</View>
          <View className="people__words">
            <View className="people__name">{name}</View>
            {note && <View className="people__note">{note}</View>}
          </View>
          {id === chosen && <Icon name="check" className="people__check" />}
        </View>
      ))}
    </View>
  );
}
