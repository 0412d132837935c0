import { HANDLING_STATES, phaseOf, STATES, type State } from '../status.ts';

/** Whoever wrote a row with these meant all of them, also those that come later. */
export const OPEN: readonly State[] = STATES.filter((state) => phaseOf(state) === 'open');
export const HANDLING: readonly State[] = HANDLING_STATES;
