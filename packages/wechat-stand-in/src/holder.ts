import type { State } from './state.ts';

/** The state of the moment: a reset puts a new one in its place. */
export interface Holder {
  state: State;
  reset(): void;
}
