import { refuse } from '@liudan/shared/problem';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import * as z from 'zod';
import { ProblemError } from './problem.ts';

// What zod says itself is read by the person who typed, so it says it in Chinese.
z.config(z.locales.zhCN());

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
