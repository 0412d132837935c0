import type { PlaceView } from '@liudan/shared/district/contract';
import type { Me } from '@liudan/shared/identity/contract';
import type { Client } from '../../../../test/support/client.ts';
import { demoDistrict } from '../../../../test/support/demo-district.ts';
import { startServer, type TestServer } from '../../../../test/support/server.ts';

describe('the person himself', () => {
  const { settings } = demoDistrict();
  let server: TestServer;
  let resident: Client;
  beforeAll(async () => {
    server = await startServer();
    resident = await server.signIn('resident-1');
  });
  afterAll(() => server.close());

  it('agrees to the privacy notice in force and to no other', async () => {
    const old = await resident.put('/me/privacy', { version: '1999-01' });
    expect(old).toMatchObject({ status: 400, body: { fields: { version: expect.any(String) } } });
    const { body } = await resident.put<Me>('/me/privacy', { version: settings.privacy.version });
    expect(body.privacyVersion).toBe(settings.privacy.version);
  });

  it('ties himself to a community by choice, by grid and by place', async () => {
    const tied = async (body: object) => (await resident.put<Me>('/me/community', body)).body;
    expect(await tied({ community: 'hbl-hbl' })).toMatchObject({ community: { id: 'hbl-hbl' }, grid: null });
    expect(await tied({ grid: 'hbl-hbl-g1' })).toMatchObject({
      community: { id: 'hbl-hbl' },
      grid: { id: 'hbl-hbl-g1' },
    });
    const place = { lng: settings.centre[0], lat: settings.centre[1], system: 'gcj02' };
    expect(await tied({ place })).toMatchObject({ community: { id: 'hbl-hbl' }, grid: { id: 'hbl-hbl-g2' } });
  });

  it.each([
    [{}, 400, 'INVALID_INPUT'],
    [{ community: 'hbl' }, 400, 'INVALID_INPUT'],
    [{ community: 'hbl-hbl', grid: 'x' }, 400, 'INVALID_INPUT'],
    [{ grid: 'nowhere' }, 400, 'INVALID_INPUT'],
    [{ grid: 'hbl-hbl' }, 400, 'INVALID_INPUT'],
    [{ place: { lng: 116.4, lat: 39.9, system: 'gcj02' } }, 422, 'PLACE_OUTSIDE'],
  ])('is not tied by %j', async (body, status, code) => {
    expect(await resident.put('/me/community', body)).toMatchObject({ status, body: { code } });
  });

  it('says what he wants to be called; a member of staff is called as in the roster', async () => {
    expect((await resident.put<Me>('/me/name', { name: ' 王\u202e大爷 ' })).body.name).toBe('王大爷');
    expect((await resident.put<Me>('/me/name', { name: '' })).body.name).toBeNull();
    const staff = await server.signIn('hbl-staff-1');
    expect((await staff.put('/me/name', { name: '别名' })).status).toBe(403);
    expect((await staff.post('/me/phone', { phone: '13711112222' })).status).toBe(403);
  });

  it('cannot give himself what is not his to give', async () => {
    for (const body of [
      { name: 'x', kind: 'staff' },
      { name: 'x', duties: [] },
      { name: 'x', id: '1' },
    ])
      expect(await resident.put('/me/name', body)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
  });

  it('finds the grid of a place in both systems of coordinates', async () => {
    const [lng, lat] = settings.centre;
    const at = async (query: string) => (await server.anybody.get<PlaceView>(`/place?${query}`)).body;
    expect(await at(`lng=${lng}&lat=${lat}`)).toMatchObject({
      lng,
      lat,
      grid: { id: 'hbl-hbl-g2' },
      street: { id: 'hbl' },
    });
    const moved = await at(`lng=${lng}&lat=${lat}&system=wgs84`);
    expect(moved.lng).not.toBe(lng);
    expect(await at('lng=116.4&lat=39.9')).toMatchObject({ grid: null, community: null, street: null });
  });

  it('shows a community with its grids, their workers and its notices, to anybody', async () => {
    const { body } = await server.anybody.get<{ grids: object[]; notices: object[] }>('/communities/hbl-hbl');
    expect(body).toMatchObject({ name: '河滨社区', street: { id: 'hbl' } });
    expect(body.grids[0]).toMatchObject({ id: 'hbl-hbl-g1', workers: [{ name: '梁丽华', phone: '13900000032' }] });
    expect((await server.anybody.get('/communities/hbl')).status).toBe(404);
  });

  it('lists the demo people to choose from', async () => {
    const { body } = await server.anybody.get<{ items: { person: string; group: string }[] }>('/demo/people');
    expect(body.items.find(({ person }) => person === 'resident-1')).toMatchObject({ group: '居民' });
    expect(body.items.find(({ person }) => person === 'hbl-staff-1')).toMatchObject({ name: '黎巧云' });
  });
});
