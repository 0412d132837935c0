import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { pressable, spoken } from '@/a11y.ts';
import { Chips } from '../Chips/index.tsx';
import { Field, FieldFrame } from '../Field/index.tsx';
import { TextArea } from '../TextArea/index.tsx';
import { Toggle } from '../Toggle/index.tsx';
import { type FormField, grouped, type Value } from './form.ts';
import { PhotosField } from './PhotosField.tsx';
import { VoiceField, voiceUnder } from './VoiceField.tsx';

interface Props {
  field: FormField;
  value: Value;
  onChange: (value: Value) => void;
  problem: string | undefined;
  /** The key under which photos on their way are kept. */
  keptUnder: string;
  photoBytes: number;
}

const text = (value: Value): string => (typeof value === 'string' ? value : '');
const list = (value: Value): string[] => (Array.isArray(value) ? value : []);
const one = (value: Value): string[] => (typeof value === 'string' && value ? [value] : []);

/** One field of a resident's act, by its widget. Staff's forms have more and draw their own. */
export function FieldView(props: Props) {
  const { field, value, onChange, problem } = props;
  const { label, max, placeholder, options, widget } = field;
  if (widget === 'line') {
    return (
      <Field
        label={label}
        value={text(value)}
        onChange={onChange}
        placeholder={placeholder}
        maxLength={max}
        problem={problem}
      />
    );
  }
  if (widget === 'flag') return <Toggle label={label} on={value === true} onChange={onChange} />;
  return (
    <FieldFrame label={field.required ? label : `${label}（可不填）`} problem={widget === 'text' ? undefined : problem}>
      {drawn(props, options)}
    </FieldFrame>
  );
}

function drawn(
  { field, value, onChange, problem, keptUnder, photoBytes }: Props,
  options: FormField['options'],
): ReactNode {
  const { label, max, placeholder, widget, templates } = field;
  switch (widget) {
    case 'text':
      return (
        <>
          <TextArea
            label={label}
            value={text(value)}
            onChange={onChange}
            placeholder={placeholder}
            max={max}
            problem={problem}
          />
          <Templates texts={templates} onTake={onChange} />
        </>
      );
    case 'chips':
      return <Chips label={label} choices={options} chosen={list(value)} onChange={onChange} max={max} />;
    case 'voice':
      return <VoiceField keptUnder={voiceUnder(keptUnder)} />;
    case 'photos':
      return <PhotosField keptUnder={keptUnder} max={max} bytes={photoBytes} onChange={onChange} />;
    default:
      return grouped(options).map(({ group, options: members }) => (
        <View key={group} className="act__group">
          {group && <View className="act__heading">{group}</View>}
          <Chips
            label={group || label}
            choices={members}
            chosen={one(value)}
            onChange={([chosen]) => onChange(chosen ?? null)}
            single
          />
        </View>
      ));
  }
}

/** Ready texts: a tap puts one in the field, where it can be changed. */
function Templates({ texts, onTake }: { texts: readonly string[]; onTake: (text: string) => void }) {
  if (texts.length === 0) return null;
  return (
    <View className="act__templates" {...spoken({ role: 'group', label: '常用语' })}>
      {texts.map((words) => (
        <View key={words} className="act__template" {...pressable(() => onTake(words), { label: `填入：${words}` })}>
          {words}
        </View>
      ))}
    </View>
  );
}
