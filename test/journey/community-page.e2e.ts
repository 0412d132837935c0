/** The community's page in place of its WeChat group: notices, questions, official answers, and orders made of them (HJ-01, HJ-02). */
import type {
  Coverage,
  NoticeCard,
  NoticeDeskPage,
  NoticeView,
  PostCard,
  PostDeskCard,
  PostView,
} from '@liudan/shared/community/contract';
import type { CommunityView } from '@liudan/shared/district/contract';
import { CommunityTools } from '../../apps/server/src/community/community.tools.ts';
import { NoticeActions } from '../../apps/server/src/community/notice.actions.ts';
import { NoticeEntity } from '../../apps/server/src/community/notice.entity.ts';
import { POSTS_SWEEP } from '../../apps/server/src/community/post.sweep.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { POST_MESSAGES_SWEEP } from '../../apps/server/src/notify/post.sweep.ts';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { type Cast, photoOf, signInAll, page as ticketPage } from '../support/story.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PLACE = '/communities/hbl-hbl';
type Made = { id: string; state?: string; version?: number; code?: string; fields?: Record<string, string> };

describe.each(['sqlite', 'mariadb'] as const)('the page of a community on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
  });
  afterAll(() => house.close());

  const consent = () => house.district.settings.privacy.version;
  const ask = async (person: Client, text: string, more: object = {}): Promise<string> => {
    const reply = await person.post<Made>(`${PLACE}/posts`, { text, consent: consent(), ...more });
    expect([reply.status, reply.body.state]).toEqual([201, 'waiting']);
    return reply.body.id;
  };
  const show = (id: string) => cast.community.post<Made>(`/posts/${id}/look`, { seen: 'waiting', verdict: 'show' });
  const hide = (id: string, reason: string) =>
    cast.community.post<Made>(`/posts/${id}/look`, { seen: 'waiting', verdict: 'hide', reason });
  const thread = async (person: Client, id: string) => (await person.get<PostView>(`/posts/${id}`)).body;
  const onPage = async (person: Client, q = '') =>
    (await person.get<{ items: PostCard[] }>(`${PLACE}/posts?limit=50&q=${encodeURIComponent(q)}`)).body.items;
  const desk = async (person: Client, view: string) =>
    (await person.get<{ items: PostDeskCard[] }>(`/posts?limit=50&view=${view}`)).body.items;
  const tell = () => house.server.app.get(Sweeps).runNow(POST_MESSAGES_SWEEP);
  const sweep = () => house.server.app.get(Sweeps).runNow(POSTS_SWEEP);
  const told = async (person: Client, kind: string) =>
    (await house.messages(person)).filter((message) => message.kind === kind);

  describe('has notices', () => {
    const write = (person: Client, more: object = {}) =>
      person.post<Made>('/notices', {
        org: 'hbl-hbl',
        topic: 'works',
        title: '三号楼外墙维修',
        body: '脚手架搭到月底，请绕行。',
        ...more,
      });
    const out = async (q = '') =>
      (await house.server.anybody.get<{ items: NoticeCard[] }>(`${PLACE}/notices?limit=50&q=${encodeURIComponent(q)}`))
        .body.items;

    it('that begin with those of the district’s file, taken over once', async () => {
      const titles = (await out()).map(({ title }) => title);
      expect(titles).toEqual(['小程序点单办事流程', '周三夜间短时停水通知', '2027 年度居民医保缴费提醒']);
      const { body } = await house.server.anybody.get<CommunityView>(PLACE);
      expect(body.notices.map(({ title }) => title)).toEqual(titles);
      expect(await house.server.app.get(NoticeActions).takeOver()).toBe(0);
      expect(await house.server.app.get(Database).read.count(NoticeEntity)).toBe(house.district.notices.length);
    });

    it('that those write whose area it is, and nobody else', async () => {
      for (const person of [cast.resident, cast.gridWorker, cast.foreignCommunity, cast.foreignStreet, cast.urban])
        expect((await write(person)).body.code).toBe('FORBIDDEN');
      expect((await write(cast.community, { org: 'hbl' })).body.code).toBe('FORBIDDEN');
      const made = await write(cast.street, { title: '街道的公告', org: 'hbl-hbl' });
      expect(made.status).toBe(201);
      for (const person of [cast.foreignCommunity, cast.resident])
        expect(
          (await person.post<Made>(`/notices/${made.body.id}/withdraw`, { version: 1, reason: '不是我的' })).status,
        ).toBe(404);
      const gone = await cast.community.post<Made>(`/notices/${made.body.id}/withdraw`, {
        version: 1,
        reason: '写错了社区',
      });
      expect(gone.status).toBe(200);
      expect((await house.server.anybody.get(`/notices/${made.body.id}`)).status).toBe(404);
      const kept = await cast.street.get<NoticeView>(`/notices/${made.body.id}`);
      expect(kept.body.desk).toMatchObject({ state: 'withdrawn', withdrawnBecause: '写错了社区', version: 2 });
    });

    it('that come out at their time, change, and end', async () => {
      const now = house.clock.now();
      const at = (ms: number) => new Date(ms).toISOString();
      const past = await write(cast.community, { publishAt: at(now - DAY) });
      expect(past.body.fields).toEqual({ publishAt: '发布时间要晚于现在' });
      const photos = [await photoOf(cast.community)];
      const planned = { title: '周日义诊', topic: 'event', publishAt: at(now + HOUR), until: at(now + DAY), photos };
      const { body: made } = await write(cast.community, planned);
      expect((await house.server.anybody.get(`/notices/${made.id}`)).status).toBe(404);
      house.clock.set(now + 2 * HOUR);
      expect((await out())[1]).toMatchObject({ title: '周日义诊', topicWords: '活动', from: '河滨社区' });
      const change = {
        ...planned,
        version: 1,
        topic: 'event',
        body: '改到下午两点。',
        pinned: true,
        publishAt: undefined,
      };
      expect(
        (await cast.community.put<Made>(`/notices/${made.id}`, { ...change, title: '周日义诊改时间' })).status,
      ).toBe(200);
      expect((await cast.community.put<Made>(`/notices/${made.id}`, { ...change, title: '晚了一步' })).body.code).toBe(
        'CHANGED_MEANWHILE',
      );
      expect((await out())[0]).toMatchObject({ title: '周日义诊改时间', pinned: true });
      const seen = (await house.server.anybody.get<NoticeView>(`/notices/${made.id}`)).body;
      expect([seen.photos.length, seen.editedAt, seen.ended, seen.desk]).toEqual([1, at(now + 2 * HOUR), false, null]);
      house.clock.set(now + 2 * DAY);
      expect((await out()).map(({ title }) => title)).not.toContain('周日义诊改时间');
      expect((await house.server.anybody.get<NoticeView>(`/notices/${made.id}`)).body.ended).toBe(true);
      house.clock.set(now);
    });

    it('whose readers are counted once each, of the residents they reach', async () => {
      const { body: made } = await write(cast.community, { title: '读一读' });
      const stranger = await house.server.signIn('resident-3');
      const readers = [cast.resident, cast.resident, cast.neighbour, stranger, cast.gridWorker];
      const replies = await Promise.all(readers.map((person) => person.post(`/notices/${made.id}/read`)));
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]));
      expect((await house.server.anybody.post(`/notices/${made.id}/read`)).status).toBe(401);
      const mine = (await cast.community.get<NoticeDeskPage>('/notices')).body;
      expect(mine.orgs).toEqual([{ id: 'hbl-hbl', name: '河滨社区' }]);
      expect(mine.items.find(({ id }) => id === made.id)?.desk).toMatchObject({
        readers: 3,
        reach: { residents: 2, readers: 2 },
      });
      expect((await cast.resident.get<Made>('/notices')).body.code).toBe('FORBIDDEN');
    });

    it('that can be searched, with every sign meant as it stands', async () => {
      await write(cast.community, { title: '优惠 50% 的体检', body: '老人免费_半价' });
      expect((await out('50%')).map(({ title }) => title)).toEqual(['优惠 50% 的体检']);
      expect(await out('50_')).toEqual([]);
      expect(await out('费_半')).toHaveLength(1);
    });
  });

  describe('has questions', () => {
    it('that neighbours see after a look of staff, and the author always, under masked names', async () => {
      const key = 'the-same-question';
      const body = { text: '三栋的楼道灯谁来修？', photos: [await photoOf(cast.resident)], consent: consent() };
      const [first, again] = [
        await cast.resident.post<Made>(`${PLACE}/posts`, body, { key }),
        await cast.resident.post<Made>(`${PLACE}/posts`, body, { key }),
      ];
      expect(again.body).toEqual(first.body);
      const { id } = first.body;
      expect((await onPage(cast.resident)).map((card) => card.id)).toContain(id);
      expect((await onPage(cast.neighbour)).map((card) => card.id)).not.toContain(id);
      expect((await cast.neighbour.get(`/posts/${id}`)).status).toBe(404);
      expect((await desk(cast.community, 'look')).map((card) => card.id)).toContain(id);
      await tell();
      expect((await told(cast.community, 'post_to_look'))[0]).toMatchObject({
        postId: id,
        ticketId: null,
        side: 'staff',
      });
      expect((await show(id)).body.state).toBe('shown');
      expect((await show(id)).body.code).toBe('CHANGED_MEANWHILE');
      const seen = await thread(cast.neighbour, id);
      expect([seen.author, seen.photos.length, seen.desk]).toEqual([{ name: '姜**', mine: false }, 1, null]);
      expect(seen.may).toEqual({ comment: true, look: false, answer: false, order: false });
      expect((await thread(cast.resident, id)).author).toEqual({ name: '我', mine: true });
      expect((await thread(cast.community, id)).author.name).toBe('姜**');
    });

    it('that are asked in one’s own community only, and looked at by its own staff only', async () => {
      const asked = { text: '我不住这里', consent: consent() };
      const stranger = await house.server.signIn('resident-3');
      expect((await stranger.post<Made>(`${PLACE}/posts`, asked)).body.code).toBe('NOT_YOUR_COMMUNITY');
      expect((await stranger.get<Made>(`${PLACE}/posts`)).body.code).toBe('NOT_YOUR_COMMUNITY');
      expect((await house.server.anybody.get(`${PLACE}/posts`)).status).toBe(401);
      const id = await ask(cast.resident, '什么时候供暖？');
      for (const person of [cast.foreignCommunity, cast.foreignStreet, cast.urban, stranger])
        expect((await person.post(`/posts/${id}/look`, { seen: 'waiting', verdict: 'show' })).status).toBe(404);
      for (const person of [cast.resident, cast.leader])
        expect((await person.post<Made>(`/posts/${id}/look`, { seen: 'waiting', verdict: 'show' })).body.code).toBe(
          'FORBIDDEN',
        );
      expect((await cast.leader.get<PostView>(`/posts/${id}`)).body.may.look).toBe(false);
      expect((await cast.resident.get<Made>('/posts')).body.code).toBe('FORBIDDEN');
    });

    it('that wait for a person whatever the check of the text says, and are told apart for him', async () => {
      house.standIn.visit('o_demo_resident-1');
      house.standIn.words({ content: [{ word: '点击领奖', suggest: 'risky', label: 10001 }] });
      const [good, bad] = [await ask(cast.resident, '垃圾几点收？'), await ask(cast.resident, '点击领奖')];
      house.clock.advance(3 * HOUR);
      const late = await ask(cast.resident, '微信认不出我了');
      house.clock.advance(-3 * HOUR);
      const checks = await Promise.all(
        [good, bad, late].map(async (id) => (await thread(cast.community, id)).desk?.check),
      );
      expect(checks).toEqual(['pass', 'risky', 'none']);
      await hide(bad, '内容有广告');
      await tell();
      expect((await told(cast.resident, 'post_hidden'))[0]).toMatchObject({ postId: bad, side: 'resident' });
      expect((await told(cast.resident, 'post_hidden'))[0]?.body).toContain('内容有广告');
      expect(await thread(cast.resident, bad)).toMatchObject({
        state: 'hidden',
        hiddenBecause: '内容有广告',
        promise: null,
      });
      expect((await cast.neighbour.get(`/posts/${bad}`)).status).toBe(404);
    });

    it('on which neighbours comment after a look, and the community answers by name', async () => {
      const id = await ask(cast.resident, '电梯什么时候修好？');
      expect((await cast.neighbour.post(`/posts/${id}/comments`, { text: '看不到' })).status).toBe(404);
      await show(id);
      const comment = (await cast.neighbour.post<Made>(`/posts/${id}/comments`, { text: '我家也等着用' })).body;
      expect(comment.state).toBe('waiting');
      expect((await thread(cast.resident, id)).replies).toEqual([]);
      expect((await thread(cast.neighbour, id)).replies).toHaveLength(1);
      const look = { seen: 'waiting', verdict: 'show' };
      expect((await cast.resident.post(`/comments/${comment.id}/look`, look)).status).toBe(404);
      expect((await cast.colleague.post(`/comments/${comment.id}/look`, look)).status).toBe(200);
      expect((await cast.neighbour.post<Made>(`/posts/${id}/answers`, { text: '我来答' })).body.code).toBe('FORBIDDEN');
      expect((await cast.street.post<Made>(`/posts/${id}/answers`, { text: '维保单位周一到场。' })).status).toBe(201);
      const seen = await thread(cast.resident, id);
      expect(seen.replies.map(({ from, official, text }) => [from, official, text])).toEqual([
        ['邹**', false, '我家也等着用'],
        ['河滨路街道', true, '维保单位周一到场。'],
      ]);
      expect([seen.answered, seen.promise]).toEqual([true, null]);
      await tell();
      expect((await told(cast.resident, 'post_answered'))[0]?.body).toContain('维保单位周一到场。');
      expect((await onPage(cast.neighbour, '维保单位')).map((card) => card.id)).toEqual([id]);
      expect(await onPage(cast.neighbour, '我家也等着用')).toEqual([]);
      expect(JSON.stringify(await thread(cast.neighbour, id))).not.toMatch(/姜菊香|邹国平|139000000/);
    });

    it('of which the desk makes an order in the author’s name, with the photos, once; the thread shows how far it is', async () => {
      const photos = [await photoOf(cast.resident), await photoOf(cast.resident, '#775533')];
      const id = await ask(cast.resident, '三栋门口的路灯不亮，晚上看不见。', { photos });
      await show(id);
      const order = {
        text: '三栋门口路灯不亮',
        place: { grid: 'hbl-hbl-g1', address: '三栋门口' },
        photos: photos.slice(0, 1),
      };
      const made = (key: string, body: object = order) =>
        cast.community.post<Made>(`/posts/${id}/order`, body, { key });
      const foreign = await photoOf(cast.community);
      expect((await made('of-another-photo', { ...order, photos: [foreign] })).body.fields).toEqual({
        photos: '照片不是这条内容的',
      });
      const [first, again] = [await made('the-one-order'), await made('the-one-order')];
      expect([first.status, again.body]).toEqual([201, first.body]);
      expect((await made('another-order')).body.code).toBe('POST_ORDERED');
      const ticket = first.body;
      const page = await ticketPage(cast.resident, ticket.id);
      expect(page.ticket).toMatchObject({
        mine: true,
        text: '三栋门口路灯不亮',
        channelWords: '微信群',
        photoCount: 1,
      });
      expect((await cast.resident.get(page.ticket.photos[0]?.url ?? '')).status).toBe(200);
      const [own, neighbour, staff] = await Promise.all(
        [cast.resident, cast.neighbour, cast.community].map((person) => thread(person, id)),
      );
      expect(own?.order).toMatchObject({ ticketId: ticket.id });
      expect(neighbour?.order).toMatchObject({ ticketId: null, number: null, dotsWords: own?.order?.dotsWords });
      expect(staff?.order).toMatchObject({ ticketId: ticket.id, number: page.ticket.number });
      expect(staff?.may.order).toBe(false);
      expect([neighbour?.answered, neighbour?.replies[0]?.official, neighbour?.photos.length]).toEqual([true, true, 2]);
      // The bytes are shared, and letting go of a copy that nobody attached takes nothing from the post.
      const { media } = house.server.app.get(CommunityTools);
      await house.server.app.get(Database).write((tx) => media.giveOn(tx, photos, id, cast.community.personId));
      const now = house.clock.now();
      house.clock.set(now + 2 * DAY);
      await house.server.app.get(Sweeps).runNow('media');
      const later = await (await house.server.signIn('resident-2')).get<PostView>(`/posts/${id}`);
      for (const { url } of later.body.photos) expect((await house.server.anybody.get(url)).status).toBe(200);
      house.clock.set(now);
      await tell();
      expect((await told(cast.resident, 'post_answered')).filter(({ postId }) => postId === id)).toEqual([]);
    });

    it('that nobody handles who asked them', async () => {
      await cast.community.put('/me/community', { community: 'hbl-hbl' });
      const id = await ask(cast.community, '我自己也想问');
      expect(
        (await cast.community.post<Made>(`/posts/${id}/look`, { seen: 'waiting', verdict: 'show' })).body.code,
      ).toBe('OWN_POST');
      expect((await cast.community.post<Made>(`/posts/${id}/answers`, { text: '自问自答' })).body.code).toBe(
        'OWN_POST',
      );
      expect((await cast.colleague.post(`/posts/${id}/look`, { seen: 'waiting', verdict: 'show' })).status).toBe(200);
    });

    it('whose clock runs until the answer, looked at or not, and is told of once', async () => {
      const friday = house.clock.now();
      const id = await ask(cast.resident, '没有人看的问题');
      const { promise } = await thread(cast.resident, id);
      expect(promise).toBe('河滨社区最晚 11月23日 周一 17:30 前答复');
      house.clock.set(Date.parse('2026-11-23T17:00:00+08:00'));
      await sweep();
      await sweep();
      await tell();
      const warned = (await told(cast.community, 'post_due_soon')).filter(({ postId }) => postId === id);
      expect(warned).toHaveLength(1);
      house.clock.set(Date.parse('2026-11-24T09:00:00+08:00'));
      await sweep();
      await sweep();
      await tell();
      for (const person of [cast.community, cast.street, cast.streetLeader])
        expect((await told(person, 'post_overdue')).filter(({ postId }) => postId === id)).toHaveLength(1);
      expect(await told(cast.foreignStreet, 'post_overdue')).toEqual([]);
      const overdue = await desk(cast.street, 'overdue');
      expect(overdue.find((card) => card.id === id)).toMatchObject({ light: 'red' });
      const due = overdue.map(({ dueAt }) => dueAt);
      expect(due).toEqual([...due].sort());
      await cast.community.post(`/posts/${id}/answers`, { text: '抱歉答晚了。' });
      expect((await desk(cast.street, 'overdue')).map((card) => card.id)).not.toContain(id);
      const figures = (await cast.street.get<Coverage>('/posts/coverage')).body;
      expect(figures.communities.map(({ community }) => community.id)).toEqual(['hbl-hbl', 'hbl-mt']);
      const [own] = figures.communities;
      const all = (await desk(cast.street, 'all')).filter((card) => card.state !== 'hidden');
      expect(own).toMatchObject({ asked: all.length, answered: all.filter((card) => card.answered).length, inTime: 2 });
      expect(figures.counts.overdue).toBe((await desk(cast.street, 'overdue')).length);
      expect(own?.overdue).toBe(figures.counts.overdue);
      house.clock.set(friday);
    });

    it('in pages of any length, each post once', async () => {
      for (const [view, ids] of [
        ['answer', (await desk(cast.community, 'answer')).map(({ id }) => id)],
        ['look', (await desk(cast.community, 'look')).map(({ id }) => id)],
        ['all', (await desk(cast.community, 'all')).map(({ id }) => id)],
      ] as const) {
        const met: string[] = [];
        for (let after = ''; ; ) {
          const query = `/posts?view=${view}&limit=2${after && `&after=${after}`}`;
          const { items, next } = (await cast.community.get<{ items: PostDeskCard[]; next: string | null }>(query))
            .body;
          met.push(...items.map(({ id }) => id));
          if (next === null) break;
          after = next;
        }
        expect([view, met]).toEqual([view, ids]);
        expect(met.length).toBeGreaterThan(2);
      }
    });
  });
});
