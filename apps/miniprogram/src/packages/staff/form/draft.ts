/**
 * What was typed into the form of one act on one ticket, kept until the server has acknowledged it.
 *
 * The request key is made with the draft. What is sent first under it (`attempt`) is what is sent again under it, word for
 * word, until there is a clear answer: an answer lost on the way must not make the act happen twice.
 */
import type { Values } from '../../../components/ActionForm/form.ts';
import type { Problem } from '../../../services/problem.ts';
import type { FieldPhotos } from './model.ts';

export interface Attempt {
  version: number;
  body: Record<string, unknown>;
}

export interface ActDraft {
  key: string;
  values: Values;
  photos: FieldPhotos;
  /** Sent, and not clearly answered yet. */
  attempt: Attempt | null;
}

/** Two people may share a phone, and one person acts on many tickets. */
export const draftKey = (personId: string, ticketId: string, action: string) =>
  `draft.act.${personId}.${ticketId}.${action}`;

export const newDraft = (key: string, values: Values): ActDraft => ({ key, values, photos: {}, attempt: null });

/**
 * A kept draft as it can be gone on with: fields that the form no longer has are dropped, new ones begin afresh, and of
 * pictures whose file went with the browser page only those that had arrived are left.
 */
export function restored(kept: Partial<ActDraft> | null, begun: Values, freshKey: string): ActDraft {
  if (kept === null || typeof kept.key !== 'string' || typeof kept.values !== 'object')
    return newDraft(freshKey, begun);
  const values = Object.fromEntries(Object.entries(begun).map(([name, value]) => [name, kept.values?.[name] ?? value]));
  const photos: FieldPhotos = {};
  for (const [name, items] of Object.entries(kept.photos ?? {}))
    photos[name] = items
      .map((item) => (item.path?.startsWith('blob:') ? { ...item, path: null } : item))
      .filter((item) => item.path !== null || item.mediaId !== null);
  return { key: kept.key, values, photos, attempt: kept.attempt ?? null };
}

/** Nothing was done to the form: not worth keeping, nor worth saying that it is kept. */
export const isUntouched = (draft: ActDraft, begun: Values): boolean =>
  draft.attempt === null &&
  Object.values(draft.photos).every((items) => items.length === 0) &&
  JSON.stringify(draft.values) === JSON.stringify(begun);

/** No clear answer: the act may have happened. */
const isUnsure = ({ status, code }: Problem): boolean =>
  status === 0 || status === 401 || status === 429 || status >= 500 || code === 'REQUEST_IN_PROGRESS';

/** After a clear refusal nothing has happened, so what is sent next is another request under another key. */
export const afterRefusal = (draft: ActDraft, problem: Problem, freshKey: string): ActDraft =>
  isUnsure(problem) ? draft : { ...draft, key: freshKey, attempt: null };
