/** A pasted chat and the reports made of it, kept at every change: what was entered stays entered, the rest can go again. */
import type { Post } from '@liudan/shared/visit/relay';
import type { PhotoItem } from '@/services/photos.ts';
import { forget, store as keep, randomKey, stored } from '@/services/platform.ts';
import { dropFile } from '@/services/platform-files.ts';
import type { DraftPlace } from '@/services/report.ts';
import { createStore, useStore } from '@/services/store.ts';
import { currentMe } from '@/services/tokens.ts';
import { shanghaiInstant } from '@/services/when.ts';

const KEY = 'draft.relay';

export interface RelayPost {
  id: string;
  /** The key of its one order, however often it is sent. */
  key: string;
  name: string;
  text: string;
  /** How many pictures stood there in the chat. */
  pictures: number;
  /** When it was said, where the chat told; empty for now. */
  saidAt: string;
  photos: PhotoItem[];
  included: boolean;
  /** The number of its order, once it is entered. */
  number: string | null;
  /** Why it could not be entered. */
  problem: string | null;
}

export interface Relay {
  owner: string | null;
  copied: string;
  posts: RelayPost[];
  /** Where all of it is, unless the community finds otherwise. */
  place: DraftPlace | null;
  address: string;
  informed: boolean;
}

const blank = (): Relay => ({
  owner: currentMe()?.id ?? null,
  copied: '',
  posts: [],
  place: null,
  address: '',
  informed: false,
});

function read(): Relay {
  const kept = stored<Relay>(KEY);
  if (kept === null || !Array.isArray(kept.posts)) return blank();
  const lasting = ({ path, mediaId }: PhotoItem) => mediaId !== null || (path !== null && !path.startsWith('blob:'));
  return { ...blank(), ...kept, posts: kept.posts.map((post) => ({ ...post, photos: post.photos.filter(lasting) })) };
}

const relay = createStore<{ relay: Relay }>({ relay: read() });

/** Residents' names stand in it, so somebody else who signs in on this phone begins anew. */
export function currentRelay(): Relay {
  const { relay: now } = relay.get();
  const me = currentMe();
  return me === null || now.owner === null || now.owner === me.id ? now : clearRelay();
}

export function changeRelay(part: Partial<Relay>): void {
  const next = { ...currentRelay(), owner: currentMe()?.id ?? null, ...part };
  relay.set({ relay: next });
  keep(KEY, next);
}

export const changePost = (id: string, part: Partial<RelayPost>): void =>
  changeRelay({ posts: currentRelay().posts.map((post) => (post.id === id ? { ...post, ...part } : post)) });

export function clearRelay(): Relay {
  for (const { photos } of relay.get().relay.posts) for (const { path } of photos) if (path) dropFile(path);
  forget(KEY);
  const next = blank();
  relay.set({ relay: next });
  return next;
}

export function useRelay(): Relay {
  useStore(relay);
  return currentRelay();
}

/** A report to be corrected, from what somebody said in the chat. `today` is a day such as `2026-11-20`. */
export const reportOf = ({ name, text, pictures, date, time, chatter }: Post, today: string): RelayPost => ({
  id: randomKey(),
  key: randomKey(),
  name,
  text,
  pictures,
  saidAt: time === null ? '' : shanghaiInstant(date ?? today, time),
  photos: [],
  included: !chatter,
  number: null,
  problem: null,
});
