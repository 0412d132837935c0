/** Codes as who scans one and who keeps them find them. */
import { dayOf } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import { readCode } from '@liudan/shared/entry/code';
import type { EntryQuery, PosterQuery } from '@liudan/shared/entry/contract';
import { keepsWaysIn, waysInOf } from '@liudan/shared/entry/keepers';
import { LIMITS } from '@liudan/shared/limits';
import type { Org } from '@liudan/shared/org/tier';
import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { EntryCodeEntity } from './entry-code.entity.ts';
import { EntryUseEntity } from './entry-use.entity.ts';

export interface Uses {
  readonly month: number;
  readonly all: number;
}

/** The days that "in the last month" speaks of. */
const MONTH_DAYS = 30;

@Injectable()
export class EntryQueries {
  private readonly standing = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The row of a code, however it was typed; null where nobody made it, or its community is no longer in the district. */
  async find(text: string): Promise<EntryCodeEntity | null> {
    const code = readCode(text);
    const row = code === null ? null : await this.database.read.findOneBy(EntryCodeEntity, { code });
    return row && this.district.orgs.has(row.communityId) ? row : null;
  }

  /** The code, for who keeps it; anything else is NOT_FOUND. */
  async kept(viewer: Viewer, code: string): Promise<EntryCodeEntity> {
    const row = await this.find(code);
    return row && keepsWaysIn(row.communityId, viewer, this.district) ? row : fail('NOT_FOUND');
  }

  byIds(ids: readonly string[]): Promise<EntryCodeEntity[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.database.read.find(EntryCodeEntity, { where: { id: In([...ids]) }, order: { id: 'ASC' } });
  }

  /** The code that stands for a community or a grid. It never changes, so the database is asked once. */
  async codeOf(orgId: string): Promise<string | null> {
    const known = this.standing.get(orgId);
    if (known !== undefined) return known;
    const row = await this.database.read.findOne(EntryCodeEntity, {
      select: { id: true, code: true },
      where: { standsFor: orgId },
    });
    if (row) this.standing.set(orgId, row.code);
    return row?.code ?? null;
  }

  /** The codes in use that the viewer keeps, in the order they were made; FORBIDDEN for who keeps none. */
  async list(viewer: Viewer, { community, kind, q, after, limit }: EntryQuery) {
    const communities = this.communitiesOf(viewer, community);
    const found = this.inUse(communities.map(({ id }) => id));
    if (kind !== undefined) found.andWhere('entry.kind = :kind', { kind });
    if (q) found.andWhere(`(${this.named(q)})`, { like: `%${q.replace(/[!%_]/g, '!$&')}%`, orgs: this.orgsNamed(q) });
    if (after !== undefined) found.andWhere({ id: MoreThan(after) });
    const rows = await found
      .orderBy('entry.id', 'ASC')
      .take(limit + 1)
      .getMany();
    const page = rows.slice(0, limit);
    return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  /** What is to be printed, in the order of the list: the codes that were named, or all of a kind. NOT_FOUND for a foreign community. */
  async forPoster(viewer: Viewer, { community, kind, codes }: PosterQuery): Promise<EntryCodeEntity[]> {
    this.communitiesOf(viewer, community);
    const found = this.inUse([community]);
    if (kind !== undefined) found.andWhere('entry.kind = :kind', { kind });
    if (codes !== undefined) {
      const named = codes.split(',').flatMap((code) => readCode(code) ?? []);
      found.andWhere(named.length > 0 ? { code: In(named) } : '1 = 0');
    }
    const rows = await found
      .orderBy('entry.id', 'ASC')
      .take(LIMITS.entriesAtOnce + 1)
      .getMany();
    if (rows.length === 0) fail('INVALID_INPUT', undefined, { codes: '没有可以打印的二维码' });
    if (rows.length > LIMITS.entriesAtOnce)
      fail('INVALID_INPUT', undefined, { codes: `一次最多打印 ${LIMITS.entriesAtOnce} 张，请分几次` });
    return rows;
  }

  async usesOf(codes: readonly string[]): Promise<Map<string, Uses>> {
    if (codes.length === 0) return new Map();
    const rows = await this.database.read
      .createQueryBuilder(EntryUseEntity, 'used')
      .select('used.code', 'code')
      .addSelect('SUM(used.uses)', 'total')
      .addSelect('SUM(CASE WHEN used.day > :since THEN used.uses ELSE 0 END)', 'month')
      .where('used.code IN (:...codes)', { codes, since: dayOf(this.clock.now()) - MONTH_DAYS })
      .groupBy('used.code')
      .getRawMany<{ code: string; total: number | string; month: number | string }>();
    return new Map(rows.map(({ code, total, month }) => [code, { all: Number(total), month: Number(month) }]));
  }

  /** All that the viewer keeps, or the one he asked for: FORBIDDEN for who keeps none, NOT_FOUND for one that isn't his. */
  communitiesOf(viewer: Viewer, community: string | undefined): Org[] {
    const his = waysInOf(viewer, this.district);
    if (his.length === 0) fail('FORBIDDEN');
    if (community === undefined) return his;
    const asked = his.filter(({ id }) => id === community);
    return asked.length > 0 ? asked : fail('NOT_FOUND');
  }

  private inUse(communities: readonly string[]): SelectQueryBuilder<EntryCodeEntity> {
    return this.database.read
      .createQueryBuilder(EntryCodeEntity, 'entry')
      .where({ communityId: In([...communities]), retiredAt: IsNull() });
  }

  /** The names of communities and grids stand in the district's files, those of buildings in the rows. */
  private named(q: string): string {
    const labels = "entry.label LIKE :like ESCAPE '!' OR entry.address LIKE :like ESCAPE '!'";
    return this.orgsNamed(q).length > 0 ? `${labels} OR entry.standsFor IN (:...orgs)` : labels;
  }

  private orgsNamed(q: string): string[] {
    return [...this.district.orgs.values()].filter(({ name }) => name.includes(q)).map(({ id }) => id);
  }
}
