import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { Ids } from '../kernel/ids.ts';
import { fail } from '../kernel/problem.ts';
import { WechatClient } from '../wechat/wechat.client.ts';
import { PersonEntity } from './person.entity.ts';

/** WeChat's words for a code that is wrong, used up, out of time, or whose person it holds to be at risk. */
const CODE_REFUSED = [40029, 40163, 40226];

/** Finds the person behind a proof. Everybody may come in as a resident; duties come from the roster alone. */
@Injectable()
export class SignInActions {
  constructor(
    private readonly database: Database,
    private readonly wechat: WechatClient,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Pick<Env, 'demo'>,
  ) {}

  /** The id of the person whose `wx.login` code this is. */
  async byWechat(code: string): Promise<string> {
    const answer = await this.wechat.code2Session(code);
    if (answer.kind === 'unknown') fail('WECHAT_UNAVAILABLE');
    if (answer.kind === 'refused')
      fail(CODE_REFUSED.includes(answer.errcode) ? 'WECHAT_CODE_REFUSED' : 'WECHAT_UNAVAILABLE');
    const person = (await this.byOpenid(answer.openid)) ?? (await this.welcome(answer.openid));
    if (person.disabledAt !== null) fail('SESSION_REVOKED');
    return person.id;
  }

  /** The id of a demo person, where the demo is open. */
  async asDemo(rosterKey: string): Promise<string> {
    if (!this.env.demo) fail('DEMO_CLOSED');
    const person = await this.database.read.findOneBy(PersonEntity, { rosterKey });
    if (!person) fail('INVALID_INPUT', undefined, { person: '没有这个演示人物' });
    if (!person.demo || person.disabledAt !== null) fail('DEMO_CLOSED');
    return person.id;
  }

  private byOpenid(openid: string): Promise<PersonEntity | null> {
    return this.database.read.findOneBy(PersonEntity, { openid });
  }

  private async welcome(openid: string): Promise<PersonEntity> {
    const person: PersonEntity = { ...NOBODY, id: this.ids.next(), openid, createdAt: this.clock.now() };
    try {
      await this.database.write((tx) =>
        tx.createQueryBuilder().insert().into(PersonEntity).values(person).updateEntity(false).execute(),
      );
      return person;
    } catch (error) {
      // The same person came in twice at once: the other request made the row.
      const other = isUniqueViolation(error) ? await this.byOpenid(openid) : null;
      if (!other) throw error;
      return other;
    }
  }
}

/** A resident of whom nothing is known. */
export const NOBODY = {
  kind: 'resident',
  openid: null,
  rosterKey: null,
  demo: false,
  name: null,
  phone: null,
  phoneHash: null,
  phoneVerifiedAt: null,
  communityId: null,
  gridId: null,
  privacyVersion: null,
  privacyAgreedAt: null,
  mergedInto: null,
  disabledAt: null,
} as const satisfies Omit<PersonEntity, 'id' | 'createdAt'>;
