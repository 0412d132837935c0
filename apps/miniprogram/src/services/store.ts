import { useSyncExternalStore } from 'react';

interface Store<T> {
  get(): T;
  set(next: T): void;
  change(part: Partial<T>): void;
  watch(listener: () => void): () => void;
}

/** A value that several pages look at. */
export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T) => {
    value = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => value,
    set,
    change: (part) => set({ ...value, ...part }),
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore<T extends object>(store: Store<T>): T {
  return useSyncExternalStore(store.watch, store.get, store.get);
}
