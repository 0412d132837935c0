/**
 * How alike a report is to a ticket that is open already, so that one lamp doesn't become ten orders (features C.1, C.11).
 *
 * What is said decides, and nearness only lets less likeness be enough: a product, so that two different things at one corner are
 * never taken for one. The district's `similar` says how far, how old, and how alike.
 */
import { DAY } from '../deadline/calendar.ts';
import type { District } from '../district/schema.ts';
import type { Ticket } from './facts.ts';

export type Likened = Pick<Ticket, 'text' | 'category' | 'lng' | 'lat' | 'gridId'> & { communityId: string | null };

export interface Likeness {
  /** 0 to 1. */
  score: number;
  /** Between the two pins, where both have one. */
  metres: number | null;
  /** 「约 30 米」「同一网格」. */
  distanceWords: string;
  /** Why, for whoever decides whether it is the same: 「约 30 米」「同一分类」「说法相近」. */
  reasons: string[];
}

export interface SimilarRules {
  /** How far apart two pins may be. */
  readonly metres: number;
  /** How old the open ticket may be. */
  readonly days: number;
  /** The least score, between 0 and 1. */
  readonly atLeast: number;
  /** The roots whose tickets other residents are shown: not what is between people, nor what goes another way by law. */
  readonly shownToResidents: readonly string[];
}

const METRES_PER_DEGREE = 111_320;
const RADIAN = Math.PI / 180;

/** The box around a pin that holds every place within so many metres, in degrees. */
export function boxAround({ lng, lat }: { lng: number; lat: number }, metres: number) {
  const up = metres / METRES_PER_DEGREE;
  const across = up / Math.max(0.01, Math.cos(lat * RADIAN));
  return { west: lng - across, east: lng + across, south: lat - up, north: lat + up };
}

/** Flat enough for some hundred metres. */
export function metresBetween(a: { lng: number; lat: number }, b: { lng: number; lat: number }): number {
  const east = (a.lng - b.lng) * Math.cos(((a.lat + b.lat) / 2) * RADIAN);
  return Math.hypot(east, a.lat - b.lat) * METRES_PER_DEGREE;
}

/** Signs that say nothing, and the small words every report has. */
const EMPTY = /[\s\p{P}\p{S}了的啊呀呢吧吗嘛哦就都还很太]/gu;

function bigrams(text: string): Set<string> {
  const signs = Array.from(withoutNumbers(text).normalize('NFKC').toLowerCase().replace(EMPTY, ''));
  return new Set(signs.slice(1).map((sign, index) => `${signs[index]}${sign}`));
}

/** How alike two texts are by their pairs of signs, 0 to 1; a short one that stands whole in a long one is half alike at least. */
export function wordsAlike(a: string, b: string): number {
  const [first, second] = [bigrams(a), bigrams(b)];
  const smaller = Math.min(first.size, second.size);
  if (smaller === 0) return 0;
  const common = [...first].filter((pair) => second.has(pair)).length;
  return (common / smaller + (2 * common) / (first.size + second.size)) / 2;
}

/** Null where the two are too far apart, the ticket is too old, or they are not alike enough. */
export function likeness(
  report: Likened & { at: number },
  ticket: Likened & { submittedAt: number },
  district: Pick<District, 'categories'> & { settings: { similar: SimilarRules } },
): Likeness | null {
  const rules = district.settings.similar;
  const age = report.at - ticket.submittedAt;
  if (age > rules.days * DAY) return null;
  const place = nearness(report, ticket, rules.metres);
  if (place === null) return null;
  const words = wordsAlike(report.text, ticket.text);
  const kind = kindAlike(report.category, ticket.category, district);
  const said = kind === null ? words : report.text === '' ? kind : (kind + words) / 2;
  const fresh = 1 - Math.max(0, age) / (rules.days * DAY);
  const score = said * (0.4 + 0.5 * place.near + 0.1 * fresh);
  if (score < rules.atLeast) return null;
  const reasons = [
    place.words,
    ...(kind === 1 ? ['同一分类'] : kind === null || kind === 0 ? [] : ['同一大类']),
    ...(words >= 0.3 ? ['说法相近'] : []),
  ];
  return { score, metres: place.metres, distanceWords: place.words, reasons };
}

/** Pins decide where both have one; otherwise the grid, and last the community. */
function nearness(
  a: Likened,
  b: Likened,
  within: number,
): { near: number; metres: number | null; words: string } | null {
  if (a.lng !== null && a.lat !== null && b.lng !== null && b.lat !== null) {
    const metres = metresBetween({ lng: a.lng, lat: a.lat }, { lng: b.lng, lat: b.lat });
    return metres > within ? null : { near: 1 - metres / within, metres, words: metreWords(metres) };
  }
  if (a.gridId !== null && a.gridId === b.gridId) return { near: 0.6, metres: null, words: '同一网格' };
  if (a.communityId !== null && a.communityId === b.communityId) return { near: 0.2, metres: null, words: '同一社区' };
  return null;
}

const metreWords = (metres: number): string =>
  metres < 20 ? '20 米以内' : `约 ${metres < 100 ? Math.round(metres / 10) * 10 : Math.round(metres / 50) * 50} 米`;

/** Null where nobody has said yet what kind one of them is. */
function kindAlike(a: string | null, b: string | null, { categories }: Pick<District, 'categories'>): number | null {
  const [first, second] = [categories.get(a ?? ''), categories.get(b ?? '')];
  if (!first || !second) return null;
  if (first.id === second.id) return 1;
  return first.rootId === second.rootId ? 0.4 : 0;
}

/** A text as strangers may read it: without runs of digits that could call or name somebody. */
export const withoutNumbers = (text: string): string => text.replace(/\d(?:[\s-]?\d){6,}[xX]?/g, '***');
