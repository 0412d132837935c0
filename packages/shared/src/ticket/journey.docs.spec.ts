/** The documents about the journey say what the code says: one is printed from it, the other is written by hand and checked. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CLOCK_KINDS } from '../deadline/rule.ts';
import { ROLE_WORDS, ROLES } from '../identity/roles.ts';
import { TIER_NAMES, TIERS } from '../org/tier.ts';
import { inputSchemaOf } from './inputs.ts';
import { JOURNEY } from './journey.ts';
import { journeyDocument } from './journey-document.ts';
import { RELATIONS } from './relation.ts';
import { ACTIONS } from './row.ts';
import {
  CHANNEL_WORDS,
  CHANNELS,
  GRADE_WORDS,
  GRADES,
  LIGHTS,
  OUTCOME_WORDS,
  OUTCOMES,
  SCORE_WORDS,
  SCORES,
  SIX_DOTS,
  STATE_WORDS,
  STATES,
} from './status.ts';

const page = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, '../../../../docs', name), 'utf8');

test('docs/journey.md is printed from the table: node scripts/docs.mjs', () => {
  expect(page('journey.md')).toBe(journeyDocument(inputSchemaOf));
});

describe('the printed journey', () => {
  const printed = page('journey.md');

  test('has a line for every row, state and relation', () => {
    for (const { action, label, hint } of JOURNEY) {
      expect(printed).toContain(`| \`${action}\` ${label} |`);
      expect(hint).not.toContain('|');
    }
    for (const state of STATES) expect(printed).toContain(`| \`${state}\` | ${STATE_WORDS[state].staff} |`);
    for (const relation of RELATIONS) expect(printed).toContain(`- ${relation.replaceAll('_', ' ')}: `);
  });

  test('has tables whose lines are as wide as their heads', () => {
    const widths = printed
      .split('\n\n')
      .filter((block) => block.startsWith('| '))
      .map((block) => block.split('\n').map((line) => line.split(' | ').length));
    expect(widths).toHaveLength(2);
    for (const lines of widths) expect(new Set(lines).size).toBe(1);
  });

  test('draws only states that exist', () => {
    const drawn = [...printed.matchAll(/^ {2}(\S+) --> (\S+?):? /gm)].flatMap(([, from, to]) => [from, to]);
    expect(drawn.length).toBeGreaterThan(STATES.length);
    for (const state of drawn) expect([...STATES, '[*]', 'open']).toContain(state);
  });
});

describe('the glossary', () => {
  const glossary = page('glossary.md');
  const both = (words: Readonly<Record<string, string>>, names: readonly string[]) =>
    names.map((name): [string, string] => [name, words[name] ?? '']);
  const staffWords = Object.fromEntries(STATES.map((state) => [state, STATE_WORDS[state].staff]));
  const labels = Object.fromEntries(JOURNEY.map((row) => [row.action, row.label.replace(/（.*）/, '')]));

  test.each<[string, string]>([
    ...both(staffWords, STATES),
    ...both(labels, ACTIONS),
    ...both(ROLE_WORDS, ROLES),
    ...both(TIER_NAMES, TIERS),
    ...both(CHANNEL_WORDS, CHANNELS),
    ...both(GRADE_WORDS, GRADES),
    ...both(SCORE_WORDS, SCORES),
    ...both(OUTCOME_WORDS, OUTCOMES),
    ...SIX_DOTS.map(({ key, label }): [string, string] => [key, `${label}单`]),
    ...CLOCK_KINDS.map((kind): [string, string] => [kind, '']),
    ...LIGHTS.map((light): [string, string] => [light, '']),
  ])('explains %s %s', (name, words) => {
    const lines = glossary.split('\n').filter((line) => line.startsWith('| ') && line.includes(`\`${name}\``));
    expect(lines.some((line) => line.includes(words))).toBe(true);
  });
});
