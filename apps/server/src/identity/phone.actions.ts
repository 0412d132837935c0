import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { fail } from '../kernel/problem.ts';
import { Sealer } from '../kernel/sealed.ts';
import { WechatClient } from '../wechat/wechat.client.ts';
import { DutyEntity } from './duty.entity.ts';
import { PersonEntity } from './person.entity.ts';
import { ENTERED_FOR } from './reporter.actions.ts';
import { SessionActions } from './session.actions.ts';

/**
 * A number that WeChat vouches for. Where it is in the roster, the person who confirmed it is that member of staff: he
 * gets the roster's key, name and duties, and whoever had them on an older account has them no more.
 */
@Injectable()
export class PhoneActions {
  constructor(
    private readonly database: Database,
    private readonly wechat: WechatClient,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly sessions: SessionActions,
  ) {}

  async bindByWechat(personId: string, code: string): Promise<void> {
    const answer = await this.wechat.getPhoneNumber(code);
    if (answer.kind === 'unknown') fail('WECHAT_UNAVAILABLE');
    if (answer.kind === 'refused') fail(answer.errcode === -1 ? 'WECHAT_UNAVAILABLE' : 'PHONE_NOT_AVAILABLE');
    // The roster knows mainland numbers only, and a number of another country may have the same digits.
    if (answer.countryCode !== '86') fail('PHONE_NOT_AVAILABLE');
    await this.database.write((tx) => this.bind(tx, personId, answer.phone));
  }

  private async bind(tx: EntityManager, personId: string, phone: string): Promise<void> {
    const phoneHash = this.sealer.hash(phone);
    const me = await tx.findOneByOrFail(PersonEntity, { id: personId });
    const listed = await tx.findOneBy(PersonEntity, { phoneHash, rosterKey: Not(IsNull()), kind: 'staff' });
    const own = listed?.id === personId;
    // Somebody who is in the roster already stays who he is there; the roster is where his number is corrected.
    if (me.kind === 'staff' && !own) fail('FORBIDDEN');
    const verified = { phone: this.sealer.seal(phone), phoneHash, phoneVerifiedAt: this.clock.now() };
    if (listed && !own) await this.handOver(tx, listed, personId);
    await this.set(tx, personId, verified);
    await this.claim(tx, phoneHash, personId);
  }

  /**
   * What staff wrote down for whoever has this number becomes his who proved that he has it. A typed number claims nothing, and
   * nothing is taken from a row that has an account of its own.
   */
  private async claim(tx: EntityManager, phoneHash: string, personId: string): Promise<void> {
    const entered = tx.createQueryBuilder().update(PersonEntity);
    await entered
      .set({ mergedInto: personId, disabledAt: this.clock.now() })
      .where({ ...ENTERED_FOR, phoneHash })
      .updateEntity(false)
      .execute();
  }

  private async handOver(tx: EntityManager, from: PersonEntity, toId: string): Promise<void> {
    await this.set(tx, from.id, { rosterKey: null, kind: 'resident', phoneHash: null, mergedInto: toId, demo: false });
    await this.sessions.closeAllOf(tx, from.id, 'roster');
    // A roster row without an account of its own was never more than a place kept free for this person.
    if (from.openid === null) await this.set(tx, from.id, { disabledAt: this.clock.now() });
    await this.set(tx, toId, { rosterKey: from.rosterKey, kind: 'staff', name: from.name, demo: from.demo });
    const duties = tx.createQueryBuilder().update(DutyEntity).set({ personId: toId });
    await duties.where({ personId: from.id }).updateEntity(false).execute();
  }

  private async set(tx: EntityManager, id: string, patch: Partial<PersonEntity>): Promise<void> {
    await tx.createQueryBuilder().update(PersonEntity).set(patch).where({ id }).updateEntity(false).execute();
  }
}
