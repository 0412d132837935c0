/** What each act must carry: every act has a form, every field a label and a control, and nothing comes in that was not asked for. */
import { INPUT } from '../../../../test/support/rules.ts';
import { LIMITS } from '../limits.ts';
import { INPUTS, inputSchemaOf, SYSTEM_ACTIONS } from './inputs.ts';
import { ACTIONS, type ActionId } from './row.ts';

const PHOTO = '01JD0000000000000000000000';
/** Every form filled in as a client would; photos have real ids there. */
const filled = (action: ActionId): Record<string, unknown> => {
  if (SYSTEM_ACTIONS.includes(action) || action === 'submit') return {};
  // The server adds whom and what the names of the form stand for.
  const {
    personId: _,
    targetId: __,
    source: ___,
    people: ____,
    ...input
  }: Record<string, unknown> = {
    ...INPUT[action],
  };
  return input.photos === undefined ? input : { ...input, photos: [PHOTO] };
};
/** Field -> what is wrong with it; empty where the form is right. */
const wrong = (action: ActionId, input: unknown): Record<string, string> =>
  Object.fromEntries(
    (INPUTS[action].safeParse(input).error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]),
  );

interface Schema {
  type: string;
  properties: Record<string, Record<string, unknown>>;
  required?: string[];
  additionalProperties: boolean;
}
const schemaOf = (action: ActionId) => inputSchemaOf(action) as unknown as Schema;

const WIDGETS = [
  'line',
  'text',
  'choice',
  'chips',
  'category',
  'org',
  'orgs',
  'person',
  'when',
  'photos',
  'voice',
  'flag',
  'score',
  'contact',
];
const CHOICES = [
  'categories',
  'departments',
  'others',
  'assisting',
  'staff',
  'leaders',
  'ratingTags',
  'streetPeople',
  'unreasonableReasons',
  'partsAtWork',
  'difficulties',
  'scale',
];

describe.each(ACTIONS)('%s', (action) => {
  test('has a form that takes what it asks for and nothing else', () => {
    expect(wrong(action, filled(action))).toEqual({});
    for (const extra of ['state', 'holderOrg', 'personId', 'report', '__proto__x', 'version'])
      expect(INPUTS[action].safeParse({ ...filled(action), [extra]: 'x' }).success).toBe(false);
  });

  test('is drawn with a label and a control for each field', () => {
    const schema = schemaOf(action);
    expect([schema.type, schema.additionalProperties]).toEqual(['object', false]);
    for (const [name, property] of Object.entries(schema.properties)) {
      expect([name, property.title]).toEqual([name, expect.stringMatching(/^[\u4e00-\u9fff（）]+$/)]);
      expect(WIDGETS).toContain(property.widget);
      if (property.optionsFrom !== undefined) expect(CHOICES).toContain(property.optionsFrom);
      if (property.choices !== undefined)
        expect((property.choices as { value: string }[]).map(({ value }) => value)).toEqual(property.enum);
      if (property.widget === 'text') expect(property.maxLength).toEqual(expect.any(Number));
    }
  });

  test('says in Chinese what is missing', () => {
    const missing = wrong(action, {});
    const spoken = action === 'supplement' ? ['text'] : [];
    expect(Object.keys(missing).sort()).toEqual([...(schemaOf(action).required ?? []), ...spoken].sort());
    for (const [field, words] of Object.entries(missing))
      if (field !== 'lead' && field !== 'part') expect([field, words]).toEqual([field, expect.stringMatching(/^请/)]);
  });
});

test.each<[ActionId, string[]]>([
  ['withdraw', ['reason']],
  ['triage.handle', ['grade', 'category', 'answer']],
  ['triage.report_up', ['grade', 'category', 'reason', 'answer']],
  ['triage.direct', ['grade', 'category', 'answer']],
  ['assign', ['person']],
  ['send_back', ['reason']],
  ['take', ['leader', 'section', 'dueAt', 'answer']],
  ['dispatch', ['lead']],
  ['accept', ['answer']],
  ['return', ['reason']],
  ['record', ['text']],
  ['part.finish', ['answer']],
  ['part.withdraw', ['part', 'reason']],
  ['ask', ['question']],
  ['resolve', ['answer']],
  ['rate', ['score']],
])('%s asks for %j', (action, required) => expect(schemaOf(action).required).toEqual(required));

test('a supplement is written, or spoken', () => {
  expect(wrong('supplement', {})).toEqual({ text: '请填写' });
  const voice = '01KAQ0000000000000000000V1';
  expect(INPUTS.supplement.safeParse({ voice }).data).toEqual({ text: '', photos: [], voice });
});

