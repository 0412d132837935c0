/** A person's scope as conditions of a query. It says the same as the permission `ticket.see`; a test walks both. */
import { LIVE_PART_STATES, type Scope } from '@liudan/shared/ticket/visible';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { PartEntity } from './part.entity.ts';
import type { TicketEntity } from './ticket.entity.ts';

type Query = SelectQueryBuilder<TicketEntity>;
type Or = { sql: string; parameters: Record<string, unknown> };

const among = (column: string, name: string, values: readonly string[]): Or[] =>
  values.length === 0 ? [] : [{ sql: `${column} IN (:...${name})`, parameters: { [name]: values } }];

const eitherOf = (query: Query, choices: readonly Or[]): Query =>
  query.andWhere(
    new Brackets((either) => {
      // Nothing granted means nothing found, never everything.
      if (choices.length === 0) either.where('1 = 0');
      for (const { sql, parameters } of choices) either.orWhere(sql, parameters);
    }),
  );

function byParts(query: Query, orgIds: readonly string[], states: readonly string[], name: string): Or[] {
  if (orgIds.length === 0) return [];
  const parts = query
    .subQuery()
    .select('1')
    .from(PartEntity, `${name}_part`)
    .where(`${name}_part.ticketId = ticket.id AND ${name}_part.orgId IN (:...${name}Orgs)`)
    .andWhere(`${name}_part.state IN (:...${name}States)`);
  return [{ sql: `EXISTS ${parts.getQuery()}`, parameters: { [`${name}Orgs`]: orgIds, [`${name}States`]: states } }];
}

/** Only what was reported by the person himself. */
export const onlyOwn = (query: Query, scope: Scope): Query =>
  query.andWhere('ticket.reporterId = :reporter', { reporter: scope.own });

/** All that the person's duties let him see; his own reports are under "mine". */
export function onlyVisible(query: Query, scope: Scope): Query {
  if (scope.everything) return query;
  return eitherOf(query, [
    ...among('ticket.gridId', 'grids', scope.grids),
    ...(scope.assigned ? [{ sql: 'ticket.assigneeId = :assignee', parameters: { assignee: scope.own } }] : []),
    ...among('ticket.communityId', 'communities', scope.communities),
    ...among('ticket.streetId', 'streets', scope.streets),
    ...among('ticket.holderOrg', 'holders', scope.holders),
    ...byParts(query, scope.parts, LIVE_PART_STATES, 'live'),
  ]);
}

/** What waits for the person's organisations: held by them, a part not yet done, or in his grid and held by its community. */
export function onlyWaiting(query: Query, scope: Scope, centres: readonly string[]): Query {
  query.andWhere("ticket.phase <> 'closed'");
  const inGrid: Or[] =
    scope.grids.length === 0
      ? []
      : [
          {
            sql: `ticket.phase = 'open' AND ticket.holderOrg = ticket.communityId AND (ticket.gridId IN (:...myGrids) OR ticket.assigneeId = :me)`,
            parameters: { myGrids: scope.grids, me: scope.own },
          },
        ];
  return eitherOf(query, [
    ...among('ticket.holderOrg', 'mine', [...scope.holders, ...scope.parts, ...centres]),
    ...inGrid,
    ...byParts(query, scope.parts, ['offered', 'accepted'], 'todo'),
  ]);
}
