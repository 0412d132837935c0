/** Says what a schema found wrong in plain words: the value that was met and what was expected. */
import type * as z from 'zod';

type Issue = z.core.$ZodIssue;

/** The path inside the file and the sentence for one issue; the schema must have been run with `reportInput`. */
export function plainReason(issue: Issue): { path: string; reason: string } {
  return { path: pathInWords(issue.path), reason: reasonInWords(issue) };
}

/** `orgs[3].polygon[0]`, or '' for the file as a whole. */
export function pathInWords(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (words, step) =>
      typeof step === 'number' ? `${words}[${step}]` : words === '' ? String(step) : `${words}.${String(step)}`,
    '',
  );
}

/** A value as it stands in the file, cut short. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function reasonInWords(issue: Issue): string {
  const met = `${shown(issue.input)} is here`;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `the line is missing; expected ${kindInWords(issue.expected)}`
        : `${met}; expected ${kindInWords(issue.expected)}`;
    case 'invalid_value':
      return `${met}; expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return `no line ${issue.keys.map((key) => `"${key}"`).join(', ')} is expected here`;
    case 'too_small':
      return `${met}; expected ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `${met}; expected ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_key':
      return `the name of the line isn't known; expected ${issue.issues.map((inner) => inner.message).join(', ')}`;
    default:
      return `${met}; expected ${issue.message}`;
  }
}

function kindInWords(expected: string): string {
  const words: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    tuple: 'a list',
    object: 'a group of lines',
    record: 'a group of lines',
  };
  return words[expected] ?? expected;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}
