/** Every route and every act, asked by everybody: the answers are the checked-in matrix and nothing else. */
import { randomUUID } from 'node:crypto';
import type { Message } from '@liudan/shared/notify/contract';
import type { TicketView } from '@liudan/shared/ticket/contract';
import { INPUTS, SYSTEM_ACTIONS } from '@liudan/shared/ticket/inputs';
import sharp from 'sharp';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Client, Reply } from '../support/client.ts';
import { commentOf, LOOK, NOTICE, noticeOf, POST, postOf } from '../support/community.ts';
import { buildingOf, groupOf } from '../support/entry.ts';
import { everyone, type People, WHO, type Who } from '../support/everyone.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { routesOf } from '../support/routes.ts';
import { mp3 } from '../support/sounds.ts';
import { PLAN, type Stage, type Standing, ticketAt } from '../support/stages.ts';
import { NOISE, photoOf } from '../support/story.ts';
import { ACTS, COLUMNS, ROUTES } from './authorization.matrix.ts';

const rowsOf = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [left = '', right = ''] = line.split('|');
      const [subject = '', relation = ''] = left.trim().split(/ {2,}/);
      return { line, left, subject, relation, cells: right.trim().split(' ') };
    });
const ROUTE_ROWS = rowsOf(ROUTES);
const ACT_ROWS = rowsOf(ACTS);
/** Some thousand requests; a machine under load is slow, not wrong. */
const PATIENCE = 240_000;
const NOTHING = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const STUDY = { kind: 'study', org: 'hbl-hbl', chair: 'hbl-hbl-staff-1' };
const LIGHT = { grade: 'deferred', category: 'street-light', answer: '已转城管' };

const LATER = { until: '2027-01-29T09:00:00.000Z', reason: '要立项' };

/** What is said with each act. */
const SAID: Readonly<Record<string, object>> = {
  supplement: { text: '还有' },
  withdraw: { reason: '不用了' },
  'triage.handle': NOISE,
  'triage.report_up': { ...NOISE, reason: '办不了' },
  'triage.direct': LIGHT,
  route: { to: 'community' },
  assign: { person: 'hbl-hbl-g1-worker' },
  sign: {},
  send_back: { reason: '请先调解' },
  take: { leader: 'hbl-leader', section: '城管办', dueAt: '2026-11-27T00:00:00.000Z', answer: '街道来办' },
  dispatch: { lead: 'dept-urban', assisting: [], difficulty: 'general' },
  accept: { answer: '收到' },
  return: { reason: '不属于本单位' },
  record: { text: '看过' },
  'part.finish': { answer: '办完' },
  'part.withdraw': { part: 'dept-water', reason: '不需要' },
  ask: { question: '哪一栋？' },
  resolve: { answer: '办好了' },
  rate: { score: 'satisfied', contact: { by: 'phone', at: '2026-11-20T00:30:00.000Z' } },
  'triage.unreasonable': { code: '没有政策依据', category: 'public-seat', policy: '某办法第三条' },
  'explain.confirm': {},
  'explain.refuse': { reason: '诉求合理' },
  explain: {
    visitedAt: '2026-11-20T00:30:00.000Z',
    companion: 'hbl-staff-2',
    understood: 'yes',
    answer: '已上门解释',
  },
  review: { reason: '没有讲清楚' },
  transfer: { answer: '请到人民法院起诉' },
  join: { text: '我家也是' },
  merge: { target: 'LD20261120-0001', answer: '合在一起办' },
  study: { reason: '等意见' },
  uphold: { reason: '目录写明' },
  decide: { lead: 'dept-urban', difficulty: 'general', reason: '按目录' },
  'decide.street': { reason: '属于街道' },
  set_difficulty: { difficulty: 'hard', reason: '要检测' },
  request_due: LATER,
  approve_due: { dueAt: LATER.until, answer: '需要立项' },
  request_extension: LATER,
  approve_extension: { dueAt: LATER.until },
  refuse_request: { reason: '可以按期完成' },
  suspend: { reason: '等政策', dueAt: LATER.until, answer: '政策出台后办' },
  resume: { answer: '恢复办理' },
  supervise: { reason: '多次反映' },
  'supervise.visit': { at: '2026-11-20T00:30:00.000Z', place: '河滨路', text: '看过' },
  'supervise.plan': PLAN,
  'supervise.follow': { text: '已进场' },
  interview: { at: '2026-11-20T00:30:00.000Z', head: '局长', text: '谈过' },
  'supervise.close': { text: '办好' },
  appeal: { reason: '与事实不符' },
  'appeal.decide': { decision: 'refuse', reason: '评价属实' },
  'screen.hide': { reason: '照片里有他人的车牌' },
  attempt: { contact: { by: 'phone', at: '2026-11-20T00:30:00.000Z' } },
};
const VISIT = {
  channel: 'visit',
  reporter: { name: '某大爷' },
  group: 'hbl-hbl-1',
  text: '想装扶手',
  informed: true,
  outcome: 'follow_up',
  followUpOn: '2026-11-25',
};
const SHORT: Readonly<Record<string, string>> = {
  OWN_TICKET: 'own',
  ACTION_NOT_YOURS: 'not',
  ACTION_NOT_NOW: 'now',
  INVALID_INPUT: 'bad',
};

