/** Coming in through WeChat: who one is, what the phone number proves, and what a session is worth. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Me, SessionView } from '@liudan/shared/identity/contract';
import { type StandIn, startStandIn } from '@liudan/wechat-stand-in/server';
import { Client } from '../support/client.ts';
import { FakeClock } from '../support/clock.ts';
import { startServer, TEST_APP, type TestServer } from '../support/server.ts';

const NOW = Date.parse('2026-11-20T09:00:00+08:00');
const MINUTE = 60_000;
const LOGIN = '/sns/jscode2session';
const PHONE = '/wxa/business/getuserphonenumber';
/** 杨美玲 of the community 河滨, by the roster. */
const STAFF = { phone: '13900000030', name: '杨美玲', community: 'hbl-hbl' };

describe.each(['sqlite', 'mariadb'] as const)('WeChat sign-in on %s', (database) => {
  const clock = new FakeClock(NOW);
  let standIn: StandIn;
  let server: TestServer;
  beforeAll(async () => {
    standIn = await startStandIn({ now: () => clock.now() });
    standIn.addApp(TEST_APP);
    // In earnest nobody is a demo person: every account begins with WeChat.
    server = await startServer({ database, clock, standIn, env: { DEMO: 'false' } });
  });
  afterAll(async () => {
    await server.close();
    await standIn.close();
  });
  beforeEach(() => {
    standIn.clearFaults();
    clock.set(NOW);
  });

  let people = 0;
  const newcomer = async (phone?: string) => {
    people += 1;
    const openid = `o_newcomer_${people}`;
    standIn.addUser({ openid, ...(phone ? { phone } : {}) });
    return { openid, client: await server.signInByWechat(() => standIn.login(openid)) };
  };
  const codeOf = (reply: { body: unknown }) => (reply.body as { code?: string }).code;
  const enter = (code: string) => server.anybody.post<SessionView>('/sessions/wechat', { code });
  const report = (client: Client, key: string) =>
    client.post<{ id: string }>(
      '/tickets',
      { text: '井盖松了', place: { grid: 'hbl-hbl-g1' }, consent: '2026-11' },
      { key },
    );

  it('knows the same person again, and takes each code once', async () => {
    const { openid, client } = await newcomer();
    expect(client.current.me).toMatchObject({ kind: 'resident', name: null, phone: null, duties: [] });
    const code = standIn.login(openid);
    const again = await enter(code);
    expect([again.status, again.body.me.id]).toEqual([201, client.personId]);
    const twice = await enter(code);
    expect([twice.status, codeOf(twice)]).toEqual([401, 'WECHAT_CODE_REFUSED']);
    expect(codeOf(await enter('made-up'))).toBe('WECHAT_CODE_REFUSED');
    const stale = standIn.login(openid);
    clock.advance(6 * MINUTE);
    expect(codeOf(await enter(stale))).toBe('WECHAT_CODE_REFUSED');
    // Not even the session shows what WeChat calls this person.
    expect(JSON.stringify(client.current)).not.toContain(openid);
  });

  it('makes one account of two sign-ins at once', async () => {
    standIn.addUser({ openid: 'o_twins' });
    const replies = await Promise.all([1, 2, 3, 4].map(() => enter(standIn.login('o_twins'))));
    expect(replies.map((reply) => reply.status)).toEqual([201, 201, 201, 201]);
    expect(new Set(replies.map((reply) => reply.body.me.id)).size).toBe(1);
  });

  it.each([
    { trouble: 'a busy system', fault: { kind: 'errcode', code: -1 } },
    { trouble: 'a gateway', fault: { kind: 'http', status: 502 } },
    { trouble: 'a line that breaks', fault: { kind: 'reset' } },
    { trouble: 'half an answer', fault: { kind: 'badjson' } },
  ] as const)('says that WeChat is away with $trouble, and keeps working for who is in', async ({ fault }) => {
    const { openid, client } = await newcomer();
    standIn.fault({ ...fault, match: { path: LOGIN } });
    const away = await enter(standIn.login(openid));
    expect([away.status, codeOf(away)]).toEqual([503, 'WECHAT_UNAVAILABLE']);
    // Whoever was in goes on reporting, and his session is renewed without WeChat.
    const first = await report(client, `during ${people}`);
    expect(first.status).toBe(201);
    const renewed = await server.anybody.post<SessionView>('/sessions/refresh', {
      refreshToken: client.current.refreshToken,
    });
    expect(renewed.status).toBe(200);
  });

  it('takes the report that was typed while WeChat was away, once it is back', async () => {
    const { openid } = await newcomer();
    standIn.fault({ kind: 'http', status: 502, match: { path: LOGIN }, times: 1 });
    expect((await enter(standIn.login(openid))).status).toBe(503);
    const client = await server.signInByWechat(() => standIn.login(openid));
    const sent = await report(client, 'typed-before');
    const again = await report(client, 'typed-before');
    expect([sent.status, again.status, again.body.id]).toEqual([201, 201, sent.body.id]);
  });

  it('gives the duties of the roster to whom WeChat vouches for the number, and to nobody else', async () => {
    const { client: liar } = await newcomer();
    const typed = await liar.post<Me>('/me/phone', { phone: STAFF.phone });
    expect([typed.status, typed.body]).toEqual([200, expect.objectContaining({ kind: 'resident', duties: [] })]);
    expect((await liar.get<{ items: unknown[] }>('/tickets?view=inbox')).body.items).toEqual([]);

    const { openid, client } = await newcomer(STAFF.phone);
    const code = standIn.phoneCode(openid, STAFF.phone);
    const me = await client.post<Me>('/me/phone', { code });
    expect(me.body).toMatchObject({ kind: 'staff', name: STAFF.name, phone: '139****0030' });
    expect(me.body.duties.map((duty) => [duty.role, duty.org.id])).toEqual([['community_staff', STAFF.community]]);
    // The session he has already speaks for the duties at once.
    const { id } = (await report(liar, 'for the staff')).body;
    expect((await client.get(`/tickets/${id}`)).status).toBe(200);
    expect((await enter(standIn.login(openid))).body.me.duties).toHaveLength(1);
    expect(codeOf(await client.post('/me/phone', { code }))).toBe('PHONE_NOT_AVAILABLE');
    expect((await client.post('/me/phone', { phone: '13911112222' })).status).toBe(403);

    // A new phone with the same number takes the place over; the old account has nothing left.
    const { openid: newPhone, client: successor } = await newcomer(STAFF.phone);
    await successor.post('/me/phone', { code: standIn.phoneCode(newPhone, STAFF.phone) });
    expect((await successor.get<Me>('/me')).body.kind).toBe('staff');
    const old = await fetch(`${server.url}/api/v1/me`, {
      headers: { authorization: `Bearer ${client.current.accessToken}` },
    });
    expect([old.status, ((await old.json()) as { code: string }).code]).toEqual([401, 'SESSION_REVOKED']);
  });

  it('believes no foreign number that looks like one of the roster', async () => {
    const { openid, client } = await newcomer();
    standIn.fault({
      kind: 'http',
      status: 200,
      body: JSON.stringify({
        errcode: 0,
        errmsg: 'ok',
        phone_info: { phoneNumber: '+8413900000028', purePhoneNumber: '13900000028', countryCode: '84' },
      }),
      match: { path: PHONE },
      times: 1,
    });
    const reply = await client.post('/me/phone', { code: standIn.phoneCode(openid, '13900000028') });
    expect([reply.status, codeOf(reply)]).toEqual([422, 'PHONE_NOT_AVAILABLE']);
    expect((await client.get<Me>('/me')).body).toMatchObject({ kind: 'resident', phone: null, duties: [] });
  });

  it('says so where the number can not be had', async () => {
    const { openid, client } = await newcomer('13700000001');
    standIn.fault({ kind: 'errcode', code: -1, match: { path: PHONE }, times: 1 });
    const busy = await client.post('/me/phone', { code: standIn.phoneCode(openid) });
    expect([busy.status, codeOf(busy)]).toEqual([503, 'WECHAT_UNAVAILABLE']);
    expect(codeOf(await client.post('/me/phone', { code: 'made-up' }))).toBe('PHONE_NOT_AVAILABLE');
    expect((await client.post<Me>('/me/phone', { code: standIn.phoneCode(openid) })).body).toMatchObject({
      kind: 'resident',
      phone: '137****0001',
    });
  });

  it('ties a person to a community by grid, place or choice, and to one way at a time', async () => {
    const { client } = await newcomer();
    const tie = (body: object) => client.put<Me>('/me/community', body);
    const of = (me: Me) => [me.community?.id ?? null, me.grid?.id ?? null];
    expect(of((await tie({ grid: 'hbl-hbl-g1' })).body)).toEqual(['hbl-hbl', 'hbl-hbl-g1']);
    expect(of((await tie({ grid: 'hbl-mt-g1' })).body)).toEqual(['hbl-mt', 'hbl-mt-g1']);
    expect(of((await tie({ place: { lng: 109.986, lat: 27.11, system: 'gcj02' } })).body)).toEqual([
      'hbl-hbl',
      'hbl-hbl-g1',
    ]);
    expect(of((await tie({ community: 'hbl-mt' })).body)).toEqual(['hbl-mt', null]);
    for (const wrong of [
      { grid: 'hbl' },
      { grid: 'hbl-mt' },
      { grid: 'elsewhere' },
      { community: 'hbl-hbl-g1' },
      {},
      { community: 'hbl-mt', grid: 'hbl-mt-g1' },
    ])
      expect([wrong, (await tie(wrong)).status]).toEqual([wrong, 400]);
    const outside = await tie({ place: { lng: 116.4, lat: 39.9, system: 'gcj02' } });
    expect([outside.status, codeOf(outside)]).toEqual([422, 'PLACE_OUTSIDE']);
    expect(of((await client.get<Me>('/me')).body)).toEqual(['hbl-mt', null]);
  });

  it('keeps which privacy notice was agreed to, and takes only the one in force', async () => {
    const { client } = await newcomer();
    expect(client.current.me.privacyVersion).toBeNull();
    expect((await client.put('/me/privacy', { version: '2020-01' })).status).toBe(400);
    expect((await client.put<Me>('/me/privacy', { version: '2026-11' })).body.privacyVersion).toBe('2026-11');
    const old = { text: '井盖松了', place: { grid: 'hbl-hbl-g1' }, consent: '2020-01' };
    expect((await client.post<{ fields: object }>('/tickets', old)).body).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { consent: expect.stringContaining('请重新阅读') },
    });
  });

  it('renews a session, and ends it where a used token comes back late', async () => {
    const { client } = await newcomer();
    const refresh = (refreshToken: string) => server.anybody.post<SessionView>('/sessions/refresh', { refreshToken });
    const meBy = async (accessToken: string) => {
      const headers = { authorization: `Bearer ${accessToken}` };
      return (await fetch(`${server.url}/api/v1/me`, { headers })).status;
    };
    const first = client.current;
    clock.advance(16 * MINUTE);
    expect(await meBy(first.accessToken)).toBe(401);
    const second = (await refresh(first.refreshToken)).body;
    expect([second.me.id, await meBy(second.accessToken)]).toEqual([client.personId, 200]);
    // The answer was lost on the way: the same token may be sent again for a moment.
    clock.advance(20_000);
    const third = await refresh(first.refreshToken);
    expect(third.status).toBe(200);
    clock.advance(20_000);
    const thief = await refresh(first.refreshToken);
    expect([thief.status, codeOf(thief)]).toEqual([401, 'SESSION_REVOKED']);
    expect([await meBy(second.accessToken), await meBy(third.body.accessToken)]).toEqual([401, 401]);
    expect(codeOf(await refresh(third.body.refreshToken))).toBe('SESSION_REVOKED');
    // An access token is no refresh token, and the other way round.
    const { client: other } = await newcomer();
    expect((await refresh(other.current.accessToken)).status).toBe(401);
    expect(await meBy(other.current.refreshToken)).toBe(401);
    expect((await other.del('/sessions/current')).status).toBe(204);
    expect(await meBy(other.current.accessToken)).toBe(401);
  });
});

