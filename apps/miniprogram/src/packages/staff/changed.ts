/** Whether a ticket was acted on since the inbox was last read: only then is it read again under the reader's eyes. */
let changed = false;

export function markChanged(): void {
  changed = true;
}

/** Tells, and forgets. */
export function takeChanged(): boolean {
  const was = changed;
  changed = false;
  return was;
}
