import type { NextAction } from '@liudan/shared/ticket/contract';
import { inputSchemaOf } from '@liudan/shared/ticket/inputs';
import type { ActionId } from '@liudan/shared/ticket/row';
import { bodyOf, fieldsOf, grouped, initialValues, missingIn } from './form.ts';

const act = (action: ActionId, part: Partial<NextAction> = {}): NextAction => ({
  action,
  label: '',
  hint: '',
  primary: false,
  danger: false,
  input: inputSchemaOf(action),
  options: {},
  templates: {},
  ...part,
});

it('draws what the journey asks for, in its order', () => {
  const fields = fieldsOf(act('supplement'));
  expect(fields.map(({ name, label, widget, required }) => [name, label, widget, required])).toEqual([
    ['text', '补充的情况', 'text', false],
    ['voice', '语音', 'voice', false],
    ['photos', '照片', 'photos', false],
  ]);
});

it('begins with what the schema has as default', () => {
  const fields = fieldsOf(act('record'));
  expect(initialValues(fields)).toEqual({ kind: 'progress', text: null, photos: [], internal: false });
  expect(fields[0]?.options.map(({ label }) => label)).toEqual(['进展', '现场查看', '电话', '会议']);
});

it('takes choices and ready texts of the ticket', () => {
  const options = { person: [{ value: 'w1', label: '王小明（网格员）' }] };
  const [person] = fieldsOf(act('assign', { options, templates: { note: ['请今天去看'] } }));
  expect(person).toMatchObject({ widget: 'person', required: true, options: options.person });
});

it('says what is missing in the words of its field', () => {
  const fields = fieldsOf(act('triage.handle'));
  expect(missingIn(fields, { ...initialValues(fields), answer: '  ' })).toEqual({
    grade: '请选择研判分档',
    category: '请选择分类',
    answer: '请填写给居民的答复',
  });
});

it('sends trimmed words and leaves out what is empty', () => {
  const fields = fieldsOf(act('supplement'));
  expect(bodyOf(fields, { text: ' 又亮了 ', photos: [] })).toEqual({ text: '又亮了' });
});

it('keeps a flag that is off', () => {
  const fields = fieldsOf(act('record'));
  expect(bodyOf(fields, { ...initialValues(fields), text: '到过现场' })).toMatchObject({ internal: false });
});

it('puts options under their headings', () => {
  const options = [
    { value: 'a', label: '路灯', group: '基础建设' },
    { value: 'b', label: '垃圾', group: '生态环境' },
    { value: 'c', label: '井盖', group: '基础建设' },
  ];
  expect(grouped(options).map(({ group, options: of }) => [group, of.length])).toEqual([
    ['基础建设', 2],
    ['生态环境', 1],
  ]);
});
