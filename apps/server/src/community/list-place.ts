/** A place in a list that is sorted by an instant: `<ms>.<id>`, the contract's `after`. */
import { fail } from '../kernel/problem.ts';

export interface ListPlace {
  readonly at: number;
  readonly id: string;
}

export const placeAfter = ({ at, id }: ListPlace): string => `${at}.${id}`;

/** Where a page ended; null for the first page. A place of a list sorted otherwise is refused. */
export function listPlace(after: string | undefined): ListPlace | null {
  if (after === undefined) return null;
  const [at, id] = after.split('.');
  // No instant of ours is later than a date can tell.
  if (at === undefined || id === undefined || Number(at) > 8.64e15) return wrongPlace();
  return { at: Number(at), id };
}

/** A place in a list sorted by id. */
export function idPlace(after: string | undefined): string | undefined {
  return after?.includes('.') ? wrongPlace() : after;
}

const wrongPlace = (): never => fail('INVALID_INPUT', undefined, { after: '翻页位置不正确，请从第一页看起' });

/** The pattern of `LIKE … ESCAPE '!'` that finds these words anywhere. */
export const anywhere = (words: string): string => `%${words.replace(/[!%_]/g, '!$&')}%`;
