/**
 * What each act must carry: one schema per row of the journey that takes input.
 *
 * The server checks with it, OpenAPI shows it, and `nextActions` sends it as JSON Schema so that clients draw forms from it.
 * `title` is the label, `widget` the control; `optionsFrom` names where the choices of this ticket come from.
 */
import * as z from 'zod';
import { orgId, requiredWords, SAYS_NOTHING, saysSomething, words } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import { answerToResident, choices, maybeWriting, org, photos, voice, when, writing } from './form-inputs.ts';
import { OVERSIGHT_INPUTS } from './oversight-inputs.ts';
import type { ActionId } from './row.ts';
import { GRADE_WORDS } from './status.ts';

const category = z
  .string({ error: '请选择分类' })
  .min(1, '请选择分类')
  .max(LIMITS.orgId)
  .meta({ title: '分类', widget: 'category', optionsFrom: 'categories' });
const grade = z.enum(['urgent', 'deferred'], { error: '请选择急办或缓办' }).meta({
  title: '研判分档',
  widget: 'choice',
  choices: choices({ urgent: GRADE_WORDS.urgent, deferred: GRADE_WORDS.deferred }),
});
/** Without one it begins as the catalogue has it for the category. */
const difficulty = z
  .string({ error: '请选择难度' })
  .max(LIMITS.orgId)
  .optional()
  .meta({ title: '难度', widget: 'choice', optionsFrom: 'difficulties' });

/** How the resident was asked, and when; it is the evidence behind a score somebody else entered, and behind none. */
const contact = z
  .strictObject(
    {
      by: z.enum(['phone', 'visit'], { error: '请选择电话或上门' }),
      at: z.iso.datetime({ offset: true, error: '请选择时间' }),
      note: words(LIMITS.reason).optional(),
    },
    { error: (issue) => (issue.input === undefined ? '请填写回访方式和时间' : undefined) },
  )
  .meta({ title: '回访方式', widget: 'contact' });

