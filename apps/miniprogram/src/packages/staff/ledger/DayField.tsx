import { Picker, View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import { Icon } from '@/components/Icon/index.tsx';

interface Props {
  label: string;
  /** `2026-11-20`, or null. */
  value: string | null;
  onChange: (day: string) => void;
  start?: string;
  end?: string;
}

/** One day of the calendar. */
export function DayField({ label, value, onChange, start, end }: Props) {
  return (
    <Picker
      mode="date"
      value={value ?? end ?? start ?? ''}
      {...(start ? { start } : {})}
      {...(end ? { end } : {})}
      onChange={(event) => onChange(event.detail.value)}
    >
      <View className="ledger-day" {...spoken({ role: 'button', label: `${label}，${value ?? '未选'}` })}>
        <View className="ledger-day__label">{label}</View>
        <View>{value ?? '选日期'}</View>
        <Icon name="chevron-down" size="small" />
      </View>
    </Picker>
  );
}
