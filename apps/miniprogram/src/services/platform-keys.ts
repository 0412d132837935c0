/** The keyboard of a desk. */
import { isH5 } from './platform.ts';

/**
 * Keys that nobody is typing with, on H5: a desk has a keyboard. Enter with Ctrl (or ⌘) is heard from within a text as well.
 * `listener` says whether it took the key. Answers how to stop listening.
 */
export function onKey(listener: (key: string) => boolean): () => void {
  if (!isH5) return () => undefined;
  const take = (event: KeyboardEvent) => {
    if (listener(event.key)) event.preventDefault();
  };
  const control = ({ ctrlKey, metaKey }: KeyboardEvent) => ctrlKey || metaKey;
  const heard = (event: KeyboardEvent) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test((event.target as Element | null)?.tagName ?? '');
    if (!typing && !event.defaultPrevented && !event.altKey && !control(event)) take(event);
  };
  // Taro's text fields keep their keys to themselves, so this one is heard on its way down to them.
  const sent = (event: KeyboardEvent) => {
    if (control(event) && event.key === 'Enter') take(event);
  };
  window.addEventListener('keydown', heard);
  window.addEventListener('keydown', sent, true);
  return () => {
    window.removeEventListener('keydown', heard);
    window.removeEventListener('keydown', sent, true);
  };
}
