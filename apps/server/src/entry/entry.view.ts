/** Codes as the contract shows them. */
import type { Named } from '@liudan/shared/contract';
import type { District } from '@liudan/shared/district/schema';
import { sceneOf } from '@liudan/shared/entry/code';
import type { EntryCard, EntryPage, EntryView } from '@liudan/shared/entry/contract';
import { waysInOf } from '@liudan/shared/entry/keepers';
import { ENTRY_KIND_WORDS, entranceWords, isAdded } from '@liudan/shared/entry/kinds';
import type { Actor } from '@liudan/shared/identity/roles';
import { LIMITS } from '@liudan/shared/limits';
import { childrenOf, orgOf } from '@liudan/shared/org/tree';
import { speech } from '@liudan/shared/wording';
import { Inject, Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { DISTRICT } from '../kernel/district.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { EntryQueries } from './entry.queries.ts';
import type { EntryCodeEntity } from './entry-code.entity.ts';

/** What a code says of itself, without anybody's name. */
type Place = Pick<EntryView, 'kind' | 'label' | 'words' | 'community' | 'grid' | 'address'>;

@Injectable()
export class EntryViews {
  constructor(
    private readonly queries: EntryQueries,
    private readonly people: PeopleQueries,
    @Inject(DISTRICT) private readonly district: District,
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
  ) {}

  /** For anybody. A code that was taken out of use, or whose grid is gone, still knows its community. */
  async view(row: EntryCodeEntity): Promise<EntryView> {
    const retired = row.retiredAt !== null || !this.district.orgs.has(row.org);
    const place = retired ? this.communityAlone(row) : this.placeOf(row);
    const pin = retired ? null : pinOf(row);
    return { code: row.code, ...place, place: pin, worker: await this.workerOf(place.grid), retired };
  }

  async cards(rows: readonly EntryCodeEntity[]): Promise<EntryCard[]> {
    const uses = await this.queries.usesOf(rows.map(({ code }) => code));
    const say = speech(this.district);
    return rows.map((row) => {
      const { id, code, kind, retiredAt } = row;
      return {
        id,
        code,
        ...(this.district.orgs.has(row.org) ? this.placeOf(row) : this.communityAlone(row)),
        kindWords: say(ENTRY_KIND_WORDS[kind]),
        prefix: row.address,
        place: pinOf(row),
        link: this.link(code),
        uses: uses.get(code) ?? { month: 0, all: 0 },
        canChange: isAdded(kind) && retiredAt === null,
        retiredAt: retiredAt === null ? null : new Date(retiredAt).toISOString(),
      };
    });
  }

  /** The communities whose codes somebody keeps, with their grids. */
  choices(actor: Actor): EntryPage['communities'] {
    return waysInOf(actor, this.district).map(({ id, name }) => ({
      id,
      name,
      grids: childrenOf(this.district, id)
        .filter(({ tier }) => tier === 'grid')
        .map((grid) => ({ id: grid.id, name: grid.name })),
    }));
  }

  /** The same way in for a browser: the home page tells the rest from the code. */
  link(code: string): string {
    return `${this.env.publicUrl}/#/pages/home/index?${sceneOf(code)}`;
  }

  /** The worker of a grid as the page of the community shows him to everybody; one who can be called comes first. */
  private async workerOf(grid: Named | null): Promise<EntryView['worker']> {
    if (grid === null) return null;
    const workers = (await this.people.gridWorkersOf(grid.id)).flatMap(({ name, phone }) =>
      name === null ? [] : [{ name, phone }],
    );
    return workers.find(({ phone }) => phone !== null) ?? workers[0] ?? null;
  }

  private placeOf({ kind, org, communityId, label, address }: EntryCodeEntity): Place {
    const community = this.named(communityId);
    const own = isAdded(kind) ? label : this.named(org).name;
    return {
      kind,
      label: own,
      words: entranceWords({ label: own, community: community.name }),
      community,
      grid: orgOf(this.district, org).tier === 'grid' ? this.named(org) : null,
      address: isAdded(kind) ? [address, label].filter(Boolean).join(' ').slice(0, LIMITS.address) : '',
    };
  }

  private communityAlone({ kind, communityId }: EntryCodeEntity): Place {
    const community = this.named(communityId);
    return { kind, label: community.name, words: community.name, community, grid: null, address: '' };
  }

  private named(id: string): Named {
    return { id, name: orgOf(this.district, id).name };
  }
}

const pinOf = ({ lng, lat }: EntryCodeEntity): EntryView['place'] =>
  lng === null || lat === null ? null : { lng, lat };
