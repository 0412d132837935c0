import { type ProblemCode, problemWords, type Refusal, refuse } from '@liudan/shared/problem';

/** A refusal on its way out: the filter turns it into the status and the words of the problem table. */
export class ProblemError extends Error {
  constructor(readonly refusal: Refusal) {
    super(`${refusal.refused}: ${problemWords(refusal)}`);
    this.name = 'ProblemError';
  }
}

/** Stops the request with a problem from the closed list. */
export function fail(code: ProblemCode, facts?: Refusal['facts'], fields?: Refusal['fields']): never {
  throw new ProblemError(refuse(code, facts, fields));
}
