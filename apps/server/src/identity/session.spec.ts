import type { SessionView } from '@liudan/shared/identity/contract';
import { Client } from '../../../../test/support/client.ts';
import { FakeClock } from '../../../../test/support/clock.ts';
import { startServer, type TestServer } from '../../../../test/support/server.ts';
import { Database } from '../kernel/database.ts';
import { DutyEntity } from './duty.entity.ts';
import { PersonEntity } from './person.entity.ts';
import { SessionActions } from './session.actions.ts';
import { SessionEntity } from './session.entity.ts';
import { SessionTokenEntity } from './session-token.entity.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('sessions', () => {
  const clock = new FakeClock(Date.UTC(2026, 10, 24, 1));
  let server: TestServer;
  let database: Database;
  beforeAll(async () => {
    server = await startServer({ clock });
    database = server.app.get(Database);
  });
  afterAll(() => server.close());

  const open = async (person = 'resident-1') =>
    (await server.anybody.post<SessionView>('/sessions/demo', { person })).body;
  const refresh = (refreshToken: string) => server.anybody.post<SessionView>('/sessions/refresh', { refreshToken });
  /** The status of `GET /me` with this access token, or the code of its refusal. */
  const me = async (accessToken: string) => {
    const reply = await new Client(server.url).get<{ code?: string }>('/me', {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    return reply.body.code ?? reply.status;
  };

  it('keeps only the hashes of tokens', async () => {
    const session = await open();
    const kept = JSON.stringify(await database.read.find(SessionTokenEntity));
    expect(kept).not.toContain(session.accessToken);
    expect(kept).not.toContain(session.refreshToken);
    expect(Buffer.from(session.accessToken, 'base64url')).toHaveLength(32);
  });

  it('lets an access token live for 15 minutes', async () => {
    const { accessToken, expiresInSeconds } = await open();
    expect(expiresInSeconds).toBe(900);
    clock.advance(15 * MINUTE - 1);
    expect(await me(accessToken)).toBe(200);
    clock.advance(1);
    expect(await me(accessToken)).toBe('NOT_SIGNED_IN');
  });

  it('does not take a refresh token for an access token, nor the other way round', async () => {
    const { accessToken, refreshToken } = await open();
    expect(await me(refreshToken)).toBe('NOT_SIGNED_IN');
    expect((await refresh(accessToken)).status).toBe(401);
  });

  it('gives new tokens for a refresh token until 30 days after the last', async () => {
    const first = await open();
    clock.advance(29 * DAY);
    const second = await refresh(first.refreshToken);
    expect(second).toMatchObject({ status: 200, body: { me: { id: first.me.id } } });
    clock.advance(29 * DAY);
    const third = await refresh(second.body.refreshToken);
    expect(await me(third.body.accessToken)).toBe(200);
    clock.advance(30 * DAY);
    expect(await refresh(third.body.refreshToken)).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } });
  });

  it('answers once more within 30 seconds, because an answer can be lost', async () => {
    const first = await open();
    const [a, b] = await Promise.all([refresh(first.refreshToken), refresh(first.refreshToken)]);
    clock.advance(30_000);
    const c = await refresh(first.refreshToken);
    for (const { body } of [a, b, c]) expect(await me(body.accessToken)).toBe(200);
  });

  it('ends the whole session where a used refresh token comes back later', async () => {
    const first = await open();
    const second = (await refresh(first.refreshToken)).body;
    clock.advance(30_001);
    expect(await refresh(first.refreshToken)).toMatchObject({ status: 401, body: { code: 'SESSION_REVOKED' } });
    expect(await me(second.accessToken)).toBe('SESSION_REVOKED');
    expect((await refresh(second.refreshToken)).body).toMatchObject({ code: 'SESSION_REVOKED' });
    const reasons = await database.read.find(SessionEntity, { where: { revokedFor: 'reuse' } });
    expect(reasons).toHaveLength(1);
  });

  it('ends one session at sign-out and leaves the person his other ones', async () => {
    const [phone, tablet] = [await open(), await open()];
    const client = new Client(server.url);
    const headers = { authorization: `Bearer ${phone.accessToken}` };
    expect((await client.del('/sessions/current', { headers })).status).toBe(204);
    expect(await me(phone.accessToken)).toBe('SESSION_REVOKED');
    expect((await refresh(phone.refreshToken)).status).toBe(401);
    expect(await me(tablet.accessToken)).toBe(200);
  });

  it('sees at the next request that a role was taken or given', async () => {
    const session = await open('hbl-staff-1');
    const roles = async () => {
      const headers = { authorization: `Bearer ${session.accessToken}` };
      const reply = await new Client(server.url).get<SessionView['me']>('/me', { headers });
      return reply.body.duties.map(({ role }) => role);
    };
    expect(await roles()).toEqual(['street_staff']);
    const personId = session.me.id;
    await database.write((tx) => tx.delete(DutyEntity, { personId }));
    expect(await roles()).toEqual([]);
    await database.write((tx) => tx.insert(DutyEntity, { personId, role: 'supervisor', org: 'supervision' }));
    expect(await roles()).toEqual(['supervisor']);
  });

  it('refuses a disabled person at the next request, and at sign-in', async () => {
    const session = await open('resident-2');
    await database.write((tx) => tx.update(PersonEntity, { id: session.me.id }, { disabledAt: clock.now() }));
    expect(await me(session.accessToken)).toBe('SESSION_REVOKED');
    expect((await refresh(session.refreshToken)).status).toBe(401);
    expect((await server.anybody.post('/sessions/demo', { person: 'resident-2' })).status).toBe(403);
  });

  it('forgets what can no longer be used', async () => {
    await open();
    clock.advance(40 * DAY);
    await server.app.get(SessionActions).forget();
    expect(await database.read.count(SessionEntity)).toBe(0);
    expect(await database.read.count(SessionTokenEntity)).toBe(0);
  });
});
