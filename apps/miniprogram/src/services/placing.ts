/** For whom a place is being chosen: the page of the place serves the report draft, and any other form that asks for it. */
import { goTo, pageQuery, routes } from '@/routes.ts';
import { changeDraft, currentDraft } from './draft.ts';
import type { DraftPlace } from './report.ts';

export interface Placing {
  place: DraftPlace | null;
  address: string;
  use(place: DraftPlace, address: string): void;
}

let other: Placing | null = null;

/** Opens the page of the place for another form than the report. */
export function choosePlaceFor(placing: Placing): void {
  other = placing;
  goTo(routes.place, { for: 'other' });
}

export function currentPlacing(): Placing {
  if (other !== null && pageQuery().for === 'other') return other;
  const { place, address } = currentDraft();
  return { place, address, use: (chosen, words) => changeDraft({ place: chosen, address: words }) };
}
