/** Calling whoever looks after a place: its grid worker, else the community, else the district's line. Works without a network. */
import type { CommunityView } from '@liudan/shared/district/contract';
import { readCommunity } from './district.ts';
import { CACHE, call, chooseOne, store as keep, say, stored } from './platform.ts';

export interface CallTarget {
  community: string | null;
  grid: string | null;
}

export interface Line {
  label: string;
  phone: string;
}

/** Whom one may call about a place, the nearest first. `known`: the grid is certain, and its worker alone is meant. */
export function linesOf(
  about: Pick<CommunityView, 'name' | 'phone' | 'grids'> | null,
  grid: string | null,
  words: { gridWorker: string; districtPhone: string | null },
): { lines: Line[]; known: Line | null } {
  const workers = (about?.grids ?? []).flatMap(({ id, name, workers: people }) =>
    people.flatMap(({ name: who, phone }) =>
      phone ? [{ id, label: `${words.gridWorker} ${who}（${name}）`, phone }] : [],
    ),
  );
  const known = workers.find(({ id }) => id === grid) ?? null;
  const others: Line[] = [
    ...(about?.phone ? [{ label: about.name, phone: about.phone }] : []),
    ...(words.districtPhone ? [{ label: '服务热线', phone: words.districtPhone }] : []),
  ];
  // WeChat's list holds six.
  return { lines: [...workers.slice(0, 6 - others.length), ...others], known };
}

const memoryOf = (community: string) => `${CACHE}community.${community}`;

/** The community as it is, or as it was when there was a network. */
async function known(community: string): Promise<CommunityView | null> {
  try {
    const about = await readCommunity(community);
    keep(memoryOf(community), about);
    return about;
  } catch {
    return stored<CommunityView>(memoryOf(community));
  }
}

export async function callFor(
  { community, grid }: CallTarget,
  words: { gridWorker: string; districtPhone: string | null },
): Promise<void> {
  const about = community === null ? null : await known(community);
  const { lines, known: worker } = linesOf(about, grid, words);
  const only = worker ?? (lines.length === 1 ? lines[0] : undefined);
  if (only) return call(only.phone);
  if (lines.length === 0) return say('现在查不到电话，请联网后再试。');
  const chosen = await chooseOne(lines.map(({ label }) => label));
  const line = chosen === null ? undefined : lines[chosen];
  if (line) await call(line.phone);
}
