/** What a district calls its roles, tiers, channels and states: its own words where `district.yaml` has some, the method's otherwise. */
import { ROLE_WORDS, type Role } from '../identity/roles.ts';
import { TIER_NAMES, type Tier } from '../org/tier.ts';
import { CHANNEL_WORDS, type Channel, STATE_WORDS, type State } from '../ticket/status.ts';

export interface Wording {
  readonly roles: Readonly<Record<Role, string>>;
  readonly tiers: Readonly<Record<Tier, string>>;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly states: Readonly<Record<State, { readonly staff: string; readonly resident: string }>>;
}

/** As they may stand in the file: any of them may be left out. */
export type OwnWording = { readonly [Kind in keyof Wording]?: Partial<Wording[Kind]> };

export const wordingWith = (own: OwnWording = {}): Wording => ({
  roles: { ...ROLE_WORDS, ...own.roles },
  tiers: { ...TIER_NAMES, ...own.tiers },
  channels: { ...CHANNEL_WORDS, ...own.channels },
  states: { ...STATE_WORDS, ...own.states },
});