export const INPUTS: Readonly<Record<ActionId, z.ZodObject>> = {
  ...OVERSIGHT_INPUTS,
  submit: z.strictObject({}),
  supplement: z
    .strictObject({
      text: words(LIMITS.words)
        .default('')
        .meta({ title: '补充的情况', widget: 'text', maxLength: LIMITS.words, placeholder: '请说说还有什么情况' }),
      voice: voice('语音'),
      photos: photos('照片'),
    })
    .refine(saysSomething, SAYS_NOTHING),
  withdraw: z.strictObject({
    reason: writing('撤单原因', LIMITS.reason, '比如：问题已经解决').meta({ widget: 'text', suggestFrom: 'withdraw' }),
  }),
  'triage.handle': z.strictObject({ grade, category, answer: answerToResident('比如：我们今天下午到现场查看') }),
  'triage.report_up': z.strictObject({
    grade,
    category,
    reason: writing('社区办不了的原因', LIMITS.reason),
    answer: answerToResident('比如：这件事需要街道协调，已报街道'),
  }),
  'triage.direct': z.strictObject({ grade, category, answer: answerToResident('比如：已转给主管部门办理') }),
  route: z.strictObject({
    to: z
      .enum(['community', 'street'], { error: '请选择交给谁' })
      .meta({ title: '交给', widget: 'choice', choices: choices({ community: '社区', street: '街道' }) }),
    grade: grade.optional(),
    category: category.optional(),
    note: maybeWriting('交代几句', LIMITS.reason),
  }),
  'triage.unreasonable': z.strictObject({
    code: z
      .string({ error: '请选择理由' })
      .min(1, '请选择理由')
      .max(LIMITS.shortText)
      .meta({ title: '不合理的理由', widget: 'choice', optionsFrom: 'unreasonableReasons' }),
    category,
    policy: writing('依据的政策', LIMITS.reason, '写明文件和条款'),
    note: maybeWriting('情况说明', LIMITS.reason),
  }),
  'explain.confirm': z.strictObject({ note: maybeWriting('复核意见', LIMITS.reason) }),
  'explain.refuse': z.strictObject({ reason: writing('不同意的原因', LIMITS.reason) }),
  explain: z.strictObject({
    visitedAt: when('上门时间', false),
    companion: z
      .string({ error: '请选择人员' })
      .min(1, '请选择人员')
      .max(60)
      .meta({ title: '一起上门的街道人员', widget: 'person', optionsFrom: 'streetPeople' }),
    understood: z
      .enum(['yes', 'no'], { error: '请选择居民是否理解' })
      .meta({ title: '居民是否理解', widget: 'choice', choices: choices({ yes: '理解', no: '不理解' }) }),
    answer: answerToResident('把解释的政策和理由写清楚'),
    photos: photos('照片'),
  }),
  review: z.strictObject({ reason: writing('为什么不认可', LIMITS.reason) }),
  transfer: z.strictObject({
    answer: answerToResident('说明属于哪个法定途径、到哪里办').meta({ suggestFrom: 'legalRoute' }),
  }),
  assign: z.strictObject({
    person: z
      .string({ error: '请选择人员' })
      .min(1, '请选择人员')
      .max(60)
      .meta({ title: '指派给', widget: 'person', optionsFrom: 'staff' }),
    note: maybeWriting('交代几句', LIMITS.reason),
  }),
  sign: z.strictObject({}),
  send_back: z.strictObject({ reason: writing('退回原因', LIMITS.reason).meta({ suggestFrom: 'return' }) }),
  take: z.strictObject({
    leader: z
      .string({ error: '请选择责任领导' })
      .min(1, '请选择责任领导')
      .max(60)
      .meta({ title: '责任领导', widget: 'person', optionsFrom: 'leaders' }),
    section: requiredWords(LIMITS.shortText).meta({ title: '责任科室', widget: 'line', maxLength: LIMITS.shortText }),
    dueAt: when('办结期限'),
    answer: answerToResident('比如：由街道城管办处理，本周五前办好'),
  }),
  dispatch: z.strictObject({
    lead: org('牵头单位', 'departments'),
    assisting: z
      .array(orgId)
      .max(LIMITS.assistingOrgs)
      .default([])
      .meta({ title: '协办单位', widget: 'orgs', optionsFrom: 'departments' }),
    difficulty,
    grade: grade.optional(),
    category: category.optional(),
    note: maybeWriting('派单说明（会议研究情况）', LIMITS.reason),
  }),
  accept: z.strictObject({ answer: answerToResident('比如：已收到，明天上午派人到现场') }),
  return: z.strictObject({
    reason: writing('退单原因', LIMITS.reason).meta({ suggestFrom: 'return' }),
    competent: org('应由谁承办', 'others')
      .optional()
      .meta({ title: '应由谁承办', widget: 'org', optionsFrom: 'others' }),
  }),
  record: z.strictObject({
    kind: z
      .enum(['progress', 'site_visit', 'call', 'meeting'])
      .default('progress')
      .meta({
        title: '记录类型',
        widget: 'choice',
        choices: choices({ progress: '进展', site_visit: '现场查看', call: '电话', meeting: '会议' }),
      }),
    text: writing('内容', LIMITS.words),
    photos: photos('照片'),
    internal: z.boolean().default(false).meta({ title: '仅工作人员可见', widget: 'flag' }),
  }),
  'part.finish': z.strictObject({ answer: answerToResident('说明协办部分做了什么'), photos: photos('照片') }),
  'part.withdraw': z.strictObject({
    part: org('撤回哪个协办单位', 'assisting'),
    reason: writing('原因', LIMITS.reason),
  }),
  ask: z.strictObject({ question: writing('问居民什么', LIMITS.reason, '比如：请问具体是几号楼几单元？') }),
  resolve: z.strictObject({ answer: answerToResident('说明做了什么、结果怎样'), photos: photos('办理后的照片') }),
  rate: z.strictObject({
    score: z
      .string({ error: '请选择评价' })
      .max(LIMITS.orgId)
      .meta({ title: '评价', widget: 'score', optionsFrom: 'scale' }),
    tags: z
      .array(words(20))
      .max(LIMITS.tags)
      .default([])
      .meta({ title: '原因', widget: 'chips', optionsFrom: 'ratingTags' }),
    text: maybeWriting('想说的话', LIMITS.reason),
    contact: contact.optional().meta({ title: '回访方式', widget: 'contact' }),
  }),
  attempt: z.strictObject({ contact, note: maybeWriting('情况', LIMITS.reason, '比如：两次无人接听') }),
  'screen.hold': z.strictObject({}),
  'screen.show': z.strictObject({}),
  'screen.hide': z.strictObject({ reason: writing('原因（反映人会看到）', LIMITS.reason) }),
  resume_clock: z.strictObject({}),
  close_unrated: z.strictObject({}),
  warn: z.strictObject({}),
  expire: z.strictObject({}),
  recompute: z.strictObject({}),
};

/** What people may ask for; the acts of the clock are not among them. */
export const SYSTEM_ACTIONS: readonly ActionId[] = [
  'resume_clock',
  'warn',
  'expire',
  'recompute',
  'close_unrated',
  'screen.hold',
];

/** The form of an act, as JSON Schema of what is sent. */
export const inputSchemaOf = (action: ActionId): Record<string, unknown> => {
  const { $schema: _, ...schema } = z.toJSONSchema(INPUTS[action], { io: 'input', unrepresentable: 'any' });
  return schema;
};
