/** The ways in: short codes of communities, grids, buildings and stations, their pictures and posters (JZ-11 党群连心码). */
import type { CommunityView } from '@liudan/shared/district/contract';
import { codeIn, SCENE_TEXT, sceneOf } from '@liudan/shared/entry/code';
import type { AddedEntries, EntryCard, EntryPage, EntryPicture, EntryView } from '@liudan/shared/entry/contract';
import { standingOrgs } from '@liudan/shared/entry/keepers';
import sharp from 'sharp';
import { EntryActions } from '../../apps/server/src/entry/entry.actions.ts';
import { EntryCodeEntity } from '../../apps/server/src/entry/entry-code.entity.ts';
import { EntryEventEntity } from '../../apps/server/src/entry/entry-event.entity.ts';
import { qrPicture } from '../../apps/server/src/entry/qr.ts';
import { USES_SWEEP } from '../../apps/server/src/entry/use.sweep.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import type { Client, Reply } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { type Cast, signInAll, page as ticketPage } from '../support/story.ts';

const DAY = 24 * 3_600_000;
const HERE = 'hbl-hbl';
type Refused = { code?: string; fields?: Record<string, string> };

describe.each(['sqlite', 'mariadb'] as const)('the ways into a community on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  beforeAll(async () => {
    house = await startNoticed({ database, env: { WECHAT_STATE: 'formal', PUBLIC_URL: 'https://liudan.test' } });
    cast = await signInAll(house.server);
  });
  afterAll(() => house.close());

  const list = async (person: Client, query = ''): Promise<EntryPage> => {
    const reply = await person.get<EntryPage>(`/codes?limit=50${query}`);
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return reply.body;
  };
  const open = (code: string, person: Client = house.server.anybody) => person.get<EntryView>(`/codes/${code}`);
  const add = (person: Client, more: object): Promise<Reply<AddedEntries & Refused>> =>
    person.post('/codes', { community: HERE, kind: 'building', labels: ['3号楼'], ...more });
  const one = async (more: object): Promise<EntryCard> => {
    const [card] = (await add(cast.community, more)).body.items;
    if (!card) throw new Error('no code was added');
    return card;
  };
  const refuses = (code: number) =>
    house.standIn.fault({ match: { path: '/wxa/getwxacodeunlimit' }, kind: 'errcode', code, times: 1 });
  const imageOf = async (url: string) => {
    const response = await fetch(house.server.url + url);
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  describe('has codes', () => {
    it('for every community and every grid by itself, and each once, however often the server starts', async () => {
      const rows = await house.server.app.get(Database).read.find(EntryCodeEntity);
      expect(rows.map(({ standsFor }) => standsFor).sort()).toEqual(
        standingOrgs(house.district)
          .map(({ id }) => id)
          .sort(),
      );
      for (const { code } of rows) {
        expect(sceneOf(code)).toMatch(SCENE_TEXT);
        expect(codeIn({ scene: encodeURIComponent(sceneOf(code)) })).toBe(code);
      }
      expect(await house.server.app.get(EntryActions).standUp()).toBe(0);
    });

    it('which the community’s page names, for cards and links that lead to it', async () => {
      const { body } = await house.server.anybody.get<CommunityView>(`/communities/${HERE}`);
      expect((await open(body.code ?? '')).body).toMatchObject({
        kind: 'community',
        words: '河滨社区',
        community: { id: HERE, name: '河滨社区' },
        grid: null,
        address: '',
        place: null,
        worker: null,
        retired: false,
      });
    });

    it('of a grid, which tell whom to call there: what everybody can read, and no more', async () => {
      const grid = (await list(cast.community, '&kind=grid')).items.find((card) => card.grid?.id === 'hbl-hbl-g1');
      const { body } = await open(grid?.code ?? '');
      expect(body).toMatchObject({ kind: 'grid', words: '河滨社区第一网格', address: '', retired: false });
      const community = await house.server.anybody.get<CommunityView>(`/communities/${HERE}`);
      expect(body.worker).toEqual(community.body.grids.find(({ id }) => id === 'hbl-hbl-g1')?.workers[0]);
    });

    it('for a building with its pin and a station without, typed however a person types them', async () => {
      const place = { lng: 109.986, lat: 27.112 };
      const building = await one({ labels: ['河畔苑3号楼'], address: '河滨路 18 号院', place });
      expect(building).toMatchObject({
        kind: 'building',
        kindWords: '楼栋',
        words: '河滨社区 河畔苑3号楼',
        grid: { id: 'hbl-hbl-g1' },
        address: '河滨路 18 号院 河畔苑3号楼',
        prefix: '河滨路 18 号院',
        place,
        link: `https://liudan.test/#/pages/home/index?c=${building.code}`,
        canChange: true,
      });
      const station = await one({ kind: 'station', labels: ['便民服务站'] });
      expect((await open(building.code.toLowerCase())).body).toMatchObject({ code: building.code, place });
      expect((await open(station.code)).body).toMatchObject({ grid: null, worker: null, place: null });
    });

    it('for a whole pasted list, made once under one key and never twice under one name', async () => {
      const labels = ['12栋', '13栋', '14栋', '13栋'];
      const asked = { community: HERE, kind: 'building', grid: 'hbl-hbl-g2', labels };
      const key = 'a-list-of-buildings';
      const [first, again] = [
        await cast.gridWorker.post<AddedEntries>('/codes', asked, { key }),
        await cast.gridWorker.post<AddedEntries>('/codes', asked, { key }),
      ];
      expect(first.body.items.map(({ label }) => label)).toEqual(['12栋', '13栋', '14栋']);
      expect(again.body).toEqual(first.body);
      const more = await add(cast.street, { grid: 'hbl-hbl-g2', labels: ['14栋', '15栋'] });
      expect([more.body.items.map(({ label }) => label), more.body.existed]).toEqual([['15栋'], 1]);
      const found = await list(cast.community, `&q=${encodeURIComponent('栋')}`);
      expect(found.items.map(({ label }) => label)).toEqual(['12栋', '13栋', '14栋', '15栋']);
    });

    it.each([
      [{ labels: [] }, 400, 'labels'],
      [{ labels: [' '] }, 400, 'labels.0'],
      [{ labels: Array.from({ length: 101 }, (_, at) => `${at}栋`) }, 400, 'labels'],
      [{ kind: 'grid' }, 400, 'kind'],
      [{ grid: 'hbl-mt-g1' }, 400, 'grid'],
      [{ labels: ['1栋', '2栋'], place: { lng: 109.98, lat: 27.11 } }, 400, 'place'],
      [{ grid: 'hbl-hbl-g1', place: { lng: 110.02, lat: 27.12 } }, 400, 'place'],
      [{ place: { lng: 116.4, lat: 39.9 } }, 422, null],
    ])('but not for %j', async (more, status, field) => {
      const reply = await add(cast.community, more);
      expect(reply.status).toBe(status);
      if (field !== null) expect(Object.keys(reply.body.fields ?? {})).toEqual([field]);
    });

    it('that foreign staff neither see nor make nor print nor take out of use', async () => {
      const { code } = await one({ labels: ['看不见的楼'] });
      for (const person of [cast.foreignCommunity, cast.foreignStreet, cast.foreignGridWorker]) {
        const theirs = await list(person);
        expect(theirs.items.some(({ community }) => community.id === HERE)).toBe(false);
        expect(theirs.communities.some(({ id }) => id === HERE)).toBe(false);
        expect((await person.get(`/codes?community=${HERE}`)).status).toBe(404);
        expect((await add(person, {})).status).toBe(403);
        expect((await person.get(`/codes/poster?community=${HERE}`)).status).toBe(404);
        for (const path of [`/codes/${code}/card`, `/codes/${code}/picture`])
          expect((await person.get(path)).status).toBe(404);
        expect((await person.post(`/codes/${code}/retire`)).status).toBe(404);
      }
      for (const person of [cast.resident, cast.urban, cast.leader])
        expect((await person.get('/codes')).status).toBe(403);
    });

    it('that nobody made are answered as such, whatever is typed', async () => {
      for (const code of ['34679ACD', 'poster1', 'c%3Dx', '__proto__', '%E6%B2%B3'])
        expect(await open(code)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    });

    it('that can be corrected, while what hangs on the wall stays good', async () => {
      const { code } = await one({ labels: ['写错的楼'], grid: 'hbl-hbl-g1', address: '老街' });
      const place = { lng: 109.991, lat: 27.112 };
      const right = { label: '写对的楼', grid: null, address: '', place };
      expect((await cast.gridWorker.put<EntryCard>(`/codes/${code}`, right)).body).toMatchObject({
        code,
        label: '写对的楼',
        address: '写对的楼',
        prefix: '',
        place,
        grid: { id: 'hbl-hbl-g2' },
      });
      expect((await open(code)).body).toMatchObject({ words: '河滨社区 写对的楼', place });
      await one({ labels: ['隔壁的楼'], grid: 'hbl-hbl-g2' });
      const refused = async (change: object) => {
        const reply = await cast.community.put<Refused>(`/codes/${code}`, { ...right, ...change });
        return [reply.status, Object.keys(reply.body.fields ?? {})];
      };
      expect(await refused({ label: '隔壁的楼' })).toEqual([400, ['label']]);
      expect(await refused({ grid: 'hbl-mt-g1' })).toEqual([400, ['grid']]);
      expect(await refused({ label: '' })).toEqual([400, ['label']]);
      expect((await cast.foreignCommunity.put(`/codes/${code}`, right)).status).toBe(404);
      await cast.community.post(`/codes/${code}/retire`);
      expect(await refused({})).toEqual([409, []]);
    });

    it('that are taken out of use and still lead to the community, with the name of who did it on record', async () => {
      const { code } = await one({ labels: ['要拆的楼'], grid: 'hbl-hbl-g1', address: '老街' });
      expect((await cast.gridWorker.post<EntryCard>(`/codes/${code}/retire`)).body).toMatchObject({
        retiredAt: new Date(house.clock.now()).toISOString(),
        canChange: false,
      });
      expect((await open(code)).body).toMatchObject({
        retired: true,
        words: '河滨社区',
        community: { id: HERE },
        grid: null,
        address: '',
        worker: null,
      });
      expect((await list(cast.community, '&q=要拆')).items).toEqual([]);
      const { read } = house.server.app.get(Database);
      const { id } = await read.findOneByOrFail(EntryCodeEntity, { code });
      const events = await read.find(EntryEventEntity, { where: { subjectId: id }, order: { id: 'ASC' } });
      expect(events.map(({ action, actorId, said }) => [action, actorId, said])).toEqual([
        ['added', cast.community.personId, '要拆的楼'],
        ['retired', cast.gridWorker.personId, '要拆的楼'],
      ]);
      // The name is free again, and gets another code.
      expect((await one({ labels: ['要拆的楼'], grid: 'hbl-hbl-g1' })).code).not.toBe(code);
    });

    it('of communities and grids stay', async () => {
      const [standing] = (await list(cast.community, '&kind=grid')).items;
      expect(standing?.canChange).toBe(false);
      const change = { label: '别的名字', grid: null, address: '', place: null };
      expect((await cast.community.put(`/codes/${standing?.code}`, change)).status).toBe(400);
      const reply = await cast.community.post<Refused>(`/codes/${standing?.code}/retire`);
      expect([reply.status, Object.keys(reply.body.fields ?? {})]).toEqual([400, ['code']]);
    });

    it('whose openings are counted by day, and by nothing else', async () => {
      const { code } = await one({ labels: ['数一数楼'] });
      const count = () => house.server.app.get(Sweeps).runNow(USES_SWEEP);
      const uses = async () => (await cast.community.get<EntryCard>(`/codes/${code}/card`)).body.uses;
      for (let time = 0; time < 3; time++) await open(code);
      expect(await uses()).toEqual({ month: 0, all: 0 });
      await count();
      expect(await uses()).toEqual({ month: 3, all: 3 });
      house.clock.advance(40 * DAY);
      await open(code, cast.resident);
      await count();
      expect(await uses()).toEqual({ month: 1, all: 4 });
    });
  });

  describe('brings a report to the right grid', () => {
    it('with the address of the code and its pin', async () => {
      const place = { lng: 109.986, lat: 27.112 };
      const { code } = await one({ labels: ['河畔苑5号楼'], address: '河滨路 18 号院', place });
      const scanned = (await open(code)).body;
      const reply = await cast.resident.post<{ id: string }>('/tickets', {
        text: '五号楼门口的灯不亮',
        place: { ...scanned.place, grid: scanned.grid?.id, community: scanned.community.id, address: scanned.address },
        consent: house.district.settings.privacy.version,
      });
      expect(reply.status).toBe(201);
      const { ticket } = await ticketPage(cast.gridWorker, reply.body.id);
      expect(ticket.place).toMatchObject({ ...place, address: '河滨路 18 号院 河畔苑5号楼' });
    });

    it('and ties the resident to that grid where he says so', async () => {
      const reply = await cast.neighbour.put('/me/community', { grid: 'hbl-hbl-g2' });
      expect(reply.body).toMatchObject({ community: { id: HERE }, grid: { id: 'hbl-hbl-g2' } });
    });
  });

  describe('has pictures', () => {
    it('drawn by WeChat, kept, and used again while WeChat is away', async () => {
      const { code } = await one({ labels: ['画一画楼'] });
      const asked = () => cast.community.get<EntryPicture>(`/codes/${code}/picture`);
      const { body } = await asked();
      expect(body).toMatchObject({ kind: 'wechat', why: null });
      const image = await imageOf(body.url);
      expect([image.status, image.headers.get('content-type'), image.headers.get('x-code-kind')]).toEqual([
        200,
        'image/png',
        'wechat',
      ]);
      expect((await sharp(image.bytes).metadata()).format).toBe('png');
      expect(house.standIn.calls('/wxa/getwxacodeunlimit').at(-1)?.body).toMatchObject({
        scene: `c=${code}`,
        page: 'pages/home/index',
        env_version: 'release',
      });
      refuses(45009);
      expect((await imageOf((await asked()).body.url)).bytes.equals(image.bytes)).toBe(true);
      house.standIn.clearFaults();
    });

    it('of the link where WeChat draws none, and says why', async () => {
      const { code, link } = await one({ labels: ['没有发布楼'] });
      refuses(41030);
      const { body } = await cast.community.get<EntryPicture>(`/codes/${code}/picture`);
      expect(body).toMatchObject({ kind: 'link', why: expect.stringContaining('41030') });
      refuses(41030);
      const image = await imageOf(body.url);
      expect(image.headers.get('x-code-kind')).toBe('link');
      expect(image.bytes.equals(await qrPicture(link))).toBe(true);
    });

    it('that nobody gets without a good signature', async () => {
      const { code } = await one({ labels: ['签名楼'] });
      const { url } = (await cast.community.get<EntryPicture>(`/codes/${code}/picture`)).body;
      expect((await imageOf(url.replace(/s=./, 's=!'))).status).toBe(404);
      expect((await imageOf(url.replace(/\?.*/, ''))).status).toBe(404);
      house.clock.advance(21 * 60_000);
      expect((await imageOf(url)).status).toBe(404);
    });
  });

  describe('has posters', () => {
    const poster = (person: Client, query: string) => person.get<string>(`/codes/poster?community=${HERE}${query}`);

    it('with the place, whom to call, and no more', async () => {
      const { code } = await one({ labels: ['贴海报<楼>'], grid: 'hbl-hbl-g1' });
      const { status, body, headers } = await poster(cast.street, `&codes=${code}`);
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      for (const words of [
        '拍照点单 随手上报',
        '河滨社区 贴海报&lt;楼&gt;',
        '河滨社区第一网格',
        '网格员 梁丽华',
        '139 0000 0032',
        '打开微信，扫一扫',
        `编号 ${code}`,
      ])
        expect(body).toContain(words);
      expect(body).not.toContain('<script');
      expect(body.match(/<section/g)).toHaveLength(1);
    });

    it('one on a sheet, or four to be cut apart', async () => {
      const labels = Array.from({ length: 5 }, (_, at) => `海报${at}栋`);
      const { items } = (await add(cast.community, { labels, grid: 'hbl-hbl-g3' })).body;
      const codes = items.map(({ code }) => code).join(',');
      const sheets = async (layout: string) =>
        (await poster(cast.community, `&codes=${codes}&layout=${layout}`)).body.match(/<section/g)?.length;
      expect([await sheets('one'), await sheets('four')]).toEqual([5, 2]);
    });

    it('for all of a kind, and none where nothing is to be printed', async () => {
      const { body } = await poster(cast.community, '&kind=grid');
      expect(body.match(/<article/g)).toHaveLength(3);
      expect((await poster(cast.community, '&codes=34679ACD')).status).toBe(400);
      expect((await poster(cast.community, '&codes=')).status).toBe(400);
    });
  });
});
