import type { DemoResident, District, Person } from '@liudan/shared/district/schema';
import type { Duty } from '@liudan/shared/identity/roles';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { Ids } from '../kernel/ids.ts';
import { Sealer } from '../kernel/sealed.ts';
import { DutyEntity } from './duty.entity.ts';
import { PersonEntity } from './person.entity.ts';
import { SessionActions } from './session.actions.ts';
import { NOBODY } from './sign-in.actions.ts';

/** What the roster, or the list of demo residents, says of one person. */
interface Listed {
  readonly key: string;
  readonly name: string;
  readonly phone: string;
  readonly duties: readonly Duty[];
  readonly communityId: string | null;
  readonly demo: boolean;
}

export interface Imported {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Where messages to a demo person go: the stand-in's own people are called so. */
const demoOpenid = (key: string): string => `o_demo_${key}`;

/**
 * Brings the district's roster into the tables at every start. The roster is the only source of duties: who is not on
 * it any more loses them, and his sessions, at once. Running it again changes nothing.
 */
@Injectable()
export class RosterActions {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly sessions: SessionActions,
    @Inject(DISTRICT) private readonly district: District,
    @Inject(ENV) private readonly env: Pick<Env, 'demo'>,
  ) {}

  /** Brings the tables in line with the roster. Several processes may start at once: the second finds it done. */
  async import(): Promise<Imported> {
    try {
      return await this.database.write((tx) => this.bringIn(tx));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return this.database.write((tx) => this.bringIn(tx));
    }
  }

  private async bringIn(tx: EntityManager): Promise<Imported> {
    const known = new Map<string, PersonEntity>();
    for (const row of await tx.findBy(PersonEntity, { rosterKey: Not(IsNull()) }))
      if (row.rosterKey !== null) known.set(row.rosterKey, row);
    const duties = await this.dutiesByPerson(tx);
    let [added, changed, removed] = [0, 0, 0];
    for (const listed of this.listed()) {
      const row = known.get(listed.key);
      known.delete(listed.key);
      if (!row) {
        await this.add(tx, listed);
        added++;
      } else if (await this.update(tx, row, duties.get(row.id) ?? [], listed)) changed++;
    }
    for (const row of known.values()) if (await this.takeOff(tx, row)) removed++;
    return { added, changed, removed };
  }

  private listed(): Listed[] {
    const demo = this.env.demo && this.district.settings.demo;
    const staff = this.district.people.map((person) => staffListed(person, demo));
    return demo ? [...staff, ...this.district.residents.map(residentListed)] : staff;
  }

  private async add(tx: EntityManager, listed: Listed): Promise<void> {
    const id = this.ids.next();
    const row = { ...NOBODY, ...this.patchOf(listed), id, rosterKey: listed.key, createdAt: this.clock.now() };
    await tx.createQueryBuilder().insert().into(PersonEntity).values(row).updateEntity(false).execute();
    await this.setDuties(tx, id, listed.duties);
  }

  /** True where anything was different. What the person did himself (community, privacy) stays. */
  private async update(tx: EntityManager, row: PersonEntity, held: readonly Duty[], listed: Listed): Promise<boolean> {
    const sameDuties = dutyKeys(held) === dutyKeys(listed.duties);
    const opened = { name: row.name === null ? null : this.sealer.open(row.name), phoneHash: row.phoneHash };
    const samePerson =
      opened.name === listed.name &&
      opened.phoneHash === this.sealer.hash(listed.phone) &&
      row.kind === kindOf(listed) &&
      row.demo === listed.demo &&
      (row.openid !== null || !listed.demo) &&
      (listed.demo || row.openid !== demoOpenid(listed.key));
    if (sameDuties && samePerson) return false;
    const { communityId, openid, ...patch } = this.patchOf(listed);
    const own = row.openid !== null && row.openid !== demoOpenid(listed.key);
    await this.set(tx, row.id, {
      ...patch,
      communityId: row.communityId ?? communityId,
      openid: own ? row.openid : openid,
    });
    if (!sameDuties) await this.setDuties(tx, row.id, listed.duties);
    return true;
  }

  private async takeOff(tx: EntityManager, row: PersonEntity): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().delete().from(DutyEntity).where({ personId: row.id }).execute();
    const demoAccount = row.rosterKey !== null && row.openid === demoOpenid(row.rosterKey);
    if (affected === 0 && row.kind === 'resident' && !row.demo && !demoAccount) return false;
    await this.set(tx, row.id, { kind: 'resident', demo: false, ...(demoAccount ? { openid: null } : {}) });
    await this.sessions.closeAllOf(tx, row.id, 'roster');
    return true;
  }

  private patchOf(listed: Listed) {
    return {
      kind: kindOf(listed),
      name: this.sealer.seal(listed.name),
      phone: this.sealer.seal(listed.phone),
      phoneHash: this.sealer.hash(listed.phone),
      phoneVerifiedAt: this.clock.now(),
      communityId: listed.communityId,
      demo: listed.demo,
      openid: listed.demo ? demoOpenid(listed.key) : null,
    };
  }

  private async dutiesByPerson(tx: EntityManager): Promise<Map<string, Duty[]>> {
    const held = new Map<string, Duty[]>();
    for (const { personId, role, org } of await tx.find(DutyEntity))
      held.set(personId, [...(held.get(personId) ?? []), { role, org }]);
    return held;
  }

  private async setDuties(tx: EntityManager, personId: string, duties: readonly Duty[]): Promise<void> {
    await tx.createQueryBuilder().delete().from(DutyEntity).where({ personId }).execute();
    if (duties.length === 0) return;
    const rows = duties.map(({ role, org }) => ({ personId, role, org }));
    await tx.createQueryBuilder().insert().into(DutyEntity).values(rows).updateEntity(false).execute();
  }

  private async set(tx: EntityManager, id: string, patch: Partial<PersonEntity>): Promise<void> {
    await tx.createQueryBuilder().update(PersonEntity).set(patch).where({ id }).updateEntity(false).execute();
  }
}

const kindOf = (listed: Listed) => (listed.duties.length > 0 ? ('staff' as const) : ('resident' as const));

const dutyKeys = (duties: readonly Duty[]) =>
  duties
    .map(({ role, org }) => `${role} ${org}`)
    .sort()
    .join();

const staffListed = ({ key, name, phone, roles }: Person, demo: boolean): Listed => ({
  key,
  name,
  phone,
  duties: roles,
  communityId: null,
  demo,
});

const residentListed = ({ key, name, phone, community }: DemoResident): Listed => ({
  key,
  name,
  phone,
  duties: [],
  communityId: community,
  demo: true,
});
