/** A person's scope as conditions of a query. It says the same as the permission `ticket.see`; a test walks both. */
import type { Phase } from '@liudan/shared/ticket/status';
import { LIVE_PART_STATES, type Scope } from '@liudan/shared/ticket/visible';
import { Brackets, In, type SelectQueryBuilder } from 'typeorm';
import { FollowerEntity } from './follower.entity.ts';
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
  query.andWhere('ticket.reporterId IN (:...reporter)', { reporter: scope.own });

/** Only what the person follows. */
export const onlyFollowed = (query: Query, scope: Scope): Query =>
  query.andWhere(
    `ticket.id IN ${query
      .subQuery()
      .select('follower.ticketId')
      .from(FollowerEntity, 'follower')
      .where('follower.personId IN (:...followerIds) AND follower.leftAt IS NULL')
      .getQuery()}`,
    { followerIds: scope.own },
  );

/** Nobody's own report, and none he follows: there he waits for the answer himself. */
export const onlyForeign = (query: Query, scope: Scope): Query =>
  query
    .andWhere('ticket.reporterId NOT IN (:...self)', { self: scope.own })
    .andWhere(
      `ticket.id NOT IN ${query
        .subQuery()
        .select('own_follower.ticketId')
        .from(FollowerEntity, 'own_follower')
        .where('own_follower.personId IN (:...self) AND own_follower.leftAt IS NULL')
        .getQuery()}`,
    );

/** All that the person's duties let him see; his own reports are under "mine". */
export function onlyVisible(query: Query, scope: Scope): Query {
  if (scope.everything) return query;
  return eitherOf(query, [
    ...among('ticket.gridId', 'grids', scope.grids),
    ...(scope.assigned ? [{ sql: 'ticket.assigneeId IN (:...assignee)', parameters: { assignee: scope.own } }] : []),
    ...among('ticket.communityId', 'communities', scope.communities),
    ...among('ticket.streetId', 'streets', scope.streets),
    ...among('ticket.holderOrg', 'holders', scope.holders),
    ...byParts(query, scope.parts, LIVE_PART_STATES, 'live'),
  ]);
}

/** One of the reasons why a ticket is in a list. A ticket can be there for two of them. */
export type Reason = (query: Query) => Query;

/**
 * The same as `onlyVisible`, reason by reason, and each by the one thing it asks for: an index gives the first of each in their order, while
 * for all of them in one condition the whole district would have to be read. Only for a scope that isn't everything.
 */
export function visibleReasons(scope: Scope): Reason[] {
  const exactly = (column: Exact, values: readonly string[]) =>
    values.flatMap((value) =>
      PHASES.map(
        (phase): Reason =>
          (query) =>
            query.andWhere({ [column]: value, phase }),
      ),
    );
  return [
    ...exactly('gridId', scope.grids),
    ...exactly('assigneeId', scope.assigned ? scope.own : []),
    ...exactly('communityId', scope.communities),
    ...exactly('streetId', scope.streets),
    // Phase by phase the index of all open tickets would look better to SQLite than that of the few of one desk.
    ...scope.holders.map(
      (holderOrg): Reason =>
        (query) =>
          query.andWhere({ holderOrg, phase: In([...NOT_CLOSED]) }),
    ),
    ...inParts(scope.parts, LIVE_PART_STATES),
  ];
}

/** What waits for the person's organisations: held by them, a part not yet done, or in his grid and held by its community. */
export function waitingReasons(scope: Scope, centres: readonly string[]): Reason[] {
  const holders = [...new Set([...scope.holders, ...scope.parts, ...centres])];
  const inGrid = (which: Partial<Record<Exact, string>>): Reason => {
    return (query) => query.andWhere({ ...which, phase: 'open' }).andWhere('ticket.holderOrg = ticket.communityId');
  };
  return [
    ...holders.flatMap((holderOrg) =>
      NOT_CLOSED.map(
        (phase): Reason =>
          (query) =>
            query.andWhere({ holderOrg, phase }),
      ),
    ),
    ...scope.grids.map((gridId) => inGrid({ gridId })),
    ...(scope.grids.length > 0 ? scope.own.map((assigneeId) => inGrid({ assigneeId })) : []),
    ...inParts(scope.parts, UNDONE).map(
      (reason): Reason =>
        (query) =>
          reason(query).andWhere("ticket.phase <> 'closed'"),
    ),
  ];
}

type Exact = 'gridId' | 'assigneeId' | 'communityId' | 'streetId' | 'holderOrg';
const UNDONE = ['offered', 'accepted'];
const NOT_CLOSED = ['open', 'resolved'] as const satisfies readonly Phase[];
const PHASES = [...NOT_CLOSED, 'closed'] as const satisfies readonly Phase[];

/** From the parts to their tickets, because an organisation has few parts under way and a district has many tickets. */
function inParts(orgIds: readonly string[], states: readonly string[]): Reason[] {
  if (orgIds.length === 0) return [];
  return [
    (query) => {
      const parts = query
        .subQuery()
        .select('own_part.ticketId')
        .from(PartEntity, 'own_part')
        .where('own_part.orgId IN (:...partOrgs) AND own_part.state IN (:...partStates)');
      return query.andWhere(`ticket.id IN ${parts.getQuery()}`, { partOrgs: orgIds, partStates: states });
    },
  ];
}
