import type { District } from '@liudan/shared/district/schema';
import type { Role } from '@liudan/shared/identity/roles';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { asText } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Question } from '../kernel/question.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { DutyEntity } from './duty.entity.ts';
import { PersonEntity } from './person.entity.ts';
import { tokenHash } from './session.actions.ts';
import { SessionEntity } from './session.entity.ts';
import { SessionTokenEntity } from './session-token.entity.ts';

interface Row {
  sessionId: string;
  revoked: unknown;
  disabled: unknown;
  personId: string;
  kind: 'resident' | 'staff';
  role: Role | null;
  org: string | null;
  former: string | null;
  rosterKey: string | null;
}

@Injectable()
export class SessionQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Who an access token speaks for: session, person and duties as they are now, in one question. */
  async viewerOf(accessToken: string): Promise<Viewer | 'unknown' | 'revoked'> {
    const rows = await this.rowsOf(accessToken);
    const [first] = rows;
    if (!first) return 'unknown';
    if (first.revoked !== null || first.disabled !== null) return 'revoked';
    const { sessionId, personId, kind } = first;
    // Duties and former rows multiply one another in the answer; each is kept once.
    const duties = new Map(
      rows.flatMap(({ role, org }) => (role !== null && org !== null ? [[`${role} ${org}`, { role, org }]] : [])),
    );
    const formerly = new Set(rows.flatMap(({ former }) => former ?? []));
    const charge = this.district.people.find(({ key }) => key === first.rosterKey)?.charge ?? [];
    return {
      sessionId,
      personId,
      kind,
      duties: [...duties.values()],
      formerly: [...formerly],
      ...(charge.length > 0 ? { charge } : {}),
    };
  }

  private rowsOf(accessToken: string): Promise<Row[]> {
    return SESSION.ask(this.database.read, { hash: tokenHash(accessToken), now: asText(this.clock.now()) });
  }
}

const SESSION = new Question<Row>(['hash', 'now'], (read) =>
  read
    .createQueryBuilder(SessionTokenEntity, 'token')
    .innerJoin(SessionEntity, 'session', 'session.id = token.sessionId')
    .innerJoin(PersonEntity, 'person', 'person.id = session.personId')
    .leftJoin(DutyEntity, 'duty', 'duty.personId = person.id')
    // A row with an account of its own is somebody who can still come in under it.
    .leftJoin(PersonEntity, 'former', 'former.mergedInto = person.id AND former.openid IS NULL')
    .select('session.id', 'sessionId')
    .addSelect('session.revokedAt', 'revoked')
    .addSelect('person.disabledAt', 'disabled')
    .addSelect('person.id', 'personId')
    .addSelect('person.kind', 'kind')
    .addSelect('person.rosterKey', 'rosterKey')
    .addSelect('duty.role', 'role')
    .addSelect('duty.org', 'org')
    .addSelect('former.id', 'former')
    .where('token.hash = :hash')
    .andWhere("token.kind = 'access'")
    .andWhere('token.until > :now')
    .orderBy('duty.org')
    .addOrderBy('duty.role'),
);
