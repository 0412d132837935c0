import { useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, problemOf } from './problem.ts';

export interface Requested<T> {
  data: T | null;
  problem: Problem | null;
  /** Nothing to show yet: draw the skeleton. */
  loading: boolean;
  /** Something is shown and being asked for again. */
  refreshing: boolean;
  reload(): Promise<void>;
  /** Puts a value in place, such as the answer to an act. */
  put(data: T): void;
}

/**
 * Asks when the page opens and again when `key` changes; a null key asks nothing. What was shown stays until there is
 * better: a failed reload keeps the old data and adds the problem.
 */
export function useRequest<T>(key: string | null, question: () => Promise<T>): Requested<T> {
  const [state, setState] = useState<{ data: T | null; problem: Problem | null; busy: boolean }>({
    data: null,
    problem: null,
    busy: key !== null,
  });
  // Only the answer to the latest question counts, and none after the page has gone.
  const asked = useRef(0);
  const latest = useRef({ key, question });
  latest.current = { key, question };

  const reload = useCallback(async () => {
    if (latest.current.key === null) return;
    asked.current += 1;
    const mine = asked.current;
    setState((was) => ({ ...was, busy: true }));
    try {
      const data = await latest.current.question();
      if (mine === asked.current) setState({ data, problem: null, busy: false });
    } catch (error) {
      if (mine === asked.current) setState((was) => ({ data: was.data, problem: problemOf(error), busy: false }));
    }
  }, []);

  const put = useCallback((data: T) => {
    asked.current += 1;
    setState({ data, problem: null, busy: false });
  }, []);

  useEffect(() => {
    if (key === null) return;
    void reload();
    return () => {
      asked.current += 1;
    };
  }, [key, reload]);

  return {
    data: state.data,
    problem: state.problem,
    loading: state.busy && state.data === null,
    refreshing: state.busy && state.data !== null,
    reload,
    put,
  };
}
