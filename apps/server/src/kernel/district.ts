import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type District, parseDistrict } from '@liudan/shared/district/schema';
import { parse } from 'yaml';

export const DISTRICT = Symbol('DISTRICT');

/** Reads every YAML file of the folder and gives the district, or exits with one list of what is wrong with it. */
export function loadDistrict(folder: string): District {
  const read = readDistrict(folder);
  if ('district' in read) return read.district;
  process.stderr.write(`The district in ${folder} can't be used. ${read.problems.length} thing(s) to correct:\n`);
  for (const problem of read.problems) process.stderr.write(`  - ${problem}\n`);
  process.exit(78);
}

/** The district as a value, or everything that is wrong with its files, one line each. */
export function readDistrict(folder: string): { district: District } | { problems: readonly string[] } {
  const problems: string[] = [];
  const files: Record<string, unknown> = {};
  for (const path of yamlFiles(folder, problems)) {
    const name = relative(folder, path).split(sep).join('/');
    try {
      files[name] = parse(readFileSync(path, 'utf8'));
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  if (problems.length > 0) return { problems };
  const parsed = parseDistrict(files);
  return 'district' in parsed ? parsed : { problems: parsed.problems.map(said) };
}

function yamlFiles(folder: string, problems: string[]): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    problems.push(`there is no folder ${folder}`);
    return [];
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

type DistrictProblem = Extract<ReturnType<typeof parseDistrict>, { problems: unknown }>['problems'][number];
const said = (problem: DistrictProblem) => `${problem.file} ${problem.path}: ${problem.reason}`;
