/** Looks at everything this server stands on, and says of each thing what is wrong and what to do. It changes nothing. */
import type { Tables } from '../kernel/data-sources.ts';
import { type Env, readEnv } from '../kernel/env.ts';
import { callback, publicUrl } from './address.ts';
import { type Finding, fail, ok } from './finding.ts';
import { database, district as districtOf, node, store } from './machine.ts';
import { sms, wecom } from './others.ts';
import { Outside } from './outside.ts';
import { pages, templates } from './templates.ts';
import { codes, registered, token } from './wechat.ts';

export interface Circumstances {
  /** Where the built mini-program is, if anywhere. */
  readonly weappDir: string;
  /** What the database should have. */
  readonly tables: Tables;
  readonly now: () => number;
}

/** Every finding, in the order in which things depend on one another. */
export async function examine(env: Env, { weappDir, tables, now }: Circumstances): Promise<Finding[]> {
  const outside = new Outside(env);
  const { found, district } = districtOf(env);
  found.push(...(await database(env, tables, now)), await store(env));
  found.push(...(await publicUrl(env)), await callback(env, now()));
  const wechat = await token(env, outside, now);
  found.push(...wechat);
  if (wechat[0]?.state === 'ok') {
    found.push(...(await registered(env, outside)), await codes(env, outside));
    if (district) found.push(...(await templates(district, outside)));
  }
  if (district) found.push(pages(district, weappDir));
  found.push(await wecom(env, outside), await sms(env, district, outside, now()));
  return found;
}

/** The whole examination of an environment that may itself be wrong. */
export async function doctor(
  source: Readonly<Record<string, string | undefined>>,
  circumstances: Circumstances,
): Promise<Finding[]> {
  const read = readEnv(source);
  if ('problems' in read)
    return [node(), ...read.problems.map((problem) => fail('environment', problem, 'set it (docs/running.md)'))];
  const { production } = read.env;
  const environment = ok('environment', production ? 'complete' : 'for trying things out: NODE_ENV is not production');
  return [node(), environment, ...(await examine(read.env, circumstances))];
}

const MARKS = { ok: 'ok  ', warn: 'WARN', fail: 'FAIL' } as const;

/** The findings as lines, aligned, each with what to do below it. */
export function listed(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const lines = findings.flatMap(({ what, state, detail, fix }) => [
    `${MARKS[state]}  ${what.padEnd(width)}  ${detail}`,
    ...(fix === '' ? [] : [`${' '.repeat(width + 8)}-> ${fix}`]),
  ]);
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  return [...lines, '', `${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} to mend`, ''].join('\n');
}
