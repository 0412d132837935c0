import { refuse } from '@liudan/shared/problem';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import * as z from 'zod';
import { ProblemError } from './problem.ts';

// What zod says itself is read by the person who typed, or by who writes a client: in Chinese, without the words of a programmer.
z.config({ customError: (issue) => wordsOf(issue) });

const KINDS: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '一组内容',
};

function wordsOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '请填写' : `格式不正确，应为${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? '请选择' : `只能是：${issue.values.map(String).join('、')}`;
    case 'too_small':
      return `不能${measure(issue.origin, '少于', '小于')} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `不能${measure(issue.origin, '多于', '大于')} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'unrecognized_keys':
      return '没有这一项';
    default:
      return '格式不正确';
  }
}

const COUNTED: Readonly<Record<string, string>> = { string: ' 个字', array: ' 项' };
const measure = (origin: string, ofMany: string, ofNumber: string) => (origin in COUNTED ? ofMany : ofNumber);
const unitOf = (origin: string) => COUNTED[origin] ?? '';

type Issue = Parameters<
  NonNullable<NonNullable<ConstructorParameters<typeof StandardSchemaValidationPipe>[0]>['exceptionFactory']>
>[0][number];

/** Checks every body and query against the contract it declares; what is wrong is told field by field. */
export const validation = () =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => new ProblemError(refuse('INVALID_INPUT', undefined, fieldsOf(issues))),
  });

/** Path (`photos.0`) -> what is wrong with it. The first word on a field is enough; `_` is the input as a whole. */
export function fieldsOf(issues: readonly Issue[]): Record<string, string> {
  // No prototype: a field may be called anything, `__proto__` too.
  const fields: Record<string, string> = Object.create(null);
  for (const issue of issues.slice(0, 50)) {
    const path = (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step));
    for (const field of unknownKeys(issue, path) ?? [path.join('.') || '_']) fields[field] ??= issue.message;
  }
  return fields;
}

/** zod reports fields that nobody asked for at their parent; they are named one by one here. */
function unknownKeys(issue: Issue, path: readonly string[]): string[] | undefined {
  if (!('keys' in issue) || !Array.isArray(issue.keys)) return undefined;
  return issue.keys.slice(0, 20).map((key) => [...path, String(key)].join('.'));
}