type Call = (person: Client, who: Who) => Promise<Reply>;

async function inTurn<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const [index, item] of items.entries()) done.push(await work(item, index));
  return done;
}

describe.each(['sqlite', 'mariadb'] as const)('who is answered what on %s', (database) => {
  let house: Noticed;
  let people: People;
  beforeAll(async () => {
    house = await startNoticed({ database, outside: true });
    people = await everyone(house.server);
    // The first of the day, which others are merged into.
    await ticketAt(people, 'submitted');
    onePixel = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
  });
  let onePixel: Buffer;
  afterAll(() => house.close(), PATIENCE);

  /** Tickets are shared between calls that change nothing. */
  const shared = new Map<string, Promise<Standing>>();
  const ticket = (relation: string): Promise<Standing> => {
    const [stage, hidden] = relation.split(', ');
    const made = shared.get(relation) ?? ticketAt(people, stage as Stage, hidden ? { hideName: true } : {});
    shared.set(relation, made);
    return made;
  };
  const messageOfOwner = async () => {
    await ticketAt(people, 'submitted');
    await house.tell();
    const page = await people.own.get<{ items: Message[] }>('/messages');
    return page.body.items[0]?.id ?? '';
  };
  /** The community's session: begun by whoever may, or else now. */
  const study = async (): Promise<string> => {
    const { open } = (await people.com.get<{ open: { id: string } | null }>('/meetings/daily')).body;
    return open?.id ?? (await people.com.post<{ id: string }>('/meetings', STUDY)).body.id;
  };
  const report = { text: '路灯不亮', place: { grid: 'hbl-hbl-g1' }, consent: '2026-11' };
  const visit = async () => (await people.gri.post<{ id: string }>('/visits', VISIT)).body.id;
  const get =
    (path: string, headers: Record<string, string> = {}): Call =>
    (person) =>
      person.get(path, { headers });
  const post =
    (path: string, body?: object): Call =>
    (person) =>
      person.post(path, body);
  const put =
    (path: string, body: object): Call =>
    (person) =>
      person.put(path, body);

  /** How a row is asked. What it is asked about is the `relation`; `id` replaces it where nothing is there. */
  const callOf = async (route: string, relation: string, id?: string): Promise<Call> => {
    const path = route.replace(/^\w+ /, '').replace('/api/v1', '');
    switch (route) {
      case 'GET /api/v1/place':
        return get('/place?lng=109.99&lat=27.11');
      case 'GET /api/v1/communities/{id}':
        return get('/communities/hbl-hbl');
      case 'GET /api/v1/communities/{id}/notices':
      case 'GET /api/v1/communities/{id}/posts':
        return get(path.replace('{id}', 'hbl-hbl'));
      case 'POST /api/v1/communities/{id}/posts':
        return post('/communities/hbl-hbl/posts', POST);
      case 'POST /api/v1/notices':
        return post(path, NOTICE);
      case 'GET /api/v1/notices/{id}': {
        const notice = id ?? (await noticeOf(people, relation));
        return get(`/notices/${notice}`);
      }
      case 'PUT /api/v1/notices/{id}':
      case 'POST /api/v1/notices/{id}/withdraw':
      case 'POST /api/v1/notices/{id}/read':
        return async (person) => {
          const to = path.replace('{id}', id ?? (await noticeOf(people, relation)));
          const { org: _, ...text } = NOTICE;
          if (route.startsWith('PUT')) return person.put(to, { ...text, version: 1 });
          return person.post(to, to.endsWith('read') ? undefined : { version: 1, reason: '写错了' });
        };
      case 'GET /api/v1/posts/{id}':
      case 'POST /api/v1/posts/{id}/comments':
      case 'POST /api/v1/posts/{id}/answers':
      case 'POST /api/v1/posts/{id}/look':
        return async (person) => {
          const to = path.replace('{id}', id ?? (await postOf(people, relation)));
          if (route.startsWith('GET')) return person.get(to);
          return person.post(to, to.endsWith('look') ? LOOK : { text: '已经看到' });
        };
      case 'POST /api/v1/posts/{id}/order':
        return async (person) =>
          person.post(`/posts/${id ?? (await postOf(people, relation))}/order`, {
            text: '楼道灯不亮',
            place: report.place,
          });
      case 'POST /api/v1/comments/{id}/look':
        return async (person) => person.post(`/comments/${id ?? (await commentOf(people))}/look`, LOOK);
      case 'POST /api/v1/sessions/wechat':
        return relation === 'a code nobody gave'
          ? post(path, { code: 'made-up' })
          : (person) => person.post(path, { code: house.standIn.login('o_demo_resident-4') });
      case 'POST /api/v1/wechat/callback':
        return post(path, { MsgType: 'event', Event: 'user_authorization_revoke' });
      case 'POST /api/v1/sessions/demo':
        return post(path, { person: relation });
      case 'POST /api/v1/sessions/refresh':
        return relation === 'a token nobody gave'
          ? post(path, { refreshToken: 'x'.repeat(43) })
          : async (person) => {
              const session = (await house.server.signIn('resident-3')).current;
              return person.post(path, { refreshToken: session.refreshToken });
            };
      case 'DELETE /api/v1/sessions/current':
        return (person) => person.del(path);
      case 'PUT /api/v1/me/privacy':
        return put(path, { version: '2026-11' });
      case 'PUT /api/v1/me/community':
        return put(path, { community: 'hbl-hbl' });
      case 'POST /api/v1/me/phone':
        return post(path, { phone: '13712345678' });
      case 'PUT /api/v1/me/name':
        return put(path, { name: '某某某' });
      case 'POST /api/v1/media':
        return (person) => person.upload(path, onePixel);
      case 'POST /api/v1/media/voice':
        return (person) => person.upload(path, mp3(1));
      case 'GET /api/v1/media/{id}/{size}': {
        const { id: mine } = await ticketAt(people, 'submitted', { photos: [await photoOf(people.own)] });
        const page = await people.own.get<TicketView>(`/tickets/${mine}`);
        const address = page.body.ticket.photos[0]?.url ?? '';
        return get(relation === 'signed' ? address : address.replace(/\?.*/, ''));
      }
      case 'POST /api/v1/tickets':
        return relation === 'own photo'
          ? async (person, who) => {
              const photos = ['ano', 'out', 'off'].includes(who) ? [] : [await photoOf(person)];
              return person.post(path, { ...report, photos });
            }
          : post(path, { ...report, photos: [await photoOf(people.res)] });
      case 'POST /api/v1/tickets/on-behalf': {
        const { consent: _, ...said } = report;
        return post(path, { ...said, channel: 'visit', reporter: { name: '某大爷' }, informed: true });
      }
      case 'POST /api/v1/tickets/similar':
        return post(path, { text: report.text, place: report.place });
      case 'GET /api/v1/tickets/{id}/similar':
        return get(`/tickets/${id ?? (await ticket(relation)).id}/similar`);
      case 'POST /api/v1/visits':
        return post(path, VISIT);
      case 'GET /api/v1/visits/{id}':
        return get(`/visits/${id ?? (await visit())}`);
      case 'POST /api/v1/visits/{id}/order':
        return async (person) => person.post(`/visits/${id ?? (await visit())}/order`, { place: report.place });
      case 'POST /api/v1/visits/{id}/answer':
        return async (person) => person.post(`/visits/${id ?? (await visit())}/answer`, { answer: '已答复' });
      case 'POST /api/v1/visits/{id}/reveal':
        return post(`/visits/${id ?? (await visit())}/reveal`);
      case 'POST /api/v1/reporters/lookup':
        return post(path, { phone: '13712345678' });
      case 'GET /api/v1/tickets':
        return get(`${path}?view=${relation}`);
      case 'GET /api/v1/tickets/{id}':
        return get(`/tickets/${id ?? (await ticket(relation)).id}`);
      case 'POST /api/v1/tickets/{id}/join':
        // Whoever joins has joined, so each comes to a ticket of his own.
        return async (person) =>
          person.post(`/tickets/${id ?? (await ticketAt(people, relation as Stage)).id}/join`, { text: '我家也是' });
      case 'POST /api/v1/tickets/{id}/reveal':
        return post(`/tickets/${id ?? (await ticket(relation)).id}/reveal`);
      case 'POST /api/v1/tickets/{id}/actions':
        // Only who is let in at all: the acts have a table of their own. This one needs the version of the future.
        return post(`/tickets/${id ?? (await ticket(relation)).id}/actions`, { action: 'sign', version: 0 });
      case 'POST /api/v1/messages/{id}/read':
        return post(`/messages/${id ?? (await messageOfOwner())}/read`);
      case 'POST /api/v1/messages/read-all':
      case 'POST /api/v1/me/channels/wecom':
      case 'POST /api/v1/me/channels/test':
        return post(path);
      case 'POST /api/v1/messages/read':
        return post(path, { ticketId: NOTHING });
      case 'PUT /api/v1/me/channels/employee':
        return put(path, { bound: true, templates: {} });
      case 'POST /api/v1/subscriptions':
        return post(path, { result: {} });
      case 'POST /api/v1/meetings':
        return post(path, STUDY);
      case 'PUT /api/v1/meetings/{id}':
        return put(`/meetings/${id ?? (await study())}`, { version: 999 });
      case 'POST /api/v1/meetings/{id}/start':
        return post(`/meetings/${id ?? (await study())}/start`, { version: 1 });
      case 'POST /api/v1/meetings/{id}/end':
        return post(`/meetings/${id ?? (await study())}/end`, { version: 999 });
      case 'POST /api/v1/meetings/{id}/decisions':
        return post(`/meetings/${id ?? (await study())}/decisions`, { ticket: NOTHING, action: 'sign', version: 1 });
      case 'POST /api/v1/meetings/{id}/resolutions':
        return post(`/meetings/${id ?? (await study())}/resolutions`, {
          ticket: NOTHING,
          resolution: 'put_off',
          note: '下次',
        });
      case 'GET /api/v1/meetings/{id}':
        return get(`/meetings/${id ?? (await study())}`);
      case 'GET /api/v1/ledgers/{id}':
        return get(`/ledgers/${id === undefined ? relation : 'nothing'}`);
      case 'GET /api/v1/ledgers/{id}/export':
        return get(
          `/ledgers/${id === undefined ? 'demands' : 'nothing'}/export?format=csv&unmasked=${relation === 'in the clear'}`,
        );
      case 'GET /api/v1/ledgers/{id}/print':
        return get(`/ledgers/${id === undefined ? 'demands' : 'nothing'}/print`);
      case 'GET /api/v1/monthly-reports/{community}/{month}':
      case 'GET /api/v1/monthly-reports/{community}/{month}/print':
        return get(path.replace('{community}', 'hbl-hbl').replace('{month}', '2026-11'));
      case 'GET /api/v1/monthly-reports/{community}/{month}/tickets':
        return get('/monthly-reports/hbl-hbl/2026-11/tickets?figure=cameIn');
      case 'GET /api/v1/monthly-reports/{community}/{month}/export':
        return get('/monthly-reports/hbl-hbl/2026-11/export?format=xlsx');
      case 'POST /api/v1/codes':
        return post(path, { community: 'hbl-hbl', kind: 'building', labels: ['3号楼'] });
      case 'GET /api/v1/codes/poster':
        return get(`${path}?community=hbl-hbl&kind=community`);
      case 'GET /api/v1/codes/{code}':
      case 'GET /api/v1/codes/{code}/card':
      case 'GET /api/v1/codes/{code}/picture':
        return get(path.replace('{code}', relation === 'a building' ? await buildingOf(people) : '34679ACD'));
      case 'GET /api/v1/codes/{code}/image': {
        const picture = `/codes/${await buildingOf(people)}/picture`;
        const { url } = (await people.com.get<{ url: string }>(picture)).body;
        return get(relation === 'signed' ? url : url.replace(/\?.*/, ''));
      }
      case 'PUT /api/v1/codes/{code}':
        return async (person) => {
          const change = { label: `${randomUUID().slice(0, 8)}栋`, grid: null, address: '', place: null };
          return person.put(path.replace('{code}', await buildingOf(people)), change);
        };
      case 'POST /api/v1/codes/{code}/retire':
        return async (person) => person.post(path.replace('{code}', await buildingOf(people)));
      case 'POST /api/v1/groups/arrivals':
        return post(path, { code: 'made-up', encryptedData: 'AAAA', iv: 'AAAA' });
      case 'POST /api/v1/groups/{id}/decide':
        return async (person) => person.post(`/groups/${id ?? (await groupOf(house.server))}/decide`, { ours: true });
      case 'GET /metrics':
        return get(path, relation === 'through a proxy' ? { 'x-forwarded-for': '203.0.113.7' } : {});
      default:
        // Of the lists of a meeting the relation says whose.
        if (path.startsWith('/meetings') && relation !== '')
          return get(
            `${path}?${relation.startsWith('study') ? 'kind=study&org=hbl-hbl' : 'kind=weekly&org=hbl'}&from=2026-11-20&until=2026-11-20`,
          );
        if (!route.startsWith('GET ') || route.includes('{')) throw new Error(`nobody knows how to ask ${route}`);
        return get(route.replace(/^\w+ /, ''));
    }
  };
  const said = ({ status }: Reply) => (status < 300 ? 'yes' : String(status));
  const without = ({ status, body }: Reply) => ({ status, ...(body as object), requestId: null });

  it('has a row for every route, a column for everybody, and no row too many', () => {
    const rows = new Set(ROUTE_ROWS.map(({ subject }) => subject));
    expect([...rows].sort()).toEqual(routesOf(house.server.app).sort());
    expect(WHO.join(' ')).toBe(COLUMNS);
    const acts = Object.keys(INPUTS).filter(
      (action) => action !== 'submit' && !SYSTEM_ACTIONS.includes(action as never),
    );
    for (const stage of ['', 'closed'])
      for (const action of acts)
        expect(ACT_ROWS.filter((row) => row.subject === action && row.relation.startsWith(stage))).not.toEqual([]);
  });

  it('lists every route of the API in its OpenAPI document', async () => {
    const { paths } = (await house.server.anybody.get<{ paths: Record<string, object> }>('/api/openapi.json')).body;
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(told.sort()).toEqual(
      routesOf(house.server.app)
        .filter((route) => route.includes('/api/v1/'))
        .sort(),
    );
  });

  it(
    'lets everybody do the acts that are his and no other',
    async () => {
      const answers: string[] = [];
      for (const { left, subject, relation, cells } of ACT_ROWS) {
        const [stage] = relation.split(', ') as [Stage];
        const ask = async (who: Who, { id, version }: Standing): Promise<string> => {
          const body = { action: subject, version, ...SAID[subject] };
          const reply = await people[who].post<{ code?: string }>(`/tickets/${id}/actions`, body, {
            key: randomUUID(),
          });
          return SHORT[reply.body.code ?? ''] ?? said(reply);
        };
        // Refused acts share a ticket, which must be untouched afterwards; an act that is done gets one of its own.
        const common = await ticket(stage);
        const asked = async (who: Who, column: number) =>
          ask(who, cells[column] === 'yes' ? await ticketAt(people, stage) : common);
        // What is merged goes into one ticket, and of two who write it at once the other is told to look again.
        const answered = subject === 'merge' ? await inTurn(WHO, asked) : await Promise.all(WHO.map(asked));
        const row = `${left}| ${answered.join(' ')}`;
        answers.push(row);
        const after = await people.own.get<TicketView>(`/tickets/${common.id}`);
        expect([row, after.body.version]).toEqual([row, common.version]);
      }
      expect(answers).toEqual(ACT_ROWS.map(({ line }) => line));
      expect((await verify(house.server.app.get(Database).read)).faults).toEqual([]);
    },
    PATIENCE,
  );

  // This comes last, because its last row signs everybody out.
  it(
    'answers every route as the matrix says, and foreign things as it answers for nothing',
    async () => {
      const answers: string[] = [];
      for (const { left, subject, relation } of ROUTE_ROWS) {
        const call = await callOf(subject, relation);
        const nothing =
          subject.includes('{id}') && !subject.includes('{size}') && (await callOf(subject, relation, NOTHING));
        const answered: string[] = [];
        for (const who of WHO) {
          const reply = await call(people[who], who);
          if (reply.status === 404 && nothing) expect(without(reply)).toEqual(without(await nothing(people[who], who)));
          answered.push(said(reply));
        }
        answers.push(`${left}| ${answered.join(' ')}`);
      }
      expect(answers).toEqual(ROUTE_ROWS.map(({ line }) => line));
    },
    PATIENCE,
  );
});
