import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UNVERIFIED } from './unverified.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

it('says what only a real account can tell in one place, and the same in the documents', () => {
  const text = readFileSync(path.join(root, 'docs/wechat.md'), 'utf8');
  const [, table = ''] = text.split('## What only a real account can tell');
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| open |'));
  expect(rows).toEqual(UNVERIFIED.map(({ open, until, place }) => `| ${open} | ${until} | \`${place}\` |`));
  for (const { place } of UNVERIFIED) expect([place, existsSync(path.join(root, place))]).toEqual([place, true]);
});
