/** The district: asked for once, kept on the phone, and asked for again when the app is opened anew. */
import type { Named } from '@liudan/shared/contract';
import type { CommunityView, DistrictView, PlaceView } from '@liudan/shared/district/contract';
import type { Me } from '@liudan/shared/identity/contract';
import type { Role } from '@liudan/shared/identity/roles';
import { useEffect } from 'react';
import { request } from './http.ts';
import { store as keep, stored } from './platform.ts';
import { type Problem, problemOf } from './problem.ts';
import { createStore, useStore } from './store.ts';
import { currentMe, isSignedIn, keepMe, useMe } from './tokens.ts';

/** Changed with the shape of what is kept, so that an old one is not read. */
const KEY = 'district.2';
const COMMUNITY_KEY = 'community';

interface State {
  district: DistrictView | null;
  problem: Problem | null;
  /** Asked since the app was opened. */
  fresh: boolean;
}

const state = createStore<State>({ district: stored<DistrictView>(KEY), problem: null, fresh: false });
let asking: Promise<void> | null = null;

function reloadDistrict(): Promise<void> {
  asking ??= readDistrict().finally(() => {
    asking = null;
  });
  return asking;
}

async function readDistrict(): Promise<void> {
  try {
    const district = await request<DistrictView>('/district', { auth: 'none' });
    keep(KEY, district);
    state.set({ district, problem: null, fresh: true });
  } catch (error) {
    state.change({ problem: problemOf(error) });
  }
}

export function useDistrict(): { district: DistrictView | null; problem: Problem | null; reload: () => Promise<void> } {
  const { district, problem, fresh } = useStore(state);
  useEffect(() => {
    if (!fresh) void reloadDistrict();
  }, [fresh]);
  return { district, problem: district ? null : problem, reload: reloadDistrict };
}

/** What a role is called in this district; empty until the district is known. */
export const useRoleWords = (role: Role): string => useDistrict().district?.wording.roles[role] ?? '';

/** The short codes of communities that were read, for cards that lead there. */
const codes = new Map<string, string>();
export const codeOfCommunity = (id: string): string | null => codes.get(id) ?? null;

export async function readCommunity(id: string): Promise<CommunityView> {
  const community = await request<CommunityView>(`/communities/${id}`, { auth: 'none' });
  if (community.code !== null) codes.set(id, community.code);
  return community;
}

/** Where a point falls, and the point in the map's system. */
export const whereIs = (lng: number, lat: number, system: 'gcj02' | 'wgs84'): Promise<PlaceView> =>
  request('/place', { auth: 'none', query: { lng: lng.toFixed(6), lat: lat.toFixed(6), system } });

const chosen = createStore<{ community: Named | null }>({ community: stored<Named>(COMMUNITY_KEY) });

/** The community the person belongs to; before he is known, the one he chose on this phone. */
export function useCommunity(): Named | null {
  const me = useMe();
  const { community } = useStore(chosen);
  return me?.community ?? community;
}

export const currentCommunity = (): Named | null => currentMe()?.community ?? chosen.get().community;

/** Remembers it on the phone, and with the person once he is known, with his grid where that is known too. Throws `RequestProblem`. */
export async function chooseCommunity({ id, name }: Named, grid: Named | null = null): Promise<void> {
  keep(COMMUNITY_KEY, { id, name });
  chosen.set({ community: { id, name } });
  const body = grid === null ? { community: id } : { grid: grid.id };
  if (isSignedIn()) keepMe(await request<Me>('/me/community', { method: 'PUT', body }));
}

/** A choice made before signing in is handed on once the person is known. */
export async function handOnCommunity(): Promise<void> {
  const { community } = chosen.get();
  const me = currentMe();
  if (community && me && me.kind === 'resident' && me.community === null) await chooseCommunity(community);
}
