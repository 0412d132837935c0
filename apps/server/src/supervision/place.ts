import { fail } from '../kernel/problem.ts';

/** Where a page of a list by an instant ended. */
interface Place {
  readonly at: number;
  readonly ticketId: string;
}

export const placeWords = (at: number, ticketId: string): string => `${at}.${ticketId}`;

/** The place that `after` names; null for the first page. A place in a list sorted otherwise is none in this one. */
export function placeOf(after: string | undefined): Place | null {
  if (after === undefined) return null;
  const [at, ticketId] = after.split('.');
  if (at === undefined || ticketId === undefined) return noPlace();
  return { at: Number(at), ticketId };
}

/** The same for a list in the order of the tickets. */
export const ticketPlaceOf = (after: string | undefined): string | null =>
  after?.includes('.') ? noPlace() : (after ?? null);

const noPlace = (): never => fail('INVALID_INPUT', undefined, { after: '翻页位置不正确，请从第一页看起' });
