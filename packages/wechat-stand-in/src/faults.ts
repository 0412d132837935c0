/** Trouble on request: what a test lets go wrong between the caller and the real service. */
import type { State } from './state.ts';

export interface FaultMatch {
  /** The endpoint's path, or `*` for all of them. */
  readonly path: string;
  readonly openid?: string;
  readonly template?: string;
}

type FaultKind =
  /** An error of the service itself; nothing is processed. Without `msg` the usual text of the code. */
  | { readonly kind: 'errcode'; readonly code: number; readonly msg?: string }
  /** An answer from a gateway in between (502 and a page of HTML unless told otherwise); nothing is processed. */
  | { readonly kind: 'http'; readonly status?: number; readonly body?: string }
  /** No answer for `ms` (a minute unless told otherwise), then the connection ends; nothing is processed. */
  | { readonly kind: 'timeout'; readonly ms?: number }
  /** Processed after `ms`, whether the caller is still waiting or not. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection breaks before anything is processed. */
  | { readonly kind: 'reset' }
  /** Processed, but the connection breaks before the answer: the caller can't know. */
  | { readonly kind: 'resetAfter' }
  /** Processed, but only the first half of the answer arrives. */
  | { readonly kind: 'badjson' }
  /** 40001 although the token is right; nothing is processed. */
  | { readonly kind: 'invalidToken' };

export type Fault = FaultKind & {
  readonly match: FaultMatch;
  /** How many calls it hits; without it, every one until the faults are cleared. */
  readonly times?: number;
  /** The chance that a matching call is hit, 0 to 1; without it, always. */
  readonly probability?: number;
};

/** Whom a call is about, as far as it can be told before anything is checked. */
export interface Target {
  readonly path: string;
  readonly openid: string | null;
  readonly template: string | null;
}

/** The first fault that hits this call; one with a number of times has then one left less. */
export function takeFault(state: State, target: Target, random: () => number): Fault | null {
  const hit = state.faults.find((fault) => matches(fault.match, target) && random() < (fault.probability ?? 1));
  if (!hit) return null;
  if (hit.times !== undefined) {
    const left = hit.times - 1;
    state.faults = state.faults.flatMap((fault) => {
      if (fault !== hit) return [fault];
      return left > 0 ? [{ ...fault, times: left }] : [];
    });
  }
  return hit;
}

function matches(match: FaultMatch, target: Target): boolean {
  return (
    (match.path === '*' || match.path === target.path) &&
    (match.openid === undefined || match.openid === target.openid) &&
    (match.template === undefined || match.template === target.template)
  );
}
