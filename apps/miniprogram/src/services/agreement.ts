/** Agreement to the privacy notice, on this phone: it comes before the first photo, place, recording or number, and often before anybody is signed in. */
import { store as keep, stored } from './platform.ts';
import { createStore, useStore } from './store.ts';
import { currentMe, useMe } from './tokens.ts';

interface Agreed {
  version: string;
  /** Null where nobody was signed in. */
  person: string | null;
}

const KEY = 'privacy.agreed';
const agreed = createStore<{ last: Agreed | null }>({ last: stored<Agreed>(KEY) });

export function agreeHere(version: string): void {
  const last = { version, person: currentMe()?.id ?? null };
  keep(KEY, last);
  agreed.set({ last });
}

/** Whether the reader has agreed to this version: as the server knows, or on this phone. */
export function useAgreed(version: string | undefined): boolean {
  const me = useMe();
  const { last } = useStore(agreed);
  if (version === undefined) return false;
  const own = last !== null && (last.person === null || me === null || last.person === me.id);
  return me?.privacyVersion === version || (own && last?.version === version);
}
