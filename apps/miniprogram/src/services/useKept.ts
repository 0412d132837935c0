/** What is typed into a form, kept on the phone at every change until it is forgotten on purpose. */
import { useCallback, useRef, useState } from 'react';
import { forget, store as keep, stored } from './platform.ts';

interface Kept<T> {
  value: T;
  change(part: Partial<T>): void;
  /** Begins afresh: what was typed has arrived, or isn't wanted. */
  clear(): void;
}

/** `key` names the place in storage; `fresh` is where typing begins when nothing is kept. */
export function useKept<T extends object>(key: string, fresh: T): Kept<T> {
  const [value, setValue] = useState<T>(() => ({ ...fresh, ...stored<Partial<T>>(key) }));
  const begun = useRef(fresh);
  const latest = useRef(value);
  const put = useCallback((next: T) => {
    latest.current = next;
    setValue(next);
  }, []);
  const change = useCallback(
    (part: Partial<T>) => {
      put({ ...latest.current, ...part });
      keep(key, latest.current);
    },
    [key, put],
  );
  const clear = useCallback(() => {
    forget(key);
    put(begun.current);
  }, [key, put]);
  return { value, change, clear };
}
