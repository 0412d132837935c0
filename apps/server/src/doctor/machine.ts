/** This machine and what lies on it: Node, the district's files, the database, the store of photos. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { District } from '@liudan/shared/district/schema';
import { type DataSources, openDataSources, type Tables } from '../kernel/data-sources.ts';
import { readDistrict } from '../kernel/district.ts';
import type { Env } from '../kernel/env.ts';
import { isBehind } from '../kernel/migrate.ts';
import { storageOf } from '../media/storage-of.ts';
import { type Finding, fail, named, ok, warn } from './finding.ts';

const NODE = 20;
/** More than two machines may be apart before leases and deadlines suffer. */
const SKEW_MS = 5_000;

export function node(version = process.versions.node): Finding {
  return Number(version.split('.')[0]) >= NODE
    ? ok('node', version)
    : fail('node', version, `install Node ${NODE} or a later one`);
}

export function district({ districtDir }: Pick<Env, 'districtDir'>): { found: Finding[]; district: District | null } {
  const read = readDistrict(districtDir);
  if ('district' in read) {
    const { orgs, people } = read.district;
    return {
      found: [ok('district', `${districtDir}: ${orgs.size} units, ${people.length} people`)],
      district: read.district,
    };
  }
  return {
    found: read.problems.map((problem) => fail('district', problem, `correct the file in ${districtDir}`)),
    district: null,
  };
}

/** The difference of two clocks, in words. */
export function clocks(what: string, ours: number, theirs: number): Finding {
  const apart = Math.round(Math.abs(ours - theirs) / 1000);
  const detail = apart === 0 ? 'no difference' : `${apart} s apart`;
  return Math.abs(ours - theirs) <= SKEW_MS
    ? ok(what, detail)
    : fail(what, detail, 'set the clocks of both machines by NTP');
}

export async function database(
  env: Pick<Env, 'databaseUrl' | 'dataDir'>,
  tables: Tables,
  now: () => number,
): Promise<Finding[]> {
  const embedded = env.databaseUrl === null;
  if (embedded && !existsSync(join(env.dataDir, 'liudan.sqlite')))
    return [warn('database', `there is none in ${env.dataDir} yet`, 'start the server once, or set DATABASE_URL')];
  let sources: DataSources | null = null;
  try {
    sources = await openDataSources(env, tables);
    const found = [ok('database', embedded ? `embedded, in ${env.dataDir}: for one process only` : 'it answers')];
    found.push(
      (await isBehind(sources))
        ? fail('tables', 'older than this server', 'run `node apps/server/dist/cli.js migrate`')
        : ok('tables', `${tables.migrations.length} migrations done`),
    );
    if (!embedded) {
      const before = now();
      const [row] = (await sources.reader.query('SELECT UNIX_TIMESTAMP(NOW(3)) AS at')) as { at: unknown }[];
      found.push(clocks('clock of the database', (before + now()) / 2, Number(row?.at) * 1000));
    }
    return found;
  } catch (error) {
    return [fail('database', named(error), 'is DATABASE_URL right, and may this machine reach it?')];
  } finally {
    for (const source of new Set(sources ? [sources.reader, sources.writer] : [])) await source.destroy();
  }
}

/** Writes a few bytes, reads them again, and removes them. */
export async function store(env: Pick<Env, 's3' | 'dataDir'>): Promise<Finding> {
  const where = env.s3 ? `bucket ${env.s3.bucket}` : join(env.dataDir, 'media');
  const storage = storageOf(env);
  const key = `doctor/${randomUUID()}`;
  const written = Buffer.from(key);
  try {
    await storage.put(key, written);
    const read = await storage.get(key);
    const same = read !== null && (await bytesOf(read.body)).equals(written);
    await storage.remove(key);
    return same
      ? ok('store', `${where}: written, read and removed`)
      : fail('store', `${where} gave back something else`, 'is the bucket shared with somebody?');
  } catch (error) {
    const fix = env.s3 ? 'check S3_* and what the key may do in the bucket' : 'let the server write into DATA_DIR';
    return fail('store', `${where}: ${named(error)}`, fix);
  }
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
