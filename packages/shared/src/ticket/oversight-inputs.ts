/** What the acts around the work carry: followers, requests to the tier above, objections, supervision, appeals. */
import * as z from 'zod';
import { requiredWords, words } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import { answerToResident, choices, maybeWriting, org, photos, voice, when, writing } from './form-inputs.ts';

const reason = (title: string, placeholder = '') => writing(title, LIMITS.reason, placeholder);
const line = (title: string, max: number, placeholder = '') =>
  requiredWords(max).meta({ title, widget: 'line', maxLength: max, placeholder });
const option = (title: string, optionsFrom: string, missing: string) =>
  z.string({ error: missing }).min(1, missing).max(LIMITS.orgId).meta({ title, widget: 'choice', optionsFrom });
const assisting = z
  .array(org('协办单位', 'departments'))
  .max(LIMITS.assistingOrgs)
  .default([])
  .meta({ title: '协办单位', widget: 'orgs', optionsFrom: 'departments' });

export const OVERSIGHT_INPUTS = {
  join: z.strictObject({
    text: words(LIMITS.words).default('').meta({ title: '您那里的情况', widget: 'text', maxLength: LIMITS.words }),
    voice: voice('语音'),
    photos: photos('照片'),
  }),
  leave: z.strictObject({}),
  merge: z.strictObject({
    target: line('并到哪一件', 24, '工单编号，如 LD20261120-0001'),
    answer: answerToResident('比如：和另一件是同一个问题，合在一起办理'),
  }),
  absorb: z.strictObject({}),
  study: z.strictObject({ reason: reason('为什么再研究') }),
  uphold: z.strictObject({ reason: reason('维持派单的理由') }),
  decide: z.strictObject({
    lead: org('牵头单位', 'departments'),
    assisting,
    difficulty: option('难度', 'difficulties', '请选择难度'),
    reason: reason('裁定理由'),
  }),
  'decide.street': z.strictObject({ reason: reason('裁定理由') }),
  set_difficulty: z.strictObject({ difficulty: option('难度', 'difficulties', '请选择难度'), reason: reason('原因') }),
  request_due: z.strictObject({ until: when('建议的期限'), reason: reason('为什么特别难办') }),
  approve_due: z.strictObject({
    dueAt: when('办结期限'),
    answer: answerToResident('把政策和为什么需要这些时间说清楚'),
  }),
  request_extension: z.strictObject({ until: when('申请延到'), reason: reason('延期原因') }),
  approve_extension: z.strictObject({ dueAt: when('新的期限'), note: maybeWriting('意见', LIMITS.reason) }),
  refuse_request: z.strictObject({ reason: reason('不同意的原因') }),
  suspend: z.strictObject({
    reason: reason('挂账原因'),
    dueAt: when('复核日期'),
    answer: answerToResident('说明为什么现在办不了、什么时候再研究'),
  }),
  resume: z.strictObject({ answer: answerToResident('比如：条件已经具备，现在恢复办理') }),
  supervise: z.strictObject({ reason: reason('督办原因') }),
  'supervise.visit': z.strictObject({
    at: when('到现场的时间', false),
    place: line('地点', LIMITS.address),
    text: writing('现场情况', LIMITS.words),
    photos: photos('现场照片'),
  }),
  'supervise.plan': z.strictObject({
    cause: z.enum(['complex', 'subjective'], { error: '请选择原因' }).meta({
      title: '进度慢的原因',
      widget: 'choice',
      choices: choices({ complex: '问题复杂', subjective: '主观原因' }),
    }),
    analysis: reason('原因分析'),
    measures: writing('措施', LIMITS.words, '怎么办、谁来办、分几步'),
    dueAt: when('新的期限'),
    lead: org('牵头单位', 'partsAtWork')
      .optional()
      .meta({ title: '牵头单位', widget: 'org', optionsFrom: 'partsAtWork' }),
  }),
  'supervise.follow': z.strictObject({ text: writing('督查情况', LIMITS.words), photos: photos('照片') }),
  interview: z.strictObject({
    at: when('约谈时间', false),
    head: line('约谈对象', LIMITS.shortText, '单位和职务'),
    text: writing('约谈记录', LIMITS.words),
  }),
  'supervise.close': z.strictObject({ text: writing('督办结果', LIMITS.words) }),
  appeal: z.strictObject({ reason: reason('申诉理由', '说明哪里与事实不符，有什么依据') }),
  'appeal.decide': z.strictObject({
    decision: z
      .enum(['accept', 'refuse'], { error: '请选择' })
      .meta({ title: '裁定', widget: 'choice', choices: choices({ accept: '采纳，不计入统计', refuse: '维持评价' }) }),
    reason: reason('裁定理由'),
  }),
} as const;
