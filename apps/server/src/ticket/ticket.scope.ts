/** A person's scope as conditions of a query. It says the same as the permission `ticket.see`; a test walks both. */
import type { Phase } from '@liudan/shared/ticket/status';
import { LIVE_PART_STATES, type Scope } from '@liudan/shared/ticket/visible';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
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

/** What waits for the person's organisations: held by them, a part not yet done, or in his grid and held by its community. */
export function onlyWaiting(query: Query, scope: Scope, centres: readonly string[]): Query {
  query.andWhere("ticket.phase <> 'closed'");
  return eitherOf(query, [
    ...among('ticket.holderOrg', 'mine', [...scope.holders, ...scope.parts, ...centres]),
    ...inGrid(scope),
    ...byParts(query, scope.parts, UNDONE, 'todo'),
  ]);
}

/**
 * The same, reason by reason. A list by deadline asks for each by itself, because an index gives the first of each in their
 * order, while for all in one condition the whole desk would have to be read and sorted. A ticket can wait for two reasons.
 */
export function waitingReasons(scope: Scope, centres: readonly string[]): ((query: Query) => Query)[] {
  const holders = [...new Set([...scope.holders, ...scope.parts, ...centres])];
  const held = holders.flatMap((holder) =>
    NOT_CLOSED.map((phase) => (query: Query) => query.andWhere({ holderOrg: holder }).andWhere({ phase })),
  );
  const others = [
    ...inGrid(scope).map((reason) => () => reason),
    ...(scope.parts.length > 0 ? [(query: Query) => withParts(query, scope.parts)] : []),
  ];
  return [
    ...held,
    ...others.map((reason) => (query: Query) => {
      const { sql, parameters } = reason(query);
      return query.andWhere("ticket.phase <> 'closed'").andWhere(sql, parameters);
    }),
  ];
}

const UNDONE = ['offered', 'accepted'];
const NOT_CLOSED = ['open', 'resolved'] as const satisfies readonly Phase[];

function inGrid(scope: Scope): Or[] {
  if (scope.grids.length === 0) return [];
  const sql = `ticket.phase = 'open' AND ticket.holderOrg = ticket.communityId AND (ticket.gridId IN (:...myGrids) OR ticket.assigneeId IN (:...me))`;
  return [{ sql, parameters: { myGrids: scope.grids, me: scope.own } }];
}

/** From the parts to their tickets, because an organisation has few parts under way and a district has many tickets. */
function withParts(query: Query, orgIds: readonly string[]): Or {
  const parts = query
    .subQuery()
    .select('todo_part.ticketId')
    .from(PartEntity, 'todo_part')
    .where('todo_part.orgId IN (:...todoOrgs) AND todo_part.state IN (:...todoStates)');
  return { sql: `ticket.id IN ${parts.getQuery()}`, parameters: { todoOrgs: orgIds, todoStates: UNDONE } };
}
