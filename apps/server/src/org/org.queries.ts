import type { Named } from '@liudan/shared/contract';
import { type PlacedSystem, toGcj02 } from '@liudan/shared/dispatch/coordinates';
import { placeToGrid } from '@liudan/shared/dispatch/place';
import type { CommunityView, DistrictView, PlaceView } from '@liudan/shared/district/contract';
import type { District } from '@liudan/shared/district/schema';
import type { Org } from '@liudan/shared/org/tier';
import { childrenOf, orgOf, streetOf } from '@liudan/shared/org/tree';
import { Inject, Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { DISTRICT } from '../kernel/district.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { fail } from '../kernel/problem.ts';
import { districtView } from './district.view.ts';
import { EntryBoard } from './entry-board.ts';
import { NoticeBoard } from './notice-board.ts';

/** What anybody may know of the district and its communities. */
@Injectable()
export class OrgQueries {
  private readonly view: DistrictView;

  constructor(
    @Inject(DISTRICT) private readonly district: District,
    @Inject(ENV) env: Pick<Env, 'demo'>,
    private readonly people: PeopleQueries,
    private readonly board: NoticeBoard,
    private readonly entries: EntryBoard,
  ) {
    this.view = districtView(district, env.demo);
  }

  about(): DistrictView {
    return this.view;
  }

  place(place: { lng: number; lat: number; system: PlacedSystem }): PlaceView {
    const [lng, lat] = toGcj02(place);
    const found = placeToGrid(this.district, lng, lat);
    if (!found) return { lng, lat, grid: null, community: null, street: null };
    const { gridId, communityId, streetId } = found;
    return { lng, lat, grid: this.named(gridId), community: this.named(communityId), street: this.named(streetId) };
  }

  async community(id: string): Promise<CommunityView> {
    const community = this.district.orgs.get(id);
    const street = community?.tier === 'community' ? streetOf(this.district, id) : null;
    if (!community || !street) fail('NOT_FOUND');
    const grids = childrenOf(this.district, id).filter(({ tier }) => tier === 'grid');
    return {
      id,
      name: community.name,
      street: this.named(street.id),
      phone: community.phone ?? null,
      grids: await Promise.all(grids.map((grid) => this.grid(grid))),
      groups: await this.groups(community.id),
      notices: await this.board.of(community.id),
      code: await this.entries.codeOf(community.id),
    };
  }

  /** Names and numbers are those of the roster: whoever keeps contact with a group is there to be called. */
  private groups(communityId: string): Promise<CommunityView['groups']> {
    return Promise.all(
      this.district.groups
        .filter(({ community }) => community === communityId)
        .map(async ({ id, name, members }) => ({
          id,
          name,
          members: (await this.people.byRosterKeys(members)).flatMap((member) =>
            member.name === null ? [] : [{ name: member.name, phone: member.phone }],
          ),
        })),
    );
  }

  private async grid(grid: Org): Promise<CommunityView['grids'][number]> {
    const workers = await this.people.gridWorkersOf(grid.id);
    return {
      id: grid.id,
      name: grid.name,
      polygon: (grid.polygon ?? []).map(([lng, lat]) => [lng, lat]),
      workers: workers.flatMap(({ name, phone }) => (name === null ? [] : [{ name, phone }])),
    };
  }

  private named(id: string): Named {
    return { id, name: orgOf(this.district, id).name };
  }
}
