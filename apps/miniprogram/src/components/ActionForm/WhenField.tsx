import { Picker, View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import { useDistrict } from '@/services/district.ts';
import { dateWords, shanghaiDay, shanghaiInstant } from '@/services/when.ts';
import { Icon } from '../Icon/index.tsx';

interface Props {
  label: string;
  /** ISO 8601, or empty. */
  value: string;
  onChange: (at: string) => void;
  /** The earliest (or, for what has happened, the latest) is now. */
  past?: boolean;
}

/** A day and a time of day, in China's time. */
export function WhenField({ label, value, onChange, past }: Props) {
  const { district } = useDistrict();
  const now = Date.now();
  const { day, time } = shanghaiDay(value || now);
  const today = shanghaiDay(now).day;
  // A date ahead without a time ends with the office.
  const begins = value || past ? time : (district?.closesAt ?? time);
  const limit = past ? { end: today } : { start: today };
  return (
    <View className="act__when">
      <Picker
        mode="date"
        value={day}
        {...limit}
        onChange={(event) => onChange(shanghaiInstant(event.detail.value, begins))}
      >
        <View
          className="act__picker"
          {...spoken({ role: 'button', label: `${label}，${value ? `日期，${dateWords(value, now)}` : '选日期'}` })}
        >
          <Icon name="clock" size="small" />
          <View>{value ? dateWords(value, now).replace(/ \d\d:\d\d$/, '') : '选日期'}</View>
        </View>
      </Picker>
      {value && (
        <Picker mode="time" value={time} onChange={(event) => onChange(shanghaiInstant(day, event.detail.value))}>
          <View className="act__picker" {...spoken({ role: 'button', label: `${label}，时间，${time}` })}>
            {time}
          </View>
        </Picker>
      )}
    </View>
  );
}
