/**
 * How somebody came in: by a code on a wall, a link, a card, or out of a WeChat group. It decides the community, the first time by itself.
 * What the code says of the place is kept for a report begun now, in this opening of the app only: who opens it tomorrow at home is
 * no longer at that door.
 */
import type { Named } from '@liudan/shared/contract';
import { codeIn } from '@liudan/shared/entry/code';
import type { EntryView, GroupArrived } from '@liudan/shared/entry/contract';
import { isFromGroup } from '@liudan/shared/entry/group';
import { chooseCommunity, currentCommunity } from './district.ts';
import { changeDraft, currentDraft } from './draft.ts';
import { request } from './http.ts';
import { confirm, isH5, say } from './platform.ts';
import { groupEntered, type Opened } from './platform-entry.ts';
import { problemOf } from './problem.ts';
import { type Draft, type DraftPlace, isBlank } from './report.ts';
import { createStore, useStore } from './store.ts';

const FRESH_MS = 30 * 60_000;

interface Arrival {
  entry: EntryView;
  at: number;
  /** A report was begun with its place. */
  used: boolean;
}

const state = createStore<{ arrival: Arrival | null }>({ arrival: null });
let last = { how: '', at: 0 };

/** The app came to the front. Coming back from the background says the same again, and is no new arrival. */
export function arrived({ query = {}, scene }: Opened, now: number): void {
  const code = codeIn(query);
  const grouped = !isH5 && isFromGroup(scene);
  const how = `${code ?? ''} ${grouped ? scene : ''}`.trim();
  if (how === '' || (how === last.how && now - last.at < FRESH_MS)) return;
  last = { how, at: now };
  void enter(code, grouped, now).catch((error) => {
    // The next time it comes to the front it is tried again.
    last = { how: '', at: 0 };
    say(problemOf(error).message);
  });
}

async function enter(code: string | null, grouped: boolean, at: number): Promise<void> {
  const [entry, group] = await Promise.all([code === null ? null : look(code), grouped ? groupOf(code) : null]);
  if (entry) state.set({ arrival: { entry, at, used: false } });
  if (group) await settle(group, null, `您来自${group.name}的居民群`);
  else if (entry) await settle(entry.community, entry.grid, `您扫的是${entry.community.name}的码`);
}

/** What a code says; null, and a word, where it is nobody's. */
async function look(code: string): Promise<EntryView | null> {
  try {
    return await request<EntryView>(`/codes/${code}`, { auth: 'none' });
  } catch (error) {
    if (problemOf(error).code !== 'NOT_FOUND') throw error;
    say('没有找到这个二维码，请在首页选择社区。');
    return null;
  }
}

/** The community whose group he came from; null before it was confirmed, or where WeChat can't be asked: the card says enough then. */
async function groupOf(c: string | null): Promise<Named | null> {
  const body = await groupEntered();
  if (body === null) return null;
  const asked = request<GroupArrived>('/groups/arrivals', {
    method: 'POST',
    auth: 'none',
    body: { ...body, ...(c === null ? {} : { c }) },
  });
  return asked.then(
    ({ community }) => community,
    () => null,
  );
}

/** The first time by itself; who belongs to another community is asked. */
async function settle(community: Named, grid: Named | null, why: string): Promise<void> {
  const own = currentCommunity();
  if (own?.id === community.id) return;
  const sure =
    own === null || (await confirm({ title: '切换社区？', words: `${why}，切换过去吗？`, yes: '切换', no: '不切换' }));
  if (sure) await chooseCommunity(community, grid);
}

const fresh = (arrival: Arrival | null, now: number): Arrival | null =>
  arrival !== null && now - arrival.at < FRESH_MS && !arrival.entry.retired ? arrival : null;

/** What the code said by which he came in, while that is fresh. */
export const useEntry = (): EntryView | null => fresh(useStore(state).arrival, Date.now())?.entry ?? null;

/**
 * Begins a report with the place of the code; `false` where there is none, and the phone has to say where it is. A place that was
 * chosen by hand stays.
 */
export function placeByCode(now: number): boolean {
  const { arrival } = state.get();
  const coded = fresh(arrival, now);
  const draft = currentDraft();
  const place = coded === null ? null : placeOf(coded.entry);
  if (coded && place && mayTake(draft, coded.used)) {
    changeDraft(place);
    state.set({ arrival: { ...coded, used: true } });
    return true;
  }
  // He was at that door long ago, and has written nothing since.
  if (coded === null && draft.place?.how === 'coded' && isBlank(draft)) changeDraft({ place: null, address: '' });
  return false;
}

const mayTake = ({ place }: Draft, used: boolean): boolean =>
  place === null || (!used && (place.how === 'located' || place.how === 'coded'));

/** Null for the code of a whole community: the phone knows better where in it. */
function placeOf({ place, grid, community, address, words }: EntryView): { place: DraftPlace; address: string } | null {
  if (place === null && grid === null && address === '') return null;
  return {
    address,
    place: {
      how: 'coded',
      from: words,
      lng: place?.lng ?? null,
      lat: place?.lat ?? null,
      system: 'gcj02',
      accuracyMetres: null,
      community,
      grid,
    },
  };
}
