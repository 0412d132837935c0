/**
 * What a district calls its roles, tiers, channels and states: its own words where `district.yaml` has some, the method's otherwise.
 *
 * The program's own sentences (buttons, hints, refusals) are written with the plain words of the method, such as 社区. A district that
 * says otherwise has them replaced on the way out; the names of its organisations are never touched.
 */

import type { District } from './district/schema.ts';
import { ROLE_WORDS, type Role } from './identity/roles.ts';
import { TIER_NAMES, type Tier } from './org/tier.ts';
import { CHANNEL_WORDS, type Channel, STATE_WORDS, type State } from './ticket/status.ts';

/** The tiers that sentences speak of, as they are called there. */
export const PLAIN_WORDS = {
  community: '社区',
  street: '街道',
  department: '部门',
  dispatch_centre: '调度中心',
  supervision_office: '督查室',
  grid: '网格',
} as const satisfies Partial<Record<Tier, string>>;
export type PlainTier = keyof typeof PLAIN_WORDS;
export const PLAIN_TIERS = Object.keys(PLAIN_WORDS) as PlainTier[];

export interface Wording {
  readonly plain: Readonly<Record<PlainTier, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly tiers: Readonly<Record<Tier, string>>;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly states: Readonly<Record<State, { readonly staff: string; readonly resident: string }>>;
}

/** As they may stand in the file: any of them may be left out. */
export type OwnWording = { readonly [Kind in keyof Wording]?: Partial<Wording[Kind]> };

export function wordingWith(own: OwnWording = {}): Wording {
  const plain = { ...PLAIN_WORDS, ...own.plain };
  const say = speechOf(plain, []);
  const said = <Words extends Readonly<Record<string, string>>>(words: Words): Words =>
    Object.fromEntries(Object.entries(words).map(([key, word]) => [key, say(word)])) as Words;
  const states = Object.entries(STATE_WORDS).map(([state, words]) => [state, said(words)]);
  return {
    plain,
    roles: { ...said(ROLE_WORDS), ...own.roles },
    tiers: { ...TIER_NAMES, ...own.tiers },
    channels: { ...said(CHANNEL_WORDS), ...own.channels },
    states: { ...(Object.fromEntries(states) as Wording['states']), ...own.states },
  };
}

export type Speech = (sentence: string) => string;

const speeches = new WeakMap<object, Speech>();

/** Says a sentence of the program in the words of a district. */
export function speech(district: Pick<District, 'orgs' | 'wording'>): Speech {
  const known = speeches.get(district.wording);
  if (known) return known;
  const made = speechOf(
    district.wording.plain,
    [...district.orgs.values()].map(({ name }) => name),
  );
  speeches.set(district.wording, made);
  return made;
}

function speechOf(plain: Wording['plain'], names: readonly string[]): Speech {
  const own = new Map(
    PLAIN_TIERS.filter((tier) => plain[tier] !== PLAIN_WORDS[tier]).map((tier) => [
      PLAIN_WORDS[tier] as string,
      plain[tier],
    ]),
  );
  if (own.size === 0) return (sentence) => sentence;
  // The longest first, so that 「李万街道」 is met as a name before 「街道」 is met as a word.
  // What was said already stays as it is, also where the district's word holds the plain one.
  const met = [...new Set([...names, ...own.keys(), ...own.values()])].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(met.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|'), 'g');
  return (sentence) => sentence.replace(pattern, (word) => own.get(word) ?? word);
}
