import type { District, Person } from '@liudan/shared/district/schema';
import type { Me } from '@liudan/shared/identity/contract';
import { type StandIn, startStandIn } from '@liudan/wechat-stand-in/server';
import { demoDistrict } from '../../../../test/support/demo-district.ts';
import { startServer, TEST_APP, type TestServer } from '../../../../test/support/server.ts';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { ENV } from '../kernel/env.ts';
import { Ids } from '../kernel/ids.ts';
import { Sealer } from '../kernel/sealed.ts';
import { DutyEntity } from './duty.entity.ts';
import { PeopleQueries } from './people.queries.ts';
import { PersonEntity } from './person.entity.ts';
import { RosterActions } from './roster.actions.ts';
import { SessionActions } from './session.actions.ts';

describe('the roster', () => {
  let standIn: StandIn;
  let server: TestServer;
  let people: PeopleQueries;
  const district = demoDistrict();

  beforeEach(async () => {
    standIn = await startStandIn();
    standIn.addApp(TEST_APP);
    server = await startServer({ standIn });
    people = server.app.get(PeopleQueries);
  });
  afterEach(async () => {
    await server.close();
    await standIn.close();
  });

  /** The import as the next start of the server would run it, with this roster. */
  const importing = (changed: Partial<District>, demo = true) => {
    const get = server.app.get.bind(server.app);
    const parts = [get(Database), get(Sealer), get(Ids), get(Clock), get(SessionActions)] as const;
    return new RosterActions(...parts, { ...district, ...changed }, { ...get(ENV), demo }).import();
  };
  const without = (key: string) => district.people.filter((person) => person.key !== key);
  const changed = (key: string, change: Partial<Person>) =>
    district.people.map((person) => (person.key === key ? { ...person, ...change } : person));
  const idOf = async (key: string) => (await people.byRosterKeys([key]))[0]?.id;
  const comeIn = async (openid: string, phone: string) => {
    standIn.addUser({ openid, appid: TEST_APP.appid, phone });
    return server.signInByWechat(() => standIn.login(openid));
  };
  const confirmPhone = async (client: Awaited<ReturnType<typeof comeIn>>, openid: string) =>
    client.post<Me & { code?: string }>('/me/phone', { code: standIn.phoneCode(openid) });

  it('changes nothing the second time', async () => {
    expect(await importing({})).toEqual({ added: 0, changed: 0, removed: 0 });
  });

  it('follows a person to another role, name and number', async () => {
    const phone = '13912345678';
    const roles = [{ role: 'supervisor' as const, org: 'supervision' }];
    const people2 = changed('hbl-staff-1', { name: '王新名', phone, roles });
    expect(await importing({ people: people2 })).toEqual({ added: 0, changed: 1, removed: 0 });
    const [row] = await people.byRosterKeys(['hbl-staff-1']);
    expect(row).toMatchObject({ name: '王新名', phone });
    expect(await people.staffAt(['hbl'], ['street_staff'])).toHaveLength(1);
    expect(await people.staffAt(['supervision'], ['supervisor'])).toHaveLength(2);
  });

  it('takes duties and sessions from who is taken off, and gives them back to who returns', async () => {
    const client = await server.signIn('hbl-staff-1');
    expect(await importing({ people: without('hbl-staff-1') })).toEqual({ added: 0, changed: 0, removed: 1 });
    expect(await client.get('/me')).toMatchObject({ status: 401, body: { code: 'SESSION_REVOKED' } });
    expect(await importing({ people: without('hbl-staff-1') })).toEqual({ added: 0, changed: 0, removed: 0 });
    expect(await importing({})).toEqual({ added: 0, changed: 1, removed: 0 });
    expect((await server.signIn('hbl-staff-1')).current.me.duties).toHaveLength(1);
  });

  it('keeps names and numbers sealed in the table', async () => {
    const kept = JSON.stringify(await server.app.get(Database).read.find(PersonEntity));
    for (const { name, phone } of district.people.slice(0, 20)) {
      expect(kept).not.toContain(name);
      expect(kept).not.toContain(phone);
    }
  });

  it('closes the demo people out where the demo is over', async () => {
    const client = await server.signIn('resident-1');
    await importing({}, false);
    expect((await client.get('/me')).status).toBe(401);
    expect((await server.anybody.post('/sessions/demo', { person: 'leader-1' })).status).toBe(403);
    expect(await people.openidOf((await idOf('leader-1')) ?? '')).toBeNull();
  });

  it('makes who confirms a number of the roster that member of staff', async () => {
    const before = (await idOf('hbl-staff-1')) ?? '';
    const client = await comeIn('o_wang', district.people.find(({ key }) => key === 'hbl-staff-1')?.phone ?? '');
    expect(client.current.me).toMatchObject({ kind: 'resident', duties: [] });
    const { body } = await confirmPhone(client, 'o_wang');
    expect(body).toMatchObject({ kind: 'staff', name: '黎巧云', phone: '139****0028' });
    expect(body.duties).toMatchObject([{ role: 'street_staff', org: { id: 'hbl' } }]);
    expect(await idOf('hbl-staff-1')).toBe(client.personId);
    expect(await people.everyIdOf(client.personId)).toEqual([client.personId, before]);
    expect(await people.openidOf(before)).toBe('o_wang');
    expect((await people.staffAt(['hbl'], ['street_staff'])).map(({ personId }) => personId)).not.toContain(before);
    expect(await importing({})).toEqual({ added: 0, changed: 0, removed: 0 });
  });

  it('lets the newer account have the duties, and the older one no more', async () => {
    const phone = '13900000028';
    const first = await comeIn('o_old', phone);
    await confirmPhone(first, 'o_old');
    const second = await comeIn('o_new', phone);
    expect((await confirmPhone(second, 'o_new')).body.duties).toHaveLength(1);
    expect(await first.get('/me')).toMatchObject({ status: 401 });
    const back = await server.signInByWechat(() => standIn.login('o_old'));
    expect(back.current.me).toMatchObject({ kind: 'resident', duties: [] });
  });

  it('never makes anybody staff by a typed number', async () => {
    const client = await comeIn('o_typed', '13700000000');
    const { body } = await client.post<Me>('/me/phone', { phone: '13900000028' });
    expect(body).toMatchObject({ kind: 'resident', duties: [], phone: '139****0028' });
    expect(await server.app.get(Database).read.countBy(DutyEntity, { personId: client.personId })).toBe(0);
  });

  it("leaves a resident a resident where his number is nobody's", async () => {
    const client = await comeIn('o_li', '13711112222');
    expect((await confirmPhone(client, 'o_li')).body).toMatchObject({ kind: 'resident', phone: '137****2222' });
    const again = await client.post('/me/phone', { code: 'used-or-wrong' });
    expect(again).toMatchObject({ status: 422, body: { code: 'PHONE_NOT_AVAILABLE' } });
  });

  it('tells one WeChat person from another and knows both again', async () => {
    const [a, b] = [await comeIn('o_a', '13700000001'), await comeIn('o_b', '13700000002')];
    expect(a.personId).not.toBe(b.personId);
    expect((await server.signInByWechat(() => standIn.login('o_a'))).personId).toBe(a.personId);
    const code = standIn.login('o_a');
    await server.signInByWechat(() => code);
    const used = await server.anybody.post('/sessions/wechat', { code });
    expect(used).toMatchObject({ status: 401, body: { code: 'WECHAT_CODE_REFUSED' } });
  });
});
