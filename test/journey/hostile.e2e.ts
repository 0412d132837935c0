/**
 * Bodies, texts and addresses nobody's phone would send. Whatever comes, the answer is a success or a problem of the closed
 * list, never a fault of ours, and never tells how the server is made.
 */
import { randomUUID } from 'node:crypto';
import { problem } from '@liudan/shared/contract';
import { PROBLEMS, type ProblemCode } from '@liudan/shared/problem';
import fc from 'fast-check';
import { PersonEntity } from '../../apps/server/src/identity/person.entity.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { TicketEntity } from '../../apps/server/src/ticket/ticket.entity.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Client } from '../support/client.ts';
import { commentOf, LOOK, NOTICE, noticeOf, POST, postOf } from '../support/community.ts';
import { hostileBody, STRANGE } from '../support/hostile.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { routesOf } from '../support/routes.ts';
import { act, NOISE, page } from '../support/story.ts';

const PATIENCE = 60_000;
const INPUTS_PER_ROUTE = 100;
/** What gives the server's insides away. */
const INSIDES =
  /node_modules|\.[tj]s:\d|\n\s+at |SELECT |INSERT INTO|UPDATE `?\w+`? SET|sqlite|mysql|typeorm|QueryFailed|TypeError/i;
const REPORT = { text: '路灯不亮', place: { grid: 'hbl-hbl-g1', address: '一号' }, photos: [], consent: '2026-11' };
const PLACE = { lng: 109.986, lat: 27.11, system: 'gcj02' };
const CONTACT = { by: 'phone', at: '2026-11-20T00:30:00.000Z', note: '打过电话' };

const VISIT = {
  channel: 'visit',
  reporter: { name: '张三', phone: '13712345678', address: '河滨路 3 号' },
  group: 'hbl-hbl-1',
  text: '想装扶手',
  informed: true,
  outcome: 'follow_up',
  followUpOn: '2026-11-25',
};
/** Right bodies of each route, to be spoilt. A route that takes none is sent them all the same. */
const SAMPLES: Readonly<Record<string, readonly object[]>> = {
  'POST /api/v1/sessions/wechat': [{ code: 'code' }],
  'POST /api/v1/sessions/demo': [{ person: 'resident-1' }],
  'POST /api/v1/sessions/refresh': [{ refreshToken: 'x'.repeat(43) }],
  'PUT /api/v1/me/privacy': [{ version: '2026-11' }],
  'PUT /api/v1/me/community': [{ community: 'hbl-hbl' }, { scene: 'hbl-hbl-g1' }, { place: PLACE }],
  'POST /api/v1/me/phone': [{ phone: '13712345678' }, { code: 'code' }],
  'PUT /api/v1/me/name': [{ name: '张三' }],
  'POST /api/v1/tickets': [
    REPORT,
    { ...REPORT, place: PLACE, phone: '13712345678', category: 'noise', hideName: true },
  ],
  'POST /api/v1/tickets/on-behalf': [
    { text: '路灯', place: PLACE, channel: 'phone', reporter: { name: '张三', phone: '13712345678' }, informed: true },
  ],
  'POST /api/v1/tickets/similar': [{ text: '路灯不亮', place: PLACE, category: 'noise' }],
  'POST /api/v1/reporters/lookup': [{ phone: '13712345678' }],
  'POST /api/v1/visits': [
    { ...VISIT, outcome: 'answered', answer: '已答复' },
    { ...VISIT, outcome: 'order', order: { place: PLACE } },
  ],
  'POST /api/v1/visits/{id}/order': [{ place: PLACE, text: '路灯' }],
  'POST /api/v1/visits/{id}/answer': [{ answer: '已答复' }],
  'POST /api/v1/tickets/{id}/actions': [
    { action: 'supplement', version: 1, text: '还有', photos: [] },
    { action: 'triage.handle', version: 1, ...NOISE },
    { action: 'assign', version: 1, person: 'hbl-hbl-g1-worker', note: '去看看' },
    { action: 'record', version: 1, kind: 'call', text: '打过电话', photos: [], internal: true },
    { action: 'ask', version: 1, question: '哪一栋？' },
    { action: 'rate', version: 1, score: 'satisfied', tags: ['态度好'], contact: CONTACT },
    { action: 'dispatch', version: 1, lead: 'dept-urban', assisting: ['dept-water'], difficulty: 'hard' },
    {
      action: 'take',
      version: 1,
      leader: 'hbl-leader',
      section: '城管办',
      dueAt: '2026-12-01T00:00:00Z',
      answer: '好',
    },
  ],
  'POST /api/v1/communities/{id}/posts': [{ ...POST, photos: [] }],
  'POST /api/v1/notices': [NOTICE, { ...NOTICE, pinned: true, photos: [], until: '2026-12-01T00:00:00.000Z' }],
  'PUT /api/v1/notices/{id}': [{ version: 1, topic: 'event', title: '义诊', body: '周日', until: null }],
  'POST /api/v1/notices/{id}/withdraw': [{ version: 1, reason: '写错了' }],
  'POST /api/v1/posts/{id}/comments': [{ text: '我也想知道' }],
  'POST /api/v1/posts/{id}/answers': [{ text: '周一到场' }],
  'POST /api/v1/posts/{id}/look': [LOOK, { seen: 'shown', verdict: 'hide', reason: '隐私' }],
  'POST /api/v1/posts/{id}/order': [
    { text: '楼道灯不亮', place: { grid: 'hbl-hbl-g1' }, photos: [], category: 'noise' },
  ],
  'POST /api/v1/comments/{id}/look': [LOOK],
  'POST /api/v1/subscriptions': [{ result: { 'template-1': 'accept' } }],
};

