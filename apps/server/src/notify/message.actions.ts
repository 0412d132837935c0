/** Reading messages, and consenting to WeChat's. */
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { Once } from '../kernel/once.ts';
import { fail } from '../kernel/problem.ts';
import { CreditActions } from './credit.actions.ts';
import { MessageEntity } from './message.entity.ts';

@Injectable()
export class MessageActions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly people: PeopleQueries,
    private readonly credits: CreditActions,
    private readonly once: Once,
  ) {}

  /** Marks one message as read; read twice it keeps the first time. NOT_FOUND for somebody else's. */
  async read(personId: string, id: string): Promise<void> {
    const owner = In(await this.people.everyIdOf(personId));
    const known = await this.database.read.existsBy(MessageEntity, { id, personId: owner });
    if (!known) fail('NOT_FOUND');
    await this.mark(personId, { id });
  }

  async readAll(personId: string): Promise<void> {
    await this.mark(personId, {});
  }

  /** He opened the ticket, so he has heard of everything that was told of it so far. */
  async readTicket(personId: string, ticketId: string): Promise<void> {
    await this.mark(personId, { ticketId });
  }

  /** Counts what the popup was answered with; sent again with the same key it counts once. */
  async subscribe(personId: string, result: Readonly<Record<string, string>>, key: string | undefined): Promise<void> {
    if (!key) fail('IDEMPOTENCY_KEY_MISSING');
    await this.once.run({ personId, key, fingerprint: result }, async (tx) => ({
      counted: await this.credits.count(tx, personId, result),
    }));
  }

  private async mark(personId: string, which: { id?: string; ticketId?: string }): Promise<void> {
    const owner = In(await this.people.everyIdOf(personId));
    await this.database.write((tx) =>
      tx
        .createQueryBuilder()
        .update(MessageEntity)
        .set({ readAt: this.clock.now() })
        .where({ ...which, personId: owner, readAt: IsNull() })
        .updateEntity(false)
        .execute(),
    );
  }
}
