/** The one report draft of this phone. It is written at every change and outlives the app being killed. */
import { forget, store as keep, randomKey, stored } from './platform.ts';
import { dropFile } from './platform-files.ts';
import { claimed, type Draft, isBlank, newDraft } from './report.ts';
import { createStore, useStore } from './store.ts';

const KEY = 'draft.report';

function read(): Draft {
  const kept = stored<Draft>(KEY);
  if (kept === null || typeof kept.key !== 'string') return newDraft(randomKey());
  // A browser's pictures end with the page: what has arrived is known by its id, the rest is gone.
  const photos = kept.photos
    .map((photo) => (photo.path?.startsWith('blob:') ? { ...photo, path: null } : photo))
    .filter((photo) => photo.path !== null || photo.mediaId !== null);
  return { ...newDraft(kept.key), ...kept, photos };
}

const draft = createStore<{ draft: Draft; kept: boolean }>({ draft: read(), kept: true });

export const currentDraft = (): Draft => draft.get().draft;

/** Puts the draft in storage. `kept` becomes false when the phone has no room left. */
export function putDraft(next: Draft): void {
  draft.set({ draft: next, kept: isBlank(next) ? true : keep(KEY, next) });
}

export const changeDraft = (part: Partial<Draft>): void => putDraft({ ...currentDraft(), ...part });

/** Somebody signed in: the draft is his from now on. */
export function claimDraft(person: string): void {
  const before = currentDraft();
  const mine = claimed(before, person, randomKey());
  if (mine !== before) putDraft(mine);
}

/** After the server has acknowledged it, or when the person throws it away. */
export function clearDraft(): void {
  for (const { path } of currentDraft().photos) if (path) dropFile(path);
  forget(KEY);
  draft.set({ draft: { ...newDraft(randomKey()), owner: currentDraft().owner }, kept: true });
}

export const useDraft = (): { draft: Draft; kept: boolean } => useStore(draft);
