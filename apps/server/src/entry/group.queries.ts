/** Residents' WeChat groups as the staff of a community find them. */
import type { District } from '@liudan/shared/district/schema';
import type { GroupView } from '@liudan/shared/entry/contract';
import { GROUP_STATE_WORDS } from '@liudan/shared/entry/group';
import { keepsWaysIn, waysInOf } from '@liudan/shared/entry/keepers';
import { orgOf } from '@liudan/shared/org/tree';
import { speech } from '@liudan/shared/wording';
import { Inject, Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { EntryGroupEntity } from './entry-group.entity.ts';

/** A community has some dozens of groups; what is more is old and was refused. */
const SHOWN = 200;
const ORDER = { proposed: 0, confirmed: 1, refused: 2 } as const;

@Injectable()
export class GroupQueries {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleQueries,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The groups of the communities the viewer looks after, those that wait first; FORBIDDEN for who looks after none. */
  async list(viewer: Viewer): Promise<GroupView[]> {
    const communities = waysInOf(viewer, this.district).map(({ id }) => id);
    if (communities.length === 0) fail('FORBIDDEN');
    const rows = await this.shown(communities).orderBy('known.id', 'DESC').take(SHOWN).getMany();
    return this.views(rows.sort((a, b) => ORDER[a.state] - ORDER[b.state]));
  }

  /** How many wait for the viewer's word; nothing for who has none to say. */
  async proposed(viewer: Viewer): Promise<number> {
    const communities = waysInOf(viewer, this.district).map(({ id }) => id);
    if (communities.length === 0) return 0;
    return this.shown(communities).andWhere('known.state = :proposed', { proposed: 'proposed' }).getCount();
  }

  /** The group, for who looks after its community; anything else is NOT_FOUND. */
  async kept(viewer: Viewer, id: string): Promise<EntryGroupEntity> {
    const row = await this.database.read.findOneBy(EntryGroupEntity, { id });
    return row && keepsWaysIn(row.communityId, viewer, this.district) ? row : fail('NOT_FOUND');
  }

  async view(row: EntryGroupEntity): Promise<GroupView> {
    const [view] = await this.views([row]);
    return view ?? fail('NOT_FOUND');
  }

  private async views(rows: readonly EntryGroupEntity[]): Promise<GroupView[]> {
    const names = await this.people.names(rows.flatMap(({ decidedBy }) => decidedBy ?? []));
    const say = speech(this.district);
    return rows.map((row) => ({
      id: row.id,
      community: { id: row.communityId, name: orgOf(this.district, row.communityId).name },
      state: row.state,
      stateWords: say(GROUP_STATE_WORDS[row.state]),
      name: row.name,
      proposedAt: new Date(row.proposedAt).toISOString(),
      through: row.code,
      arrivals: row.arrivals,
      decided:
        row.decidedAt === null
          ? null
          : {
              at: new Date(row.decidedAt).toISOString(),
              by: row.decidedBy ? (names.get(row.decidedBy) ?? null) : null,
            },
    }));
  }

  /** A group that another community has confirmed waits for nobody any more. */
  private shown(communities: readonly string[]): SelectQueryBuilder<EntryGroupEntity> {
    return this.database.read
      .createQueryBuilder(EntryGroupEntity, 'known')
      .where({ communityId: In([...communities]) })
      .andWhere((query) => {
        const elsewhere = query
          .subQuery()
          .select('1')
          .from(EntryGroupEntity, 'other')
          .where('other.confirmedAs = known.groupHash')
          .getQuery();
        return `(known.state <> :waiting OR NOT EXISTS ${elsewhere})`;
      })
      .setParameter('waiting', 'proposed');
  }
}
