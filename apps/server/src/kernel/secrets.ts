import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const SECRET_NAMES = ['SECRET_KEY', 'HASH_KEY', 'SIGNING_KEY'] as const;
type Secrets = Partial<Record<(typeof SECRET_NAMES)[number], string>>;

/**
 * Secrets for trying the server out: made once and kept beside the data they protect, so that what was sealed yesterday
 * opens today. Those given in the environment are left alone. Production never comes here.
 */
export function devSecrets(dataDir: string, given: Readonly<Record<string, string | undefined>>): Secrets {
  if (SECRET_NAMES.every((name) => given[name] !== undefined)) return {};
  const file = join(dataDir, 'secrets.json');
  const kept: Secrets = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const missing = SECRET_NAMES.filter((name) => kept[name] === undefined);
  if (missing.length === 0) return kept;
  for (const name of missing) kept[name] = randomBytes(32).toString('base64');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  return kept;
}
