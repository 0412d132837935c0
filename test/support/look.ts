/** A page in one of its states, as it is looked at by tests of every client: who opens it, and how it gets there. */
import type { Page } from 'playwright-core';
import { photograph } from './photographs.ts';
import type { Screen, UploadedFile } from './screen.ts';

/** Whose phone it is: everybody of whom some page shows something of its own. The names are the demo district's. */
export const PEOPLE = {
  visitor: null,
  resident: '姜菊香',
  neighbour: '邹国平',
  community: '杨美玲',
  street: '龙立新',
  caller: '苏长生',
  leader: '陈春梅',
  office: '萧少华',
  operator: '沈水清',
} as const;
export type Person = keyof typeof PEOPLE;

/** A screen on which a page is looked at, in a browser or in the mini-program's host. */
export interface Looked extends Screen {
  readonly page: Page;
}

export interface Look {
  readonly name: string;
  readonly who: Person;
  readonly route: () => string;
  /** What tells that the page is there. */
  readonly sign: string;
  /** Brings it into the state to look at. */
  readonly prepare?: (phone: Looked) => Promise<void>;
}

/** Tickets of the looks: one just reported, one under way, one resolved. */
export const tickets = { fresh: '', under: '', done: '' };

export const photographed = (): Promise<UploadedFile> => photograph('darkStreet');
