import type { Role } from '@liudan/shared/identity/roles';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { Database } from '../kernel/database.ts';
import { Sealer } from '../kernel/sealed.ts';
import { DutyEntity } from './duty.entity.ts';
import { PersonEntity } from './person.entity.ts';

/** One duty of one member of staff. */
export interface StaffMember {
  readonly personId: string;
  readonly role: Role;
  readonly org: string;
}

/** A person with name and phone in the clear: for the server's own use, masked before anybody else sees it. */
export interface KnownPerson {
  readonly id: string;
  readonly kind: 'resident' | 'staff';
  readonly name: string | null;
  readonly phone: string | null;
  readonly phoneVerified: boolean;
  readonly communityId: string | null;
  readonly gridId: string | null;
  readonly openid: string | null;
  readonly rosterKey: string | null;
}

/** How somebody can be reached, with nothing opened that is sealed. */
export interface Ways {
  /** Whose bindings and consents count today: the row a roster row was merged into. */
  readonly personId: string;
  readonly openid: string | null;
  readonly hasPhone: boolean;
  readonly disabled: boolean;
}

/**
 * What other modules may ask about people. Pass the transaction where the answer must fit what it writes; without one
 * the answer is what was last committed.
 */
@Injectable()
export class PeopleQueries {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Everybody who holds one of the roles at one of the organisations. Disabled people are left out. */
  async staffAt(orgIds: readonly string[], roles: readonly Role[], tx?: EntityManager): Promise<StaffMember[]> {
    if (orgIds.length === 0 || roles.length === 0) return [];
    return (tx ?? this.database.read)
      .createQueryBuilder(DutyEntity, 'duty')
      .innerJoin(PersonEntity, 'person', 'person.id = duty.personId AND person.disabledAt IS NULL')
      .where('duty.org IN (:...orgIds) AND duty.role IN (:...roles)', { orgIds, roles })
      .orderBy('duty.personId')
      .getMany();
  }

  /** Those of these people who hold a duty, whichever it is. */
  async withDuty(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.read.find(DutyEntity, {
      select: { personId: true },
      where: { personId: In([...ids]) },
    });
    return new Set(rows.map(({ personId }) => personId));
  }

  async person(id: string, tx?: EntityManager): Promise<KnownPerson | null> {
    const row = await (tx ?? this.database.read).findOneBy(PersonEntity, { id });
    return row && this.known(row);
  }

  /** Names by id; people without a name are not in it. */
  async names(ids: readonly string[], tx?: EntityManager): Promise<Map<string, string>> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    const rows = await (tx ?? this.database.read).find(PersonEntity, {
      select: { id: true, name: true },
      where: { id: In(wanted) },
    });
    return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, this.sealer.open(name)] as const])));
  }

  /** Where WeChat messages for this person go; null for who never signed in through WeChat. */
  async openidOf(id: string): Promise<string | null> {
    const row = await this.database.read.findOne(PersonEntity, {
      select: { id: true, openid: true, mergedInto: true },
      where: { id },
    });
    if (row?.mergedInto) return this.openidOf(row.mergedInto);
    return row?.openid ?? null;
  }

  /** Whom WeChat knows by this openid; null for nobody of this house. */
  async idOfOpenid(openid: string): Promise<string | null> {
    if (openid === '') return null;
    const row = await this.database.read.findOne(PersonEntity, { select: { id: true }, where: { openid } });
    return row?.id ?? null;
  }

  /** How each of these people can be reached; ids that aren't there are left out. */
  async waysTo(ids: readonly string[]): Promise<Map<string, Ways>> {
    const select = { id: true, openid: true, phone: true, mergedInto: true, disabledAt: true } as const;
    const rows = new Map<string, PersonEntity>();
    for (let wanted = [...new Set(ids)]; wanted.length > 0; ) {
      const found = await this.database.read.find(PersonEntity, { select, where: { id: In(wanted) } });
      for (const row of found) rows.set(row.id, row);
      wanted = found.flatMap(({ mergedInto }) => (mergedInto && !rows.has(mergedInto) ? [mergedInto] : []));
    }
    const ways = (row: PersonEntity): Ways => {
      const after = row.mergedInto && row.openid === null ? rows.get(row.mergedInto) : undefined;
      const now = after && ways(after);
      const hasPhone = row.phone !== null || now?.hasPhone === true;
      if (now) return { ...now, hasPhone };
      return { personId: row.id, openid: row.openid, hasPhone, disabled: row.disabledAt !== null };
    };
    return new Map(ids.flatMap((id) => (rows.has(id) ? [[id, ways(rows.get(id) as PersonEntity)] as const] : [])));
  }

  /** The duties of these people. */
  async dutiesOf(ids: readonly string[]): Promise<StaffMember[]> {
    return ids.length === 0 ? [] : this.database.read.findBy(DutyEntity, { personId: In([...ids]) });
  }

  /** Whose tickets and messages are with that id today: the person a row without an account of its own was kept for. */
  async currentIdOf(id: string): Promise<string> {
    const row = await this.database.read.findOne(PersonEntity, {
      select: { id: true, openid: true, mergedInto: true },
      where: { id },
    });
    return row?.mergedInto && row.openid === null ? this.currentIdOf(row.mergedInto) : id;
  }

  /** A reporter as he is known today; where he has said no name himself, by the one he was entered under. */
  async reporter(id: string): Promise<KnownPerson | null> {
    const entered = await this.person(id);
    const currentId = await this.currentIdOf(id);
    const current = currentId === id ? entered : await this.person(currentId);
    return current && { ...current, name: current.name ?? entered?.name ?? null };
  }

  async gridWorkersOf(gridId: string): Promise<KnownPerson[]> {
    const duties = await this.staffAt([gridId], ['grid_worker']);
    return this.byIds(duties.map(({ personId }) => personId));
  }

  /** The rows of roster keys, such as those of the leaders in charge. Keys nobody holds are left out. */
  async byRosterKeys(keys: readonly string[]): Promise<KnownPerson[]> {
    if (keys.length === 0) return [];
    const rows = await this.database.read.findBy(PersonEntity, { rosterKey: In([...keys]) });
    return rows.map((row) => this.known(row));
  }

  /** How many residents who use the program chose one of these communities as their own; not whom staff only wrote down. */
  async countResidents(communityIds: readonly string[]): Promise<number> {
    if (communityIds.length === 0) return 0;
    return this.database.read.countBy(PersonEntity, {
      kind: 'resident',
      openid: Not(IsNull()),
      communityId: In([...communityIds]),
      disabledAt: IsNull(),
    });
  }

  /** This person's id and those of the roster rows merged into it: older rows of other modules may still say those. */
  async everyIdOf(id: string): Promise<string[]> {
    const merged = await this.database.read.find(PersonEntity, { select: { id: true }, where: { mergedInto: id } });
    return [id, ...merged.map((row) => row.id)];
  }

  /** The rows of these ids; ids that aren't there are left out. */
  async byIds(ids: readonly string[]): Promise<KnownPerson[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.read.findBy(PersonEntity, { id: In([...ids]) });
    return rows.map((row) => this.known(row));
  }

  /** A row of this module, opened. */
  known(row: PersonEntity): KnownPerson {
    const { id, kind, communityId, gridId, openid, rosterKey } = row;
    return {
      id,
      kind,
      name: row.name === null ? null : this.sealer.open(row.name),
      phone: row.phone === null ? null : this.sealer.open(row.phone),
      phoneVerified: row.phoneVerifiedAt !== null,
      communityId,
      gridId,
      openid,
      rosterKey,
    };
  }
}
