import type { ApiEntry, SetDataEntry } from './program.ts';
import { describe } from './realm.ts';

/** Everything a test may want to read afterwards; one per start of the app. */
export const log = { setData: [] as SetDataEntry[], errors: [] as string[], api: [] as ApiEntry[] };

export function report(problem: string): void {
  log.errors.push(problem);
  console.error(problem);
}

/** Runs code of the mini-program; what it throws is reported, as WeChat does, and not passed on. */
export function guarded<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    report(describe(error));
    return undefined;
  }
}
