import { Switch, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { pressable, spoken } from '@/a11y.ts';
import type { FormField, Value } from '@/components/ActionForm/form.ts';
import { WhenField } from '@/components/ActionForm/WhenField.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { Field, FieldFrame } from '@/components/Field/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { SegmentedFaces } from '@/components/SegmentedFaces/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { ContactField } from './ContactField.tsx';
import { chosenWords, contactOf, offeredOptions, withReadyText } from './model.ts';
import { PhotosField } from './PhotosField.tsx';
import type { ActForm } from './useActForm.ts';

interface Props {
  field: FormField;
  form: ActForm;
  photoBytes: number;
  /** Opens the list to choose from. */
  onPick: () => void;
}

/** So many choices still stand side by side; more of them open a list with a search. */
const FEW = 6;

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const listOf = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? [value] : [];

/** A star where something must be given; nothing where the form has begun with a choice. */
const titleOf = ({ label, required, initial }: FormField): string => {
  if (required) return `${label} *`;
  return typeof initial === 'string' ? label : `${label} · 可不填`;
};

/** One field of an act, by its widget. */
export function ActField(props: Props) {
  const { field, form } = props;
  const { name, label, widget } = field;
  const problem = form.wrong[name];
  const title = titleOf(field);
  if (widget === 'line')
    return (
      <Field
        label={title}
        value={textOf(form.values[name])}
        onChange={(value) => form.set(name, value)}
        placeholder={field.placeholder}
        maxLength={field.max}
        problem={problem}
      />
    );
  if (widget === 'flag')
    return <Flag label={label} on={form.values[name] === true} onChange={(on) => form.set(name, on)} />;
  if (widget === 'chips' && offeredOptions(field, form.fields, form.values).length === 0) return null;
  return (
    <FieldFrame label={title} problem={widget === 'text' ? undefined : problem}>
      {drawn(props)}
    </FieldFrame>
  );
}

function drawn({ field, form, photoBytes, onPick }: Props): ReactNode {
  const { name, label, widget, max } = field;
  const value = form.values[name];
  const set = (next: Value) => form.set(name, next);
  switch (widget) {
    case 'text':
      return <Words field={field} form={form} />;
    case 'photos':
      return (
        <PhotosField
          items={form.photos[name] ?? []}
          max={max}
          bytes={photoBytes}
          onChange={(items) => form.setPhotos(name, items)}
        />
      );
    case 'when':
      return <WhenField label={label} value={textOf(value)} onChange={set} past={field.past} />;
    case 'score':
      return <SegmentedFaces options={field.options} chosen={textOf(value) || null} onChange={set} />;
    case 'contact':
      return <ContactField value={contactOf(value)} onChange={set} />;
    default:
      return <Choice field={field} form={form} onPick={onPick} />;
  }
}

function Choice({ field, form, onPick }: Omit<Props, 'photoBytes'>) {
  const { name, label, widget, max } = field;
  const several = widget === 'chips' || widget === 'orgs';
  const options = offeredOptions(field, form.fields, form.values);
  const chosen = listOf(form.values[name]);
  if (widget !== 'category' && options.length <= FEW)
    return (
      <Chips
        label={label}
        choices={options}
        chosen={chosen}
        onChange={(values) => form.set(name, several ? values : (values[0] ?? null))}
        single={!several}
        {...(several ? { max } : {})}
      />
    );
  const words = chosenWords(options, chosen);
  return (
    <View className="act-pick" {...pressable(onPick, { label: `${label}，${words || `请选择${label}`}，点一下选择` })}>
      <View className={words ? 'act-pick__words' : 'act-pick__words act-pick__words--none'}>
        {words || `请选择${label}`}
      </View>
      <Icon name="chevron-right" size="small" />
    </View>
  );
}

/** Ready answers above the text: a tap puts one in, where it can be changed. */
function Words({ field, form }: { field: FormField; form: ActForm }) {
  const { name, label, placeholder, max, templates } = field;
  const written = textOf(form.values[name]);
  return (
    <>
      <TextArea
        label={label}
        value={written}
        onChange={(value) => form.set(name, value)}
        placeholder={placeholder}
        max={max}
        problem={form.wrong[name]}
      />
      {templates.length > 0 && (
        <View className="act-ready" {...spoken({ role: 'group', label: '常用语，点一下填入' })}>
          {templates.map((ready) => (
            <View
              key={ready}
              className="act-ready__text"
              {...pressable(() => form.set(name, withReadyText(written, ready, max)), { label: `填入：${ready}` })}
            >
              <Icon name="plus" size="small" />
              <View>{ready}</View>
            </View>
          ))}
        </View>
      )}
    </>
  );
}

function Flag({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <View className="act-flag">
      <View className="act-flag__words">
        <View>{label}</View>
        <View className="act-flag__note">{on ? '居民看不到这一条' : '居民看得到这一条'}</View>
      </View>
      <Switch
        checked={on}
        color="var(--brand)"
        {...spoken({ label })}
        onChange={(event) => onChange(event.detail.value)}
      />
    </View>
  );
}
