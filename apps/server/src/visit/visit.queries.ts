import type { District, ResidentsGroup } from '@liudan/shared/district/schema';
import { mayEnter } from '@liudan/shared/ticket/visible';
import type { VisitQuery } from '@liudan/shared/visit/contract';
import { maySeeVisit, maySettleVisit, visitScopeOf } from '@liudan/shared/visit/rules';
import { Inject, Injectable } from '@nestjs/common';
import { Brackets } from 'typeorm';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { VisitEntity } from './visit.entity.ts';

interface Where {
  grid?: string | undefined;
  group?: string | undefined;
  community?: string | undefined;
}

@Injectable()
export class VisitQueries {
  constructor(
    private readonly database: Database,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** One entry, for somebody who may read it; anything else is NOT_FOUND. */
  async see(viewer: Viewer, id: string): Promise<VisitEntity> {
    const row = await this.database.read.findOneBy(VisitEntity, { id });
    return row && maySeeVisit(viewer, row, this.district) ? row : fail('NOT_FOUND');
  }

  /** The first entry of an order; null where it has none. */
  ofTicket(ticketId: string): Promise<VisitEntity | null> {
    return this.database.read.findOne(VisitEntity, { where: { ticketId }, order: { id: 'ASC' } });
  }

  /** The residents' group of this id; INVALID_INPUT where the district has none, or it lies in another community. */
  group(id: string, communityId?: string): ResidentsGroup {
    const group = this.district.groups.find((one) => one.id === id);
    if (!group) fail('INVALID_INPUT', undefined, { group: '没有这个小组' });
    if (communityId !== undefined && group.community !== communityId)
      fail('INVALID_INPUT', undefined, { group: '这个小组不在所选的社区' });
    return group;
  }

  /** Who may go on with an entry that he may read. */
  maySettle(viewer: Viewer, row: VisitEntity): boolean {
    return maySettleVisit(viewer, row, this.district);
  }

  /** Where an entry without an order belongs: to the grid, the group or the community that was named. */
  place({ grid, group, community }: Where): Pick<VisitEntity, 'communityId' | 'streetId' | 'gridId'> {
    const named = community === undefined ? undefined : this.area('community', community);
    const gridArea = grid === undefined ? undefined : this.area('grid', grid);
    const area = gridArea ?? named;
    const inGroup = group === undefined ? null : this.group(group, area?.communityId);
    const place = area ?? (inGroup && this.area('community', inGroup.community));
    if (!place) fail('INVALID_INPUT', undefined, { community: '请选择社区、网格或小组' });
    if (named && named.communityId !== place.communityId)
      fail('INVALID_INPUT', undefined, { grid: '这个网格不在所选的社区' });
    return { ...place, gridId: gridArea ? (grid ?? null) : (inGroup?.grid ?? null) };
  }

  private area(tier: 'grid' | 'community', orgId: string): Pick<VisitEntity, 'communityId' | 'streetId'> {
    const org = this.district.orgs.get(orgId);
    if (org?.tier !== tier || org.communityId === undefined || org.streetId === undefined)
      fail('INVALID_INPUT', undefined, { [tier]: tier === 'grid' ? '没有这个网格' : '没有这个社区' });
    return { communityId: org.communityId, streetId: org.streetId };
  }

  /** A page of the ledger, newest first, of what the viewer's duties let him read. FORBIDDEN for who keeps no ledger. */
  async list(viewer: Viewer, query: VisitQuery): Promise<{ rows: VisitEntity[]; next: string | null }> {
    if (!mayEnter(viewer)) fail('FORBIDDEN');
    const found = this.database.read.createQueryBuilder(VisitEntity, 'visit').where('1 = 1');
    const { everything, ...scope } = visitScopeOf(viewer, this.district);
    if (!everything)
      found.andWhere(
        new Brackets((either) => {
          either.where('visit.enteredBy IN (:...own)', { own: scope.own });
          if (scope.grids.length > 0) either.orWhere('visit.gridId IN (:...grids)', { grids: scope.grids });
          if (scope.communities.length > 0)
            either.orWhere('visit.communityId IN (:...communities)', { communities: scope.communities });
          if (scope.streets.length > 0) either.orWhere('visit.streetId IN (:...streets)', { streets: scope.streets });
        }),
      );
    const { outcome, channel, org, group, q, after, limit } = query;
    if (outcome) found.andWhere('visit.outcome = :outcome', { outcome });
    if (channel) found.andWhere('visit.channel = :channel', { channel });
    if (org) found.andWhere('(visit.gridId = :org OR visit.communityId = :org OR visit.streetId = :org)', { org });
    if (group) found.andWhere('visit.groupId = :group', { group });
    if (q) found.andWhere("visit.text LIKE :like ESCAPE '!'", { like: `%${q.replace(/[!%_]/g, '!$&')}%` });
    if (after) found.andWhere('visit.id < :after', { after });
    const rows = await found
      .orderBy('visit.id', 'DESC')
      .take(limit + 1)
      .getMany();
    const page = rows.slice(0, limit);
    return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  }
}