describe('what people type', () => {
  const said = (text: unknown) => INPUTS.supplement.safeParse({ text }).data?.text;

  test('is kept: emoji, rare Han, line breaks', () => {
    for (const text of ['👨‍👩‍👧‍👦 👍🏽 🇨🇳', '𠮷𠀀㐂䶮龘', '第一行\n第二行\t三', 'é'])
      expect(said(text)).toBe(text.normalize('NFC'));
    expect(said('e\u0301')).toBe('é');
  });

  test('loses what deceives the eye or breaks a line of a file', () => {
    expect(said('甲\u0000乙\u0007丙\u009f丁\r\n戊')).toBe('甲乙丙丁\n戊');
    expect(said('安全\u202Eexe.gpj\u2066藏\u2069')).toBe('安全exe.gpj藏');
    expect(said('  两边  ')).toBe('两边');
  });

  test.each(['', '   ', '\n\t', '\u202e', '\u0000'])('%j is nothing: 请填写', (text) => {
    expect(wrong('supplement', { text })).toEqual({ text: '请填写' });
    expect(wrong('accept', { answer: text })).toEqual({ answer: '请填写' });
  });

  test.each([1, null, true, ['字'], { text: '字' }])('%j is no text', (text) => {
    expect(wrong('supplement', { text })).toEqual({ text: '要填写文字' });
  });

  test.each<[ActionId, string, number]>([
    ['supplement', 'text', LIMITS.words],
    ['withdraw', 'reason', LIMITS.reason],
    ['accept', 'answer', LIMITS.answer],
    ['take', 'section', LIMITS.shortText],
    ['assign', 'note', LIMITS.reason],
  ])('%s: %s holds %d signs and not one more', (action, field, max) => {
    expect(wrong(action, { ...filled(action), [field]: '字'.repeat(max) })).toEqual({});
    expect(wrong(action, { ...filled(action), [field]: '字'.repeat(max + 1) })).toEqual({
      [field]: `最多 ${max} 个字`,
    });
  });

  test('lists are as long as they may be', () => {
    const photos = (count: number) => wrong('record', { ...filled('record'), photos: Array(count).fill(PHOTO) });
    expect(photos(LIMITS.photosPerAct)).toEqual({});
    expect(photos(LIMITS.photosPerAct + 1)).toEqual({ photos: `最多 ${LIMITS.photosPerAct} 张照片` });
    expect(wrong('record', { ...filled('record'), photos: ['../../etc/passwd'] })).toEqual({
      'photos.0': '编号不正确',
    });
    const assisting = Array.from({ length: LIMITS.assistingOrgs + 1 }, (_, n) => `dept-${n}`);
    expect(Object.keys(wrong('dispatch', { ...filled('dispatch'), assisting }))).toEqual(['assisting']);
  });

  test.each(['triage.handle', 'triage.report_up', 'triage.direct'] as const)(
    '%s takes no grade it does not offer',
    (action) => {
      for (const grade of ['unreasonable', '', 'URGENT', undefined])
        expect(wrong(action, { ...filled(action), grade })).toEqual({ grade: '请选择急办或缓办' });
      for (const category of ['', undefined])
        expect(wrong(action, { ...filled(action), category })).toEqual({ category: '请选择分类' });
    },
  );

  test.each(['', 'tomorrow', '2026-12-04', '2026-12-04T17:30', 1_796_376_600_000])('%j is no date', (dueAt) => {
    expect(wrong('take', { ...filled('take'), dueAt })).toEqual({ dueAt: '请选择时间' });
  });

  test('a person, a leader and a score are chosen, not left empty', () => {
    expect(wrong('assign', { person: '' })).toEqual({ person: '请选择人员' });
    expect(wrong('take', { ...filled('take'), leader: '' })).toEqual({ leader: '请选择责任领导' });
    expect(wrong('rate', {})).toEqual({ score: '请选择评价' });
    expect(wrong('dispatch', { ...filled('dispatch'), difficulty: 3 })).toEqual({ difficulty: '请选择难度' });
  });

  test('what is left out is filled in', () => {
    expect(INPUTS.record.parse({ text: '好' })).toEqual({ kind: 'progress', text: '好', photos: [], internal: false });
    expect(INPUTS.dispatch.parse({ lead: 'dept-urban' })).toEqual({ lead: 'dept-urban', assisting: [] });
  });
});
