import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { isUniqueViolation } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { fail } from '../kernel/problem.ts';
import { Sealer } from '../kernel/sealed.ts';
import { PersonEntity } from './person.entity.ts';
import { NOBODY } from './sign-in.actions.ts';

/** The name of whoever reports what a patrol of the community found. */
export const PATROL = '网格巡查';

/** A row that staff made for a resident, and nobody has come in as: the only kind that a verified number claims. */
export const ENTERED_FOR = {
  kind: 'resident',
  openid: IsNull(),
  rosterKey: IsNull(),
  phoneVerifiedAt: IsNull(),
  mergedInto: IsNull(),
} as const;

/** Whom a report is entered for: somebody found before, somebody by name and number, or nobody where a patrol found it. */
export type ReporterNamed =
  | { readonly personId: string }
  | { readonly name?: string | undefined; readonly phone?: string | undefined }
  | null;

/** Finds or makes the person that staff enter a report for, within the transaction of the report. */
@Injectable()
export class ReporterActions {
  constructor(
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
  ) {}

  seal(phone: string): string {
    return this.sealer.seal(phone);
  }

  hash(phone: string): string {
    return this.sealer.hash(phone);
  }

  /** The id of the reporter. A new one belongs to the community the report is made in. */
  async reporterFor(tx: EntityManager, named: ReporterNamed, communityId: string): Promise<string> {
    if (named === null) return this.patrolOf(tx, communityId);
    if ('personId' in named) {
      const person = await tx.findOneBy(PersonEntity, { id: named.personId, mergedInto: IsNull() });
      return person?.id ?? fail('INVALID_INPUT', undefined, { reporter: '没有找到这位居民，请重新查找' });
    }
    const { phone, name } = named;
    if (phone === undefined) return this.enter(tx, { name, communityId });
    const known = await this.byPhone(tx, phone);
    return known?.id ?? this.enter(tx, { name, phone, communityId });
  }

  /**
   * Whose number this is: somebody who proved it, the latest of them, or the row it was entered under. Who only typed it is not found,
   * because a report under his name would be his to read.
   */
  async byPhone(tx: EntityManager, phone: string): Promise<PersonEntity | null> {
    const phoneHash = this.sealer.hash(phone);
    const proved = await tx.findOne(PersonEntity, {
      where: { phoneHash, phoneVerifiedAt: Not(IsNull()), mergedInto: IsNull(), disabledAt: IsNull() },
      order: { phoneVerifiedAt: 'DESC' },
    });
    return proved ?? tx.findOne(PersonEntity, { where: { ...ENTERED_FOR, phoneHash }, order: { id: 'ASC' } });
  }

  private async enter(
    tx: EntityManager,
    { name, phone, communityId }: { name?: string | undefined; phone?: string; communityId: string },
  ): Promise<string> {
    const id = this.ids.next();
    const row: PersonEntity = {
      ...NOBODY,
      id,
      name: name ? this.sealer.seal(name) : null,
      phone: phone === undefined ? null : this.sealer.seal(phone),
      phoneHash: phone === undefined ? null : this.sealer.hash(phone),
      communityId,
      createdAt: this.clock.now(),
    };
    await insert(tx, row);
    return id;
  }

  /**
   * What a grid worker finds himself has no resident behind it. It is reported in the name of the community's patrol, one row per
   * community without number or account: so the worker may handle what he found, and whoever follows up goes and looks.
   */
  private async patrolOf(tx: EntityManager, communityId: string): Promise<string> {
    // A key that no roster can give: its keys have no slash.
    const rosterKey = `patrol/${communityId}`;
    const known = await tx.findOneBy(PersonEntity, { rosterKey });
    if (known) return known.id;
    const id = this.ids.next();
    const at = this.clock.now();
    const row: PersonEntity = { ...NOBODY, id, rosterKey, name: this.sealer.seal(PATROL), communityId, createdAt: at };
    try {
      await insert(tx, row);
    } catch (error) {
      // The first two patrols of a community came at once: the other one's row is there for the next try.
      throw isUniqueViolation(error) ? fail('REQUEST_IN_PROGRESS') : error;
    }
    return id;
  }
}

const insert = (tx: EntityManager, row: PersonEntity) =>
  tx.createQueryBuilder().insert().into(PersonEntity).values(row).updateEntity(false).execute();
