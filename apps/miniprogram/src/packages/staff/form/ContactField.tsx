import { View } from '@tarojs/components';
import type { Contact } from '@/components/ActionForm/form.ts';
import { WhenField } from '@/components/ActionForm/WhenField.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { Field, FieldFrame } from '@/components/Field/index.tsx';

const WAYS: { value: Contact['by']; label: string }[] = [
  { value: 'phone', label: '电话' },
  { value: 'visit', label: '上门' },
];
const NOTE_MAX = 200;

interface Props {
  value: Contact | null;
  onChange: (contact: Contact | null) => void;
}

/** How and when the resident was reached: the evidence behind a score that somebody else enters. */
export function ContactField({ value, onChange }: Props) {
  const choose = (by: string | undefined) => {
    const way = WAYS.find((one) => one.value === by)?.value;
    onChange(way ? { at: new Date().toISOString(), ...value, by: way } : null);
  };
  // No view around them: WeChat's templates go only so deep, and the pickers stand at the bottom of a sheet.
  return (
    <>
      <Chips label="回访方式" choices={WAYS} chosen={value ? [value.by] : []} onChange={([by]) => choose(by)} single />
      {value && (
        <View className="act-contact">
          <FieldFrame label="什么时候联系的 *">
            <WhenField label="联系时间" value={value.at} onChange={(at) => onChange({ ...value, at })} past />
          </FieldFrame>
          <Field
            label="联系情况 · 可不填"
            value={value.note ?? ''}
            onChange={(note) => onChange({ ...value, note })}
            placeholder="比如：本人接听，确认已修好"
            maxLength={NOTE_MAX}
          />
        </View>
      )}
    </>
  );
}
