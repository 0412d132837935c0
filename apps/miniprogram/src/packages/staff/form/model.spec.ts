import type { NextAction } from '@liudan/shared/ticket/contract';
import { inputSchemaOf } from '@liudan/shared/ticket/inputs';
import type { ActionId } from '@liudan/shared/ticket/row';
import { type FormField, fieldsOf } from '../../../components/ActionForm/form.ts';
import {
  byField,
  chosenWords,
  offeredOptions,
  problemsIn,
  problemsWords,
  residentReads,
  searched,
  startValues,
  withReadyText,
  withValue,
} from './model.ts';

const DEPARTMENTS = [
  { value: 'urban', label: '城管局' },
  { value: 'water', label: '水务公司' },
  { value: 'power', label: '供电公司' },
];

const fieldsFor = (action: ActionId, options: NextAction['options'] = {}): FormField[] =>
  fieldsOf({
    action,
    label: '',
    hint: '',
    primary: false,
    danger: false,
    input: inputSchemaOf(action),
    options,
    templates: {},
  });
const fresh = { category: null, grade: null };
const NEXT_CLOSE = '2026-11-25T09:30:00.000Z';

describe('a form begins', () => {
  it('with what is known of the ticket, where the form offers it', () => {
    const options = { category: [{ value: 'lamp', label: '路灯', group: '基础建设' }] };
    const fields = fieldsFor('triage.handle', options);
    const ticket = { category: { id: 'lamp', name: '路灯' }, grade: 'deferred' as const };
    expect(startValues(fields, ticket)).toMatchObject({ category: 'lamp', grade: 'deferred', answer: null });
    const gone = { category: { id: 'old', name: '旧分类' }, grade: null };
    expect(startValues(fields, gone)).toMatchObject({ category: null, grade: null });
  });
  it('with the time the server proposes, and with none where it proposes none', () => {
    const fields = fieldsFor('take').map((field) =>
      field.name === 'dueAt' ? { ...field, initial: NEXT_CLOSE } : field,
    );
    expect(startValues(fields, fresh)).toMatchObject({ dueAt: NEXT_CLOSE });
    expect(startValues(fieldsFor('explain'), fresh)).toMatchObject({ visitedAt: null });
    expect(fieldsFor('explain').find(({ name }) => name === 'visitedAt')).toMatchObject({ past: true });
  });
});

describe('choices', () => {
  const fields = fieldsFor('dispatch', { lead: DEPARTMENTS, assisting: DEPARTMENTS });
  const assisting = fields.find(({ name }) => name === 'assisting') as FormField;

  it('do not offer the lead unit as its own assistant', () => {
    expect(offeredOptions(assisting, fields, { lead: 'urban' }).map(({ value }) => value)).toEqual(['water', 'power']);
  });
  it('are taken back when they are no longer offered', () => {
    const values = { ...startValues(fields, fresh), assisting: ['urban', 'water'] };
    expect(withValue(fields, values, 'lead', 'urban')).toMatchObject({ lead: 'urban', assisting: ['water'] });
  });
  it('are the reasons of the chosen score alone', () => {
    const tags = [
      { value: '处理及时', label: '处理及时', group: 'satisfied' },
      { value: '没有解决', label: '没有解决', group: 'dissatisfied' },
    ];
    const rating = fieldsFor('rate', { tags });
    const field = rating.find(({ name }) => name === 'tags') as FormField;
    expect(offeredOptions(field, rating, { score: null })).toEqual([]);
    expect(offeredOptions(field, rating, { score: 'satisfied' })).toEqual([{ value: '处理及时', label: '处理及时' }]);
    expect(withValue(rating, { score: 'satisfied', tags: ['处理及时'] }, 'score', 'dissatisfied').tags).toEqual([]);
  });
  it('can be searched by name and by heading', () => {
    const options = [
      { value: 'lamp', label: '路灯照明', group: '基础建设类' },
      { value: 'noise', label: '噪声扰民', group: '生态环境类' },
    ];
    expect(searched(options, ' 路灯 ').map(({ value }) => value)).toEqual(['lamp']);
    expect(searched(options, '生态').map(({ value }) => value)).toEqual(['noise']);
    expect(searched(options, '').length).toBe(2);
  });
  it('are said in the order they are offered', () => {
    expect(chosenWords(DEPARTMENTS, ['power', 'urban'])).toBe('城管局、供电公司');
  });
});

describe('what is wrong', () => {
  it('is said at each field and once for all', () => {
    const fields = fieldsFor('triage.handle');
    const problems = problemsIn(fields, startValues(fields, fresh), {});
    expect(Object.keys(problems)).toEqual(['grade', 'category', 'answer']);
    expect(problemsWords(fields, problems)).toBe('请先填好研判分档等 3 项');
    expect(problemsWords(fields, { answer: '请填写给居民的答复' })).toBe('请先填好给居民的答复');
  });
  it('is a photo that has not arrived', () => {
    const fields = fieldsFor('record');
    const photo = { key: 'a', path: 'x', percent: 30, mediaId: null, problem: null };
    const values = { ...startValues(fields, fresh), text: '到过现场' };
    expect(problemsIn(fields, values, { photos: [{ ...photo, state: 'sending' }] }).photos).toContain('还在上传');
    expect(problemsIn(fields, values, { photos: [{ ...photo, state: 'failed' }] }).photos).toContain('没传上');
    expect(problemsIn(fields, values, { photos: [{ ...photo, state: 'sent', mediaId: 'm' }] })).toEqual({});
  });
  it('goes to the whole field when the server names a part of it', () => {
    expect(byField({ 'contact.at': '请选择时间', 'contact.by': '请选择方式', answer: '请填写' })).toEqual({
      contact: '请选择时间',
      answer: '请填写',
    });
  });
});

describe('ready texts', () => {
  it('go behind what is written, once, and never past the limit', () => {
    expect(withReadyText('', '已到现场查看。', 100)).toBe('已到现场查看。');
    expect(withReadyText('您好', '已到现场查看。', 100)).toBe('您好。已到现场查看。');
    expect(withReadyText('已到现场查看。', '已到现场查看。', 100)).toBe('已到现场查看。');
    expect(withReadyText('您好', '已到现场查看。', 5)).toBe('您好');
  });
});

it('knows which words reach the resident', () => {
  expect(residentReads(fieldsFor('accept'), { answer: ' 明天上午到 ' })).toBe('明天上午到');
  expect(residentReads(fieldsFor('ask'), { question: null })).toBe('');
  expect(residentReads(fieldsFor('send_back'), { reason: '不归我们' })).toBeNull();
});