describe.each(['sqlite', 'mariadb'] as const)('whoever means harm on %s', (database) => {
  let house: Noticed;
  let resident: Client;
  let community: Client;
  let read: Database['read'];
  beforeAll(async () => {
    house = await startNoticed({ database });
    resident = await house.server.signIn('resident-1');
    community = await house.server.signIn('hbl-hbl-staff-1');
    read = house.server.app.get(Database).read;
  }, PATIENCE);
  afterAll(() => house.close(), PATIENCE);

  const report = async (more: object = {}) =>
    (await resident.post<{ id: string }>('/tickets', { ...REPORT, ...more })).body.id;
  /** Raw text as a body, so that what no writer of JSON would write can be sent too. */
  const send = async (person: Client, method: string, path: string, body?: string) => {
    const response = await fetch(house.server.url + path, {
      method,
      headers: {
        authorization: `Bearer ${person.current.accessToken}`,
        'idempotency-key': randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, text: await response.text(), requestId: response.headers.get('x-request-id') };
  };
  const expectTame = ({ status, text, requestId }: Awaited<ReturnType<typeof send>>, what: unknown) => {
    expect([what, status, text.match(INSIDES)?.[0]]).toEqual([what, status, undefined]);
    if (status < 400) return;
    const told = problem.parse(JSON.parse(text));
    // WeChat's refusal to know a code is passed on as such; nothing else may be a fault.
    if (status >= 500) expect([what, told.code]).toEqual([what, 'WECHAT_UNAVAILABLE']);
    expect([what, PROBLEMS[told.code as ProblemCode]?.status]).toEqual([what, status]);
    expect([what, told.requestId]).toEqual([what, requestId]);
  };

  it(
    'gets no fault out of any route that takes a body',
    async () => {
      const { body } = await community.post<{ id: string }>('/visits', VISIT);
      const cast = { own: resident, res: await house.server.signIn('resident-2'), com: community };
      const ids: Record<string, string> = {
        tickets: await report(),
        messages: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
        communities: 'hbl-hbl',
        notices: await noticeOf(cast, 'out'),
        posts: await postOf(cast, 'shown'),
        comments: await commentOf(cast),
        visits: body.id,
      };
      const routes = routesOf(house.server.app).filter((route) => /^(POST|PUT) /.test(route));
      expect(routes.length).toBeGreaterThan(10);
      for (const route of routes) {
        const [method = '', template = ''] = route.split(' ');
        const path = template.replace(/(\w+)\/\{id\}/, (_, kind: string) => `${kind}/${ids[kind]}`);
        const person = /actions|on-behalf|reporters|visits|notices|answers|order|look/.test(path)
          ? community
          : resident;
        await fc.assert(
          fc.asyncProperty(hostileBody(SAMPLES[route] ?? [{ a: 1 }]), async (body) => {
            expectTame(await send(person, method, path, body), [route, body.slice(0, 300)]);
          }),
          { numRuns: INPUTS_PER_ROUTE },
        );
      }
      expect((await verify(read)).faults).toEqual([]);
    },
    PATIENCE,
  );

  it.each(STRANGE.filter((text) => text.length <= 1_000))(
    'keeps the text %j as it was sent, or refuses it',
    async (sent) => {
      // Without what no text has: signs that steer a screen or turn a line round, and halves of signs.
      const kept = sent
        .normalize('NFC')
        .replace(/\p{Cc}|\p{Surrogate}|[\u202a-\u202e\u2066-\u2069]/gu, (sign) => ('\n\t'.includes(sign) ? sign : ''))
        .trim();
      const reply = await resident.post<{ id: string; code?: string }>('/tickets', {
        ...REPORT,
        text: sent,
        place: { grid: 'hbl-hbl-g1', address: sent.slice(0, 100) },
      });
      if (!/[^\s\u200b\u200d]/.test(kept)) {
        expect([reply.status, reply.body.code]).toEqual([400, 'INVALID_INPUT']);
        return;
      }
      expect(reply.status).toBe(201);
      const { id } = reply.body;
      const { ticket } = await page(resident, id);
      expect([ticket.text, ticket.place.address]).toEqual([kept, kept]);
      await act(community, id, 'triage.handle', { ...NOISE, answer: sent });
      expect((await page(resident, id)).timeline.at(-1)?.text).toBe(kept);
      const found = await resident.get<{ items: { id: string }[] }>(
        `/tickets?${new URLSearchParams({ view: 'mine', limit: '50', q: kept.slice(0, 30) })}`,
      );
      expect(found.body.items.map((card) => card.id)).toContain(id);
    },
  );

  it('refuses texts that are too long, and keeps none of them', async () => {
    const before = await read.count(TicketEntity);
    for (const text of STRANGE.filter(({ length }) => length > 1_000)) {
      const reply = await resident.post<{ code: string; fields: object }>('/tickets', { ...REPORT, text });
      expect([reply.status, reply.body.fields]).toEqual([400, { text: '最多 1000 个字' }]);
    }
    expect(await read.count(TicketEntity)).toBe(before);
  });

  it('lets nobody write what is the server’s to write', async () => {
    const ours = {
      id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      state: 'closed',
      reporterId: 'x',
      holderOrg: 'hy',
      score: 'satisfied',
    };
    for (const [key, value] of Object.entries({ ...ours, number: 'LD1', kind: 'staff', duties: [], createdAt: 1 })) {
      for (const [method, path, body] of [
        ['post', '/tickets', REPORT],
        ['post', '/tickets', { ...REPORT, place: { ...REPORT.place, [key]: value } }],
        ['put', '/me/name', { name: '张三' }],
        ['post', '/me/phone', { phone: '13712345678' }],
      ] as const) {
        const reply = await resident[method]<{ code?: string }>(path, { ...body, [key]: value });
        expect([path, key, reply.status, reply.body.code]).toEqual([path, key, 400, 'INVALID_INPUT']);
      }
    }
    const id = await report();
    const before = await read.findOneByOrFail(TicketEntity, { id });
    for (const [key, value] of Object.entries(ours)) {
      const body = { action: 'supplement', version: 1, text: '还有', photos: [], [key]: value };
      const reply = await resident.post<{ code?: string }>(`/tickets/${id}/actions`, body);
      expect([key, reply.status, reply.body.code]).toEqual([key, 400, 'INVALID_INPUT']);
    }
    for (const raw of ['{"__proto__":{"state":"closed"}', '{"constructor":{"prototype":{"state":"closed"}}']) {
      const path = `/api/v1/tickets/${id}/actions`;
      const { status } = await send(resident, 'POST', path, `${raw},"action":"supplement","version":1,"text":"还有"}`);
      expect(status).toBe(400);
    }
    expect(await read.findOneByOrFail(TicketEntity, { id })).toEqual(before);
    expect(await read.findOneByOrFail(PersonEntity, { id: resident.personId })).toMatchObject({
      kind: 'resident',
      demo: true,
    });
    expect(({} as { state?: string }).state).toBeUndefined();
  });

  it(
    'gets no fault out of an address, and no list longer than a page',
    async () => {
      const paths = [
        'tickets',
        'messages',
        'place',
        'posts',
        'notices',
        'communities/hbl-hbl/notices',
        'posts/coverage',
      ];
      const queries = STRANGE.slice(0, 11).concat(
        STRANGE.slice(13),
        '1e9',
        '-1',
        '0',
        '999999.01ARZ3NDEKTSV4RRFFQ69G5FAV',
        'NaN.x',
        '-9e99.x',
      );
      for (const path of paths)
        for (const name of [
          'limit',
          'after',
          'q',
          'view',
          'category',
          'org',
          'light',
          'returned',
          'unread',
          'state',
          'lng',
          'a[b]',
        ])
          for (const text of name === 'after' || name === 'q' ? queries : queries.slice(-20)) {
            const query = new URLSearchParams({ view: 'inbox', [name]: text });
            expectTame(await send(community, 'GET', `/api/v1/${path}?${query}`), [path, name, text]);
          }
      for (const path of [
        '/api/v1/%zz',
        '/api/v1/tickets/%00',
        '/api/v1/tickets/..%2f..%2fme',
        `/api/v1/communities/${'a'.repeat(300)}`,
        '/api/v1/communities/__proto__',
        '/api/v1/media/01ARZ3NDEKTSV4RRFFQ69G5FAV/full?e=1e9&s=%F0',
        '/api/v1/tickets?limit=1&limit=2&view[]=mine&view[x]=1',
        '/api/v1/nothing',
        '//',
      ])
        expectTame(await send(community, 'GET', path), path);
      for (const method of ['PATCH', 'PUT', 'DELETE', 'OPTIONS'])
        expectTame(await send(community, method, '/api/v1/tickets'), method);
      expect((await community.get('/tickets?limit=51')).status).toBe(400);
    },
    PATIENCE,
  );

  it(
    'sets no deadline beyond what a calendar can tell, and is not kept busy by one',
    async () => {
      const street = await house.server.signIn('hbl-staff-1');
      for (const dueAt of ['9999-12-31T23:59:59Z', '2027-06-01T00:00:00Z', '0000-01-01T00:00:00Z']) {
        const id = await report();
        await act(community, id, 'triage.report_up', { ...NOISE, reason: '办不了' });
        await act(street, id, 'sign');
        const { version } = await page(street, id);
        const body = { action: 'take', version, leader: 'hbl-leader', section: '城管办', dueAt, answer: '好' };
        const before = performance.now();
        expectTame(await send(street, 'POST', `/api/v1/tickets/${id}/actions`, JSON.stringify(body)), dueAt);
        expectTame(await send(street, 'GET', `/api/v1/tickets/${id}`), dueAt);
        expect(performance.now() - before).toBeLessThan(2_000);
      }
      expect((await verify(read)).faults).toEqual([]);
    },
    PATIENCE,
  );

  it('takes no key that is none', async () => {
    for (const key of ['', 'short', 'x'.repeat(65), 'é'.repeat(20), '-- DROP --'.repeat(4)]) {
      const reply = await resident.post<{ code?: string }>('/tickets', REPORT, { key });
      expect([key, reply.status < 500]).toEqual([key, true]);
      if (key.length < 8 || key.length > 64) expect(reply.body.code).toBe('IDEMPOTENCY_KEY_MISSING');
    }
  });
});
