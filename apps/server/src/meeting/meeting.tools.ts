import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { AreaQueries } from '../ticket/area.queries.ts';
import type { TicketEntity } from '../ticket/ticket.entity.ts';

/** What the acts of a meeting need from beside: time, ids, a transaction, people and tickets. */
@Injectable()
export class MeetingTools {
  constructor(
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly database: Database,
    private readonly people: PeopleQueries,
    private readonly areas: AreaQueries,
  ) {}

  now(): number {
    return this.clock.now();
  }

  nextId(): string {
    return this.ids.next();
  }

  write<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.database.write(work);
  }

  /** Person ids by key on the roster. */
  async personIds(keys: readonly string[]): Promise<Map<string, string>> {
    const people = await this.people.byRosterKeys(keys);
    return new Map(people.flatMap(({ id, rosterKey }) => (rosterKey === null ? [] : [[rosterKey, id] as const])));
  }

  async ticket(id: string): Promise<TicketEntity | null> {
    return (await this.areas.rows([id]))[0] ?? null;
  }
}
