import { useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, problemOf } from './problem.ts';
import { useGradually } from './useGradually.ts';

/** Rows that appear at once, about a screenful; the largest take 2.5 kB each. */
const ROWS_AT_ONCE = 4;
const NONE: never[] = [];

/** One page of a list: `next` goes back to the server as `after`; null at the end. */
export interface PageOf<T> {
  items: T[];
  next: string | null;
}

interface State<T, P> {
  items: T[] | null;
  first: P | null;
  next: string | null;
  problem: Problem | null;
  busy: 'first' | 'more' | null;
}

interface Paged<T, P> {
  items: T[];
  /** The whole answer of the first page, for what stands beside the items, such as counts. */
  first: P | null;
  problem: Problem | null;
  loading: boolean;
  refreshing: boolean;
  more: 'idle' | 'loading' | 'end';
  reload(): Promise<void>;
  /** Asks for the next page; does nothing at the end or while one is on its way. */
  loadMore(): Promise<void>;
  /** Replaces the items in place, such as one that was just read. */
  change(with_: (items: T[]) => T[]): void;
}

/** A list by keyset paging. Asks again from the start when `key` changes; a null key asks nothing. */
export function usePaged<T extends { id: string }, P extends PageOf<T> = PageOf<T>>(
  key: string | null,
  question: (after: string | null) => Promise<P>,
): Paged<T, P> {
  const empty: State<T, P> = { items: null, first: null, next: null, problem: null, busy: null };
  const [state, setState] = useState<State<T, P>>({ ...empty, busy: key === null ? null : 'first' });
  const asked = useRef(0);
  const latest = useRef({ question, state });
  latest.current = { question, state };

  const reload = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    setState((was) => ({ ...was, busy: 'first' }));
    try {
      const page = await latest.current.question(null);
      if (mine !== asked.current) return;
      setState({ items: page.items, first: page, next: page.next, problem: null, busy: null });
    } catch (error) {
      if (mine === asked.current) setState((was) => ({ ...was, problem: problemOf(error), busy: null }));
    }
  }, []);

  const loadMore = useCallback(async () => {
    const { next, busy } = latest.current.state;
    if (next === null || busy !== null) return;
    const mine = asked.current;
    setState((was) => ({ ...was, busy: 'more' }));
    try {
      const page = await latest.current.question(next);
      if (mine !== asked.current) return;
      setState((was) => {
        const known = new Set((was.items ?? []).map((item) => item.id));
        const items = [...(was.items ?? []), ...page.items.filter((item) => !known.has(item.id))];
        return { ...was, items, next: page.next, problem: null, busy: null };
      });
    } catch (error) {
      if (mine === asked.current) setState((was) => ({ ...was, problem: problemOf(error), busy: null }));
    }
  }, []);

  const change = useCallback((with_: (items: T[]) => T[]) => {
    setState((was) => (was.items === null ? was : { ...was, items: with_(was.items) }));
  }, []);

  useEffect(() => {
    if (key === null) return;
    // Another list: the old rows would be a lie.
    setState((was) => ({ ...was, items: null, first: null, next: null, problem: null }));
    void reload();
    return () => {
      asked.current += 1;
    };
  }, [key, reload]);

  const items = useGradually(state.items ?? NONE, ROWS_AT_ONCE);
  const busyFirst = state.busy === 'first';
  return {
    items,
    first: state.first,
    problem: state.problem,
    loading: busyFirst && state.items === null,
    refreshing: busyFirst && state.items !== null,
    more: state.next === null ? 'end' : state.busy === 'more' ? 'loading' : 'idle',
    reload,
    loadMore,
    change,
  };
}
