/** What WeChat thinks of a report never stops it; it only decides what neighbours see until a person of the community has looked. */
import type { SimilarTicket } from '@liudan/shared/ticket/similar/contract';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { found, ordered, screened, swept, visited } from '../support/screened.ts';
import { act, attempt, type Cast, NOISE, page, photoOf, signInAll } from '../support/story.ts';

const TEXT_CHECK = '/wxa/msg_sec_check';
const MEDIA_CHECK = '/wxa/media_check_async';
const MINUTE = 60_000;
const PLACE = { lng: 109.986, lat: 27.11 };
const RISKY = '这帮坏蛋把垃圾堆在门口';

describe.each(['sqlite', 'mariadb'] as const)('checks of what residents write on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  beforeEach(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
    house.standIn.words({ content: [{ word: '坏蛋', suggest: 'risky', label: 20003 }] });
    visited(house);
  });
  afterEach(() => house.close());

  const report = async (text: string, photos: readonly string[] = []) => {
    const consent = house.district.settings.privacy.version;
    const reply = await cast.resident.post<{ id: string }>('/tickets', { text, place: PLACE, consent, photos });
    expect([reply.status, reply.body]).toEqual([201, expect.anything()]);
    return reply.body.id;
  };
  const seenBy = async (person: Client, text: string) => {
    const reply = await person.post<{ items: SimilarTicket[] }>('/tickets/similar', { text, place: PLACE });
    return reply.body.items.map(({ id, summary, thumbUrl }) => ({ id, summary, picture: thumbUrl !== null }));
  };
  const told = async (person: Client) => {
    await house.tell();
    return (await house.messages(person)).map(({ kind }) => kind);
  };

  it('show a neighbour nothing before the words are looked at, and no picture before the pictures are', async () => {
    const id = await report('门口堆了垃圾', [await photoOf(cast.resident)]);
    expect(await seenBy(cast.neighbour, '垃圾堆在门口')).toEqual([]);
    // The reporter himself always sees what is his.
    expect(await seenBy(cast.resident, '垃圾堆在门口')).toMatchObject([{ id, picture: true }]);
    await swept(house);
    expect(await seenBy(cast.neighbour, '垃圾堆在门口')).toEqual([{ id, summary: '门口堆了垃圾', picture: false }]);
    const [traceId = ''] = ordered(house);
    await found(house, traceId, 'pass');
    expect(await seenBy(cast.neighbour, '垃圾堆在门口')).toEqual([{ id, summary: '门口堆了垃圾', picture: true }]);
    expect((await page(cast.resident, id)).ticket.screening).toBeNull();
    // WeChat is given an address it can fetch the picture from without signing in, good for hours.
    const [call] = house.standIn.calls(MEDIA_CHECK);
    const asked = call?.body as { media_url: string } | undefined;
    const local = (asked?.media_url ?? '').replace(house.server.env.publicUrl, house.server.url);
    house.clock.advance(2 * 60 * MINUTE);
    const picture = await fetch(local);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
    expect((await page(cast.resident, id)).ticket.photos).toHaveLength(1);
  });

  it('hold a refused report back from neighbours, lose nothing of it, and tell whom it concerns', async () => {
    const id = await report(RISKY);
    await screened(house);
    expect(await seenBy(cast.neighbour, '垃圾堆在门口')).toEqual([]);
    expect(await told(cast.resident)).toContain('content_held');
    expect(await told(cast.community)).toContain('content_to_look');
    const { ticket, timeline } = await page(cast.resident, id);
    expect(ticket.text).toBe(RISKY);
    expect(ticket.screening).toBe('您写的内容要请社区看一下，暂时不向其他居民显示，办理不受影响。');
    expect(timeline.map(({ title }) => title)).toContain('内容待社区查看，暂不向其他居民显示');
    // The order goes its way meanwhile, and its holder reads every word.
    expect((await page(cast.community, id)).ticket).toMatchObject({ text: RISKY, screening: expect.any(String) });
    await act(cast.community, id, 'triage.handle', NOISE);

    await act(cast.community, id, 'screen.show');
    expect(await seenBy(cast.neighbour, '垃圾堆在门口')).toMatchObject([{ id, summary: RISKY }]);
    expect(await told(cast.resident)).toContain('content_shown');
    expect((await page(cast.resident, id)).ticket.screening).toBeNull();
  });

  it('let the community keep a report from neighbours for good, with a reason the reporter reads', async () => {
    const id = await report('邻居天天吵', [await photoOf(cast.resident)]);
    await screened(house);
    const join = { text: '我家也听得到' };
    expect((await cast.neighbour.post(`/tickets/${id}/join`, join)).status).toBe(200);
    expect((await page(cast.neighbour, id)).ticket).toMatchObject({ text: '邻居天天吵', photoCount: 1 });

    await act(cast.community, id, 'screen.hide', { reason: '照片里有他人的车牌' });
    await house.tell();
    const hidden = (await house.messages(cast.resident)).find(({ kind }) => kind === 'content_hidden');
    expect(hidden?.body).toContain('照片里有他人的车牌');
    const followed = await page(cast.neighbour, id);
    expect(followed.ticket).toMatchObject({ text: '一件相似的单子', photos: [], thumbUrl: null, screening: null });
    expect(JSON.stringify(followed)).not.toMatch(/天天吵|media\//);
    expect((await attempt(cast.neighbour, id, 'screen.show')).status).toBe(403);
    // A result that comes late changes nothing of what a person decided.
    expect((await attempt(cast.community, id, 'screen.hide', { reason: '再说一次' })).body.code).toBe('ACTION_NOT_NOW');
  });

  it('hold back a picture that is refused later, but not one that somebody has looked at since', async () => {
    const id = await report('门口堆了垃圾', [await photoOf(cast.resident), await photoOf(cast.resident, '#aa5533')]);
    await swept(house);
    const [first = '', second = ''] = ordered(house);
    await found(house, first, 'risky');
    expect(await seenBy(cast.neighbour, '垃圾堆在门口')).toEqual([]);
    house.clock.advance(MINUTE);
    await act(cast.community, id, 'screen.show');
    await found(house, second, 'review');
    expect(await seenBy(cast.neighbour, '垃圾堆在门口')).toMatchObject([{ id, picture: true }]);
    // Told again, or of a picture nobody ordered, it does nothing.
    house.clock.advance(MINUTE);
    await found(house, second, 'risky');
    await found(house, 'of-another-system', 'risky');
    expect((await page(cast.community, id)).ticket.screening).toBeNull();
  });

  it('are made up for when WeChat is back, and never when it is too late', async () => {
    house.standIn.fault({ kind: 'errcode', code: -1, match: { path: TEXT_CHECK }, times: 3 });
    await report('门口堆了垃圾');
    for (let tries = 0; tries < 3; tries++) {
      await swept(house);
      expect(await seenBy(cast.neighbour, '垃圾堆在门口')).toEqual([]);
      house.clock.advance(5 * MINUTE);
    }
    await swept(house);
    expect(await seenBy(cast.neighbour, '垃圾堆在门口')).toHaveLength(1);
    const asked = house.standIn.calls(TEXT_CHECK).length;

    house.standIn.fault({ kind: 'http', status: 502, match: { path: TEXT_CHECK } });
    const late = await report('路灯不亮');
    await swept(house);
    house.clock.advance(3 * 60 * MINUTE);
    house.standIn.clearFaults();
    await swept(house);
    await swept(house);
    expect(house.standIn.calls(TEXT_CHECK).length).toBeLessThanOrEqual(asked + 3);
    expect(await seenBy(cast.neighbour, '路灯不亮')).toEqual([]);
    // Nobody doubts it, so nobody is troubled with it; the order is whole.
    expect((await page(cast.community, late)).ticket).toMatchObject({ text: '路灯不亮', screening: null });
  });

  it('ask nothing about what staff write down, which neighbours see at once', async () => {
    const said = { text: '门口堆了垃圾', place: { ...PLACE, grid: 'hbl-hbl-g1' }, channel: 'phone', informed: true };
    const reply = await cast.community.post('/tickets/on-behalf', { ...said, reporter: { name: '某大爷' } });
    expect([reply.status, reply.body]).toEqual([201, expect.anything()]);
    await swept(house);
    expect(house.standIn.calls(TEXT_CHECK)).toEqual([]);
    expect(await seenBy(cast.neighbour, '垃圾堆在门口')).toHaveLength(1);
  });

  it('tell whoever looks at a question on the page the worst of its words and pictures', async () => {
    await cast.resident.put('/me/community', { community: 'hbl-hbl', grid: 'hbl-hbl-g1' });
    const ask = async (text: string, colour: string) => {
      const photos = [await photoOf(cast.resident, colour)];
      const consent = house.district.settings.privacy.version;
      const reply = await cast.resident.post<{ id: string }>('/communities/hbl-hbl/posts', { text, photos, consent });
      expect([reply.status, reply.body]).toEqual([201, expect.anything()]);
      return reply.body.id;
    };
    const [plain, doubted, angry] = [
      await ask('灯谁修', '#111'),
      await ask('水谁修', '#222'),
      await ask(RISKY, '#333'),
    ];
    await swept(house);
    for (const [index, suggest] of (['pass', 'review', 'pass'] as const).entries())
      await found(house, ordered(house)[index] ?? '', suggest);
    const desk = await cast.community.get<{ items: { id: string; check: string }[] }>('/posts');
    const checks = new Map(desk.body.items.map(({ id, check }) => [id, check]));
    expect([plain, doubted, angry].map((id) => checks.get(id))).toEqual(['pass', 'review', 'risky']);
  });

  it('are begun once by however many servers sweep at once', async () => {
    await report('门口堆了垃圾', [await photoOf(cast.resident)]);
    await Promise.all([swept(house), swept(house), swept(house)]);
    expect(house.standIn.calls(TEXT_CHECK)).toHaveLength(1);
    expect(house.standIn.calls(MEDIA_CHECK)).toHaveLength(1);
  });
});
