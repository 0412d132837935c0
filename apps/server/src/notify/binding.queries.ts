/** What ties people to channels, as it stands. */
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { Sealer } from '../kernel/sealed.ts';
import { BindingEntity } from './binding.entity.ts';

@Injectable()
export class BindingQueries {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleQueries,
    private readonly sealer: Sealer,
  ) {}

  of(personIds: readonly string[]): Promise<BindingEntity[]> {
    if (personIds.length === 0) return Promise.resolve([]);
    return this.database.read.findBy(BindingEntity, { personId: In([...personIds]) });
  }

  /** Whom WeCom knows this person as; null where he isn't bound, or isn't any more. */
  async userid(personId: string): Promise<string | null> {
    const current = await this.people.currentIdOf(personId);
    const row = await this.database.read.findOneBy(BindingEntity, { personId: current, channel: 'wecom', state: 'ok' });
    return row?.account ? this.sealer.open(row.account) : null;
  }
}
