import type { District } from '@liudan/shared/district/schema';
import type { Me } from '@liudan/shared/identity/contract';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import { DutyEntity } from './duty.entity.ts';
import { meView } from './me.view.ts';
import { PeopleQueries } from './people.queries.ts';
import { PersonEntity } from './person.entity.ts';
import { Unread } from './unread.ts';

@Injectable()
export class MeQueries {
  constructor(
    @Inject(DISTRICT) private readonly district: District,
    private readonly database: Database,
    private readonly people: PeopleQueries,
    private readonly unread: Unread,
  ) {}

  async me(personId: string): Promise<Me> {
    const { read } = this.database;
    const row = await read.findOneBy(PersonEntity, { id: personId });
    if (!row) fail('NOT_SIGNED_IN');
    const duties = await read.find(DutyEntity, { where: { personId }, order: { org: 'ASC', role: 'ASC' } });
    return meView(this.district, {
      person: this.people.known(row),
      privacyVersion: row.privacyVersion,
      duties,
      unreadMessages: await this.unread.of(personId),
    });
  }
}
