/** Residents' WeChat groups: who comes from one is in the right community, once its staff have said that it is theirs. */
import type { CommunityView } from '@liudan/shared/district/contract';
import type { GroupArrived, GroupCounts, GroupView } from '@liudan/shared/entry/contract';
import { PROPOSED_MAX } from '@liudan/shared/entry/group';
import { EntryEventEntity } from '../../apps/server/src/entry/entry-event.entity.ts';
import { EntryGroupEntity } from '../../apps/server/src/entry/entry-group.entity.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import type { Client, Reply } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { type Cast, signInAll } from '../support/story.ts';

const NEIGHBOURS = 'tG_neighbours';
type Refused = { code?: string };

describe.each(['sqlite', 'mariadb'] as const)('a residents’ group on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  /** The short code of a community, as its cards carry it. */
  let card: (community: string) => Promise<string>;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
    card = async (community) =>
      (await house.server.anybody.get<CommunityView>(`/communities/${community}`)).body.code ?? '';
  });
  afterAll(() => house.close());

  /** What a phone sends that came out of a group, and what of it is spoilt on the way. */
  const sealed = (openid: string, opengid: string) => {
    const code = house.standIn.login(openid);
    const { encryptedData, iv } = house.standIn.groupEntry(openid, opengid);
    return { code, encryptedData, iv };
  };
  const arrive = (opengid: string, c: string | null, spoilt: object = {}, who = 'o_demo_resident-1') =>
    house.server.anybody.post<GroupArrived & Refused>('/groups/arrivals', {
      ...sealed(who, opengid),
      ...(c === null ? {} : { c }),
      ...spoilt,
    });
  const groups = async (person: Client) => (await person.get<{ items: GroupView[] }>('/groups')).body.items;
  const waiting = async (person: Client) => (await person.get<GroupCounts>('/groups/counts')).body.proposed;
  const decide = (person: Client, id: string, ours: boolean, name = ''): Promise<Reply<GroupView & Refused>> =>
    person.post(`/groups/${id}/decide`, { ours, name });
  const known = async (person: Client) => (await groups(person))[0]?.id ?? '';

  it('is proposed to the community of the card when its first member comes', async () => {
    const c = await card('hbl-hbl');
    expect(await arrive(NEIGHBOURS, c)).toMatchObject({ status: 200, body: { community: null } });
    expect((await arrive(NEIGHBOURS, c, {}, 'o_demo_resident-2')).body).toEqual({ community: null });
    expect(await groups(cast.community)).toEqual([
      {
        id: expect.any(String),
        community: { id: 'hbl-hbl', name: '河滨社区' },
        state: 'proposed',
        stateWords: '待确认',
        name: null,
        proposedAt: new Date(house.clock.now()).toISOString(),
        through: c,
        arrivals: 2,
        decided: null,
      },
    ]);
    expect([await waiting(cast.gridWorker), await waiting(cast.street), await waiting(cast.resident)]).toEqual([
      1, 1, 0,
    ]);
  });

  it('is kept without WeChat’s id of it', async () => {
    const rows = await house.server.app.get(Database).read.find(EntryGroupEntity);
    expect(JSON.stringify(rows)).not.toContain(NEIGHBOURS);
  });

  it('is nothing to the staff of other communities', async () => {
    const id = await known(cast.community);
    for (const person of [cast.foreignCommunity, cast.foreignStreet, cast.foreignGridWorker]) {
      expect([await groups(person), await waiting(person)]).toEqual([[], 0]);
      expect((await decide(person, id, true)).status).toBe(404);
    }
    expect((await cast.urban.get('/groups')).status).toBe(403);
    expect((await decide(cast.resident, id, true)).status).toBe(404);
  });

  it('leads its members to the community once the staff have confirmed it, whatever card they open', async () => {
    const id = await known(cast.community);
    expect((await decide(cast.gridWorker, id, true, '3 号楼居民群')).body).toMatchObject({
      state: 'confirmed',
      name: '3 号楼居民群',
      decided: { at: new Date(house.clock.now()).toISOString(), by: '梁丽华' },
    });
    for (const c of [await card('hbl-hbl'), await card('xj-xm'), null, '34679ACD', 'not a code'])
      expect((await arrive(NEIGHBOURS, c)).body).toEqual({ community: { id: 'hbl-hbl', name: '河滨社区' } });
    expect(await waiting(cast.community)).toBe(0);
    expect(await groups(cast.foreignCommunity)).toEqual([]);
    expect((await groups(cast.community))[0]?.arrivals).toBe(7);
  });

  it('is no longer the community’s where its staff take that back, and it is on record who said what', async () => {
    const id = await known(cast.community);
    expect((await decide(cast.community, id, false)).body.state).toBe('refused');
    expect((await arrive(NEIGHBOURS, await card('hbl-hbl'))).body.community).toBeNull();
    expect(await waiting(cast.community)).toBe(0);
    const events = await house.server.app
      .get(Database)
      .read.find(EntryEventEntity, { where: { subjectId: id }, order: { id: 'ASC' } });
    expect(events.map(({ action, actorId, said }) => [action, actorId, said])).toEqual([
      ['confirmed', cast.gridWorker.personId, '3 号楼居民群'],
      ['refused', cast.community.personId, null],
    ]);
  });

  it('belongs to one community: of two that say so, the second is told', async () => {
    await arrive('tG_square', await card('hbl-hbl'));
    await arrive('tG_square', await card('xj-xm'));
    const [mine, theirs] = await Promise.all(
      [cast.community, cast.foreignCommunity].map(async (person) => {
        const found = (await groups(person)).find(({ state }) => state === 'proposed');
        return found?.id ?? '';
      }),
    );
    const said = await Promise.all([
      decide(cast.community, mine ?? '', true),
      decide(cast.foreignCommunity, theirs ?? '', true),
    ]);
    expect(said.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(said.find(({ status }) => status === 409)?.body.code).toBe('GROUP_TAKEN');
    // What another community has confirmed waits for nobody.
    expect(await waiting(cast.community)).toBe(0);
    expect(await waiting(cast.foreignCommunity)).toBe(0);
  });

  it('is not believed where WeChat doesn’t vouch for it', async () => {
    const c = await card('hbl-hbl');
    const { encryptedData, iv } = sealed('o_demo_resident-3', 'tG_forged');
    const flipped = `${encryptedData.startsWith('A') ? 'B' : 'A'}${encryptedData.slice(1)}`;
    for (const spoilt of [{ encryptedData: flipped }, { encryptedData, iv }, { code: 'made-up' }, { iv: 'AAAA' }])
      expect(await arrive('tG_forged', c, spoilt)).toMatchObject({
        status: 401,
        body: { code: 'WECHAT_CODE_REFUSED' },
      });
    house.standIn.fault({ match: { path: '/sns/jscode2session' }, kind: 'http', times: 1 });
    expect((await arrive('tG_forged', c)).status).toBe(503);
    expect(await waiting(cast.community)).toBe(0);
  });

  it('can’t bury a desk: so many wait at a community and no more', async () => {
    const c = await card('hbl-mt');
    for (let one = 0; one < PROPOSED_MAX + 3; one++) {
      house.clock.advance(60_000);
      await arrive(`tG_many_${one}`, c);
    }
    expect(await waiting(cast.street)).toBe(PROPOSED_MAX);
  });
});
