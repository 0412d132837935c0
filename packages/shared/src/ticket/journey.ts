/**
 * The journey of a ticket: this table *is* the workflow (design: six orders; HJ-06 … HJ-33). `rows/` has it order by order.
 *
 * A row says: this act, from these states, by these people, leads to that state, makes that organisation the holder, stops
 * these clocks and starts those. The server executes it, the clients draw their buttons from it, the tests walk it and
 * docs/journey.md is printed from it. Rows are tried from the top: the first that fits state, person and input is taken.
 */
import type { Row } from './row.ts';
import { FOLLOW } from './rows/follow.ts';
import { HANDLE } from './rows/handle.ts';
import { ORDER } from './rows/order.ts';
import { REPORT } from './rows/report.ts';
import { REQUEST } from './rows/request.ts';
import { SCORE } from './rows/score.ts';
import { SCREEN } from './rows/screen.ts';
import { SUPERVISE } from './rows/supervise.ts';
import { TIME } from './rows/time.ts';

export const JOURNEY: readonly Row[] = [...ORDER, ...REPORT, ...FOLLOW, ...HANDLE, ...REQUEST, ...SUPERVISE, ...SCORE, ...SCREEN, ...TIME];
