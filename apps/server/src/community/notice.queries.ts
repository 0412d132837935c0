/** Notices as residents and as those who write them find them. */
import type { NoticeQuery } from '@liudan/shared/community/contract';
import {
  communitiesOf,
  mayWriteFor,
  noticeOrgs,
  noticeStateOf,
  noticesComeFrom,
} from '@liudan/shared/community/notice';
import type { District } from '@liudan/shared/district/schema';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In, LessThan, type SelectQueryBuilder } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { PersonEntity } from '../identity/person.entity.ts';
import { Clock } from '../kernel/clock.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { anywhere, idPlace, listPlace, placeAfter } from './list-place.ts';
import { NoticeEntity } from './notice.entity.ts';
import { NoticeReaderEntity } from './notice-reader.entity.ts';

type Query = SelectQueryBuilder<NoticeEntity>;
type Page = { rows: NoticeEntity[]; next: string | null };

/** How many of the pinned notices stand first; older ones fall back to their place by time. */
const PINNED_FIRST = 5;

export interface Reach {
  readonly readers: number;
  readonly residents: number;
  readonly ofResidents: number;
}

@Injectable()
export class NoticeQueries {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleQueries,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** What is out on the page of a community: the pinned ones, then by time; a search is by time alone. */
  async out(communityId: string, { q, after, limit }: NoticeQuery): Promise<Page> {
    if (this.district.orgs.get(communityId)?.tier !== 'community') fail('NOT_FOUND');
    const place = listPlace(after);
    const pinned = q
      ? []
      : await this.latest(this.showing(communityId).andWhere('notice.pinned = :yes', { yes: true }), PINNED_FIRST);
    const first = place || q ? [] : pinned;
    const found = this.showing(communityId);
    if (pinned.length > 0) found.andWhere('notice.id NOT IN (:...pinned)', { pinned: pinned.map(({ id }) => id) });
    if (q)
      found.andWhere("(notice.title LIKE :like ESCAPE '!' OR notice.body LIKE :like ESCAPE '!')", {
        like: anywhere(q),
      });
    if (place)
      found.andWhere('(notice.publishAt < :at OR (notice.publishAt = :at AND notice.id < :id))', {
        at: asColumn(place.at),
        id: place.id,
      });
    const room = Math.max(1, limit - first.length);
    const rows = await this.latest(found, room + 1);
    const page = rows.slice(0, room);
    const last = rows.length > room ? page.at(-1) : undefined;
    return { rows: [...first, ...page], next: last ? placeAfter({ at: last.publishAt, id: last.id }) : null };
  }

  /** One notice: for who may write it in any state, for everybody else only once it is out (and after its end, too). */
  async see(viewer: Viewer | null, id: string): Promise<{ notice: NoticeEntity; writes: boolean }> {
    const notice = await this.database.read.findOneBy(NoticeEntity, { id });
    if (!notice) fail('NOT_FOUND');
    const writes = viewer !== null && mayWriteFor(notice.org, viewer, this.district);
    const state = noticeStateOf(notice, this.clock.now());
    return writes || state === 'out' || state === 'ended' ? { notice, writes } : fail('NOT_FOUND');
  }

  /** The notice for who may write it, in the transaction that changes it; anything else is NOT_FOUND. */
  async forWriting(tx: EntityManager, viewer: Viewer, id: string): Promise<NoticeEntity> {
    const notice = await tx.findOneBy(NoticeEntity, { id });
    return notice && mayWriteFor(notice.org, viewer, this.district) ? notice : fail('NOT_FOUND');
  }

  /** All that the viewer may write, the latest first; FORBIDDEN for who writes none. */
  async atDesk(
    viewer: Viewer,
    { after, limit }: NoticeQuery,
  ): Promise<Page & { orgs: { id: string; name: string }[] }> {
    const orgs = noticeOrgs(viewer, this.district).map(({ id, name }) => ({ id, name }));
    if (orgs.length === 0) fail('FORBIDDEN');
    const place = idPlace(after);
    const rows = await this.database.read.find(NoticeEntity, {
      where: { org: In(orgs.map(({ id }) => id)), ...(place === undefined ? {} : { id: LessThan(place) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null, orgs };
  }

  /** Who has read a notice: each resident once; and of the residents of its area how many. */
  async reach({ id, org }: NoticeEntity): Promise<Reach> {
    const communities = communitiesOf(org, this.district);
    const [readers, residents, ofResidents] = await Promise.all([
      this.database.read.countBy(NoticeReaderEntity, { noticeId: id }),
      this.people.countResidents(communities),
      this.database.read
        .createQueryBuilder(NoticeReaderEntity, 'reader')
        .innerJoin(
          PersonEntity,
          'person',
          "person.id = reader.personId AND person.kind = 'resident' AND person.openid IS NOT NULL AND person.disabledAt IS NULL AND person.communityId IN (:...communities)",
          { communities },
        )
        .where('reader.noticeId = :id', { id })
        .getCount(),
    ]);
    return { readers, residents, ofResidents };
  }

  private showing(communityId: string): Query {
    return this.database.read
      .createQueryBuilder(NoticeEntity, 'notice')
      .where('notice.org IN (:...orgs)', { orgs: noticesComeFrom(communityId, this.district) })
      .andWhere('notice.withdrawnAt IS NULL AND notice.publishAt <= :now', { now: asColumn(this.clock.now()) })
      .andWhere('(notice.untilAt IS NULL OR notice.untilAt > :now)');
  }

  private latest(found: Query, limit: number): Promise<NoticeEntity[]> {
    return found.orderBy('notice.publishAt', 'DESC').addOrderBy('notice.id', 'DESC').take(limit).getMany();
  }
}
