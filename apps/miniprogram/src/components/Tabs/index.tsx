import { ScrollView, View } from '@tarojs/components';
import { pressable, spoken } from '@/a11y.ts';
import { classes } from '../classes.ts';
import './index.scss';

interface TabItem {
  key: string;
  label: string;
  /** Shown behind the label; null while it is not known. */
  count?: number | null;
}

interface Props {
  items: readonly TabItem[];
  current: string;
  onChange: (key: string) => void;
  label: string;
}

export function Tabs({ items, current, onChange, label }: Props) {
  return (
    <ScrollView className="tabs" scrollX enhanced showScrollbar={false}>
      <View className="tabs__list" {...spoken({ role: 'tablist', label })}>
        {items.map(({ key, label: words, count }) => {
          const shown = count === undefined || count === null ? '' : ` ${count}`;
          return (
            <View
              key={key}
              className={classes('tabs__tab', key === current && 'tabs__tab--on')}
              {...pressable(() => onChange(key), {
                role: 'tab',
                selected: key === current,
                label: `${words}${shown && `，${count} 件`}`,
              })}
            >
              {words}
              {shown}
            </View>
          );
        })}
      </View>
    </ScrollView>
  );
}
