/** The person's tokens, kept on the phone, and who he is. */
import type { Me, SessionView } from '@liudan/shared/identity/contract';
import { forget, store as keep, stored } from './platform.ts';
import { createStore, useStore } from './store.ts';

interface Kept {
  accessToken: string;
  refreshToken: string;
  /** Milliseconds since 1970, by this phone's clock. */
  expiresAt: number;
}

const KEY = 'session';
const ME_KEY = 'session.me';

const session = createStore<{ tokens: Kept | null; me: Me | null }>({
  tokens: stored<Kept>(KEY),
  me: stored<Me>(ME_KEY),
});

export const accessToken = () => session.get().tokens?.accessToken ?? null;
export const refreshToken = () => session.get().tokens?.refreshToken ?? null;

/** The access token is about to run out, so a refresh now saves a refused request. */
export const isStale = (now: number) => {
  const { tokens } = session.get();
  return tokens !== null && tokens.expiresAt - now < 30_000;
};

export function keepSession(view: SessionView, now: number): void {
  const { accessToken, refreshToken, expiresInSeconds, me } = view;
  const tokens = { accessToken, refreshToken, expiresAt: now + expiresInSeconds * 1000 };
  keep(KEY, tokens);
  keep(ME_KEY, me);
  session.set({ tokens, me });
}

export function keepMe(me: Me): void {
  keep(ME_KEY, me);
  session.change({ me });
}

export function dropSession(): void {
  forget(KEY);
  forget(ME_KEY);
  session.set({ tokens: null, me: null });
}

/** Who is signed in, as far as the phone knows; null before. */
export const useMe = (): Me | null => useStore(session).me;

/** Leaders and the supervision office look after tickets that others hold: their inbox is empty, and their desk is not. */
const WITHOUT_INBOX = ['district_leader', 'supervisor'];
export const holdsNothing = (me: Me | null): boolean =>
  me !== null && me.duties.length > 0 && me.duties.every(({ role }) => WITHOUT_INBOX.includes(role));

/** Hears who is signed in from now on, whenever that changes; null after signing out. Answers how to stop. */
export function onPersonChange(listener: (person: string | null) => void): () => void {
  let before = session.get().me?.id ?? null;
  return session.watch(() => {
    const now = session.get().me?.id ?? null;
    if (now === before) return;
    before = now;
    listener(now);
  });
}

export const currentMe = (): Me | null => session.get().me;
export const isSignedIn = (): boolean => session.get().tokens !== null;
export const useSignedIn = (): boolean => useStore(session).tokens !== null;
