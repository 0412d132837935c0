/** The one entry being written on this phone. It is kept at every change, and belongs to whoever of the staff is writing it. */
import type { Named } from '@liudan/shared/contract';
import type { SubmitOnBehalf } from '@liudan/shared/ticket/reporting/contract';
import type { VisitOutcome } from '@liudan/shared/visit/rules';
import type { PhotoItem } from '@/services/photos.ts';
import { forget, store as keep, randomKey, stored } from '@/services/platform.ts';
import { dropFile } from '@/services/platform-files.ts';
import type { DraftPlace } from '@/services/report.ts';
import { createStore, useStore } from '@/services/store.ts';
import { currentMe } from '@/services/tokens.ts';
import type { Sending } from './form.ts';

const KEY = 'draft.intake';

export interface IntakeDraft {
  key: string;
  owner: string | null;
  /** The entry of the ledger that becomes an order; null for a new one. */
  visitId: string | null;
  channel: SubmitOnBehalf['channel'];
  outcome: VisitOutcome;
  /** Who the number belongs to already. */
  known: { personId: string; name: string | null } | null;
  name: string;
  phone: string;
  home: string;
  group: Named | null;
  /** When it was said; empty for now. */
  saidAt: string;
  text: string;
  photos: PhotoItem[];
  place: DraftPlace | null;
  address: string;
  category: Named | null;
  hideName: boolean;
  informed: boolean;
  answer: string;
  followUpOn: string;
  /** What was sent under the key and has had no answer yet. */
  attempt: Sending | null;
}

const blank = (): IntakeDraft => ({
  key: randomKey(),
  owner: currentMe()?.id ?? null,
  visitId: null,
  channel: 'visit',
  outcome: 'order',
  known: null,
  name: '',
  phone: '',
  home: '',
  group: null,
  saidAt: '',
  text: '',
  photos: [],
  place: null,
  address: '',
  category: null,
  hideName: false,
  informed: false,
  answer: '',
  followUpOn: '',
  attempt: null,
});

function read(): IntakeDraft {
  const kept = stored<IntakeDraft>(KEY);
  if (kept === null || typeof kept.key !== 'string') return blank();
  // A browser's pictures end with the page: what has arrived is known by its id, the rest is gone.
  const photos = (kept.photos ?? [])
    .map((photo) => (photo.path?.startsWith('blob:') ? { ...photo, path: null } : photo))
    .filter((photo) => photo.path !== null || photo.mediaId !== null);
  return { ...blank(), ...kept, photos };
}

const draft = createStore<{ draft: IntakeDraft }>({ draft: read() });

/** Residents' names and numbers stand in it, so somebody else who signs in on this phone begins anew. */
export function currentIntake(): IntakeDraft {
  const { draft: now } = draft.get();
  const me = currentMe();
  if (me === null || now.owner === me.id) return now;
  if (now.owner === null) return putIntake({ ...now, owner: me.id });
  return clearIntake();
}

function putIntake(next: IntakeDraft): IntakeDraft {
  draft.set({ draft: next });
  keep(KEY, next);
  return next;
}

export const changeIntake = (part: Partial<IntakeDraft>): IntakeDraft => putIntake({ ...currentIntake(), ...part });

/** After the server has acknowledged it, or when the person throws it away. */
export function clearIntake(): IntakeDraft {
  for (const { path } of draft.get().draft.photos) if (path) dropFile(path);
  forget(KEY);
  const next = blank();
  draft.set({ draft: next });
  return next;
}

export function useIntake(): IntakeDraft {
  useStore(draft);
  return currentIntake();
}