describe('somebody who leaves the roster', () => {
  it('is refused at the next request, on every server', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'liudan-district-'));
    cpSync(path.resolve(import.meta.dirname, '../../config/demo'), folder, { recursive: true });
    // Whoever leaves the roster leaves his residents' group too.
    for (const [file, naming] of [
      ['people.yaml', 'key: hbl-hbl-staff-2,'],
      ['groups.yaml', '[hbl-hbl-staff-2]'],
    ] as const) {
      const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
      writeFileSync(path.join(folder, file), lines.filter((line) => !line.includes(naming)).join('\n'));
    }
    const before = await startServer({ database: 'mariadb' });
    const { dataDir, databaseUrl } = before.env;
    try {
      const leaving = await before.signIn('hbl-hbl-staff-2');
      const staying = await before.signIn('hbl-hbl-staff-1');
      expect((await leaving.get('/tickets/counts')).status).toBe(200);
      const after = await startServer({ dataDir, env: { DATABASE_URL: databaseUrl ?? '', DISTRICT: folder } });
      try {
        for (const url of [before.url, after.url]) {
          const headers = { authorization: `Bearer ${leaving.current.accessToken}` };
          const reply = await fetch(`${url}/api/v1/tickets/counts`, { headers });
          expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([401, 'SESSION_REVOKED']);
        }
        expect((await staying.get<Me>('/me')).body.duties).toHaveLength(1);
      } finally {
        await after.close();
      }
    } finally {
      await before.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
