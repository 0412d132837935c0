/** One ticket after another: where a session stands among what it still has to decide. */

export interface Queue {
  /** Ids of the tickets not decided yet, in the order they are looked at. */
  readonly ids: readonly string[];
  /** The place of the ticket on the screen; 0 where there is none. */
  readonly at: number;
}

export const NO_QUEUE: Queue = { ids: [], at: 0 };

/** The ticket on the screen; null once all are decided. */
export const currentOf = ({ ids, at }: Queue): string | null => ids[at] ?? null;

/** After the server was asked again: what is new goes to the end, what somebody else decided goes away, the screen stays. */
export function refreshed(queue: Queue, open: readonly string[]): Queue {
  const stays = queue.ids.filter((id) => open.includes(id));
  const ids = [...stays, ...open.filter((id) => !stays.includes(id))];
  const shown = currentOf(queue);
  const found = shown === null ? -1 : ids.indexOf(shown);
  return { ids, at: found >= 0 ? found : Math.min(queue.at, Math.max(0, ids.length - 1)) };
}

/** A step forward or back, round about: behind the last stands the first, which was skipped. */
export const stepped = ({ ids, at }: Queue, by: 1 | -1): Queue => ({
  ids,
  at: ids.length === 0 ? 0 : (at + by + ids.length) % ids.length,
});

/** Decided: the next one moves up. */
export function decided({ ids, at }: Queue, id: string): Queue {
  const left = ids.filter((one) => one !== id);
  return { ids: left, at: at < left.length ? at : 0 };
}

/** 「第 3 件，共 12 件」: those decided before count. */
export const placeWords = ({ ids, at }: Queue, done: number): string =>
  `第 ${done + at + 1} 件，共 ${done + ids.length} 件`;
