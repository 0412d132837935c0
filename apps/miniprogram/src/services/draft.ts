/** The one report draft of this phone. It is written at every change and outlives the app being killed. */

import { dropFilesOf, isHandedIn } from './outbox.ts';
import { forget, store as keep, randomKey, stored } from './platform.ts';
import { claimed, type Draft, isBlank, newDraft } from './report.ts';
import { createStore, useStore } from './store.ts';
import { currentMe, onPersonChange } from './tokens.ts';

const KEY = 'draft.report';

function read(): Draft {
  const kept = stored<Draft>(KEY);
  // It was handed in, and the app ended before it was cleared: the outbox has it.
  if (kept === null || typeof kept.key !== 'string' || isHandedIn(kept.key)) return newDraft(randomKey());
  // A browser's pictures end with the page: what has arrived is known by its id, the rest is gone.
  const photos = kept.photos
    .map((photo) => (photo.path?.startsWith('blob:') ? { ...photo, path: null } : photo))
    .filter((photo) => photo.path !== null || photo.mediaId !== null);
  const voice = kept.voice?.path?.startsWith('blob:') ? null : (kept.voice ?? null);
  return { ...newDraft(kept.key), ...kept, photos, voice };
}

const draft = createStore<{ draft: Draft; kept: boolean }>({ draft: read(), kept: true });

export const currentDraft = (): Draft => draft.get().draft;

/** Puts the draft in storage. `kept` becomes false when the phone has no room left. */
export function putDraft(written: Draft): void {
  const next = { ...written, owner: written.owner ?? currentMe()?.id ?? null };
  draft.set({ draft: next, kept: isBlank(next) ? true : keep(KEY, next) });
}

export const changeDraft = (part: Partial<Draft>): void => putDraft({ ...currentDraft(), ...part });

// Somebody signed in: the draft is his from now on.
onPersonChange((person) => {
  const before = currentDraft();
  const mine = person === null ? before : claimed(before, person, randomKey());
  if (mine !== before) putDraft(mine);
});

let cleared = 0;

/** Changes with each clearing: what still comes back from before belongs to no draft any more. */
export const draftNumber = (): number => cleared;

/** After the server has acknowledged it, or when the person throws it away. */
export function clearDraft(): void {
  dropFilesOf(currentDraft());
  forgetDraft();
}

/** The draft was handed over whole, with its files: another may begin. */
export function forgetDraft(): void {
  cleared += 1;
  forget(KEY);
  draft.set({ draft: { ...newDraft(randomKey()), owner: currentDraft().owner }, kept: true });
}

export const useDraft = (): { draft: Draft; kept: boolean } => useStore(draft);
