/** A district of another shape under the same code: a call, sorted by a centre, handled in its mode and time, scored in five grades. */
import type { DistrictView } from '@liudan/shared/district/contract';
import type { NextAction, TicketView } from '@liudan/shared/ticket/contract';
import type { Entered } from '@liudan/shared/ticket/reporting/contract';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { TEST_APP } from '../support/server.ts';
import { act, attempt, page, photoOf } from '../support/story.ts';

const CAST = {
  caller: 'call-1',
  station: 'lw-qh-staff-1',
  centre: 'lw-staff-1',
  head: 'lw-leader',
  build: 'dept-build-1',
  city: 'dept-city-1',
  foreign: 'sj-staff-1',
} as const;
type Cast = Record<keyof typeof CAST | 'resident', Client>;

const at = (time: string): string => new Date(Date.parse(`${time.replace(' ', 'T')}+08:00`)).toISOString();
const PHONE = '13711110077';
const CALL = {
  text: '村口路基塌了一截，车过不去',
  place: { grid: 'lw-qh-g1', address: '清和路 3 号' },
  channel: 'phone',
  reporter: { name: '老赵', phone: PHONE },
  informed: true,
} as const;
const SORTED = { grade: 'deferred', category: 'village-road' } as const;

describe.each(['sqlite', 'mariadb'] as const)('the second district on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  beforeAll(async () => {
    house = await startNoticed({ database, env: { DISTRICT: 'jiaozuo' } });
    house.standIn.addUser({ openid: 'o_zhao', appid: TEST_APP.appid, phone: PHONE });
    const resident = await house.server.signInByWechat(() => house.standIn.login('o_zhao'));
    const staff = Object.entries(CAST).map(async ([part, key]) => [part, await house.server.signIn(key)] as const);
    cast = { ...(Object.fromEntries(await Promise.all(staff)) as Cast), resident };
  });
  afterAll(() => house.close());
  afterEach(async () => {
    expect((await verify(house.server.app.get(Database).read)).faults).toEqual([]);
  });

  const called = async (more: object = {}): Promise<string> => {
    const reply = await cast.caller.post<Entered>('/tickets/on-behalf', { ...CALL, ...more });
    expect(reply).toMatchObject({ status: 201, body: { holder: { name: '区12345民呼必应调度中心' } } });
    return reply.body.id;
  };
  const button = ({ nextActions }: TicketView, action: string): NextAction => {
    const found = nextActions.find((one) => one.action === action);
    if (!found) throw new Error(`no button ${action} among ${nextActions.map((one) => one.action).join(', ')}`);
    return found;
  };
  const clockOf = async (person: Client, id: string) => (await page(person, id)).clocks[0];
  const dispatched = async (id: string, difficulty: string) => {
    await act(cast.station, id, 'triage.report_up', { ...SORTED, reason: '要施工', answer: '已报服务中心' });
    await act(cast.centre, id, 'sign');
    await act(cast.head, id, 'dispatch', { lead: 'dept-build', assisting: ['dept-city'], difficulty });
  };

  it('tells everybody its grades and how they count, its difficulties and its words', async () => {
    const { body } = await house.server.anybody.get<DistrictView>('/district');
    expect(body).toMatchObject({ code: '410871', closesAt: '18:00', views: { backlog: true } });
    expect(body.scale.map(({ name, countsAs }) => `${name} ${countsAs}`)).toEqual([
      '非常满意 satisfied',
      '满意 satisfied',
      '基本满意 fair',
      '不满意 dissatisfied',
      '非常不满意 dissatisfied',
    ]);
    expect(body.scaleWords).toBe('统计时，非常满意、满意计为满意；基本满意计为一般；不满意、非常不满意计为不满意。');
    expect(body.difficulties.map(({ name, mode }) => [name, mode])).toEqual([
      ['简单', '立即办'],
      ['一般', '协调办'],
      ['复杂', '现场办'],
      ['历史遗留', '联动办'],
      ['重大疑难', '联动办'],
    ]);
    expect(body.wording).toMatchObject({
      roles: { street_leader: '服务中心主任', grid_worker: '网格管家' },
      tiers: { community: '村（社区）民呼必应工作站' },
      channels: { transfer_12345: '12345 热线', visit: '走访' },
      states: { submitted: { staff: '待受理' }, community_handling: { staff: '工作站办理' } },
    });
    expect((await cast.head.get<{ duties: object[] }>('/me')).body.duties).toEqual([
      expect.objectContaining({ roleWords: '服务中心主任' }),
    ]);
  });

  it('lets the centre sort a call, and everybody work by this district’s hours, difficulties and words', async () => {
    const id = await called();
    // Four hours of office time from nine on Friday, over the long noon.
    expect(await clockOf(cast.caller, id)).toMatchObject({ dueAt: at('2026-11-20 15:00'), rule: '4 个工作小时' });
    await house.tell();
    expect((await house.messages(cast.caller)).map(({ kind }) => kind)).not.toContain('new_ticket');
    const colleague = await house.server.signIn('call-2');
    expect((await house.messages(colleague)).map(({ kind }) => kind)).toContain('new_ticket');
    expect(await house.messages(cast.station)).toEqual([]);

    const seen = await page(cast.caller, id);
    expect(seen.ticket).toMatchObject({
      stateWords: '待受理',
      channelWords: '民呼必应电话',
      number: expect.stringMatching(/^MHB/),
    });
    expect(button(seen, 'route')).toMatchObject({
      primary: true,
      hint: '交给工作站研判，或者直接交给服务中心签收。',
      input: { properties: { to: { choices: [{ label: '工作站' }, { label: '服务中心' }] } } },
    });
    expect(button(seen, 'dispatch').input.required).toEqual(['grade', 'category', 'lead']);
    expect((await attempt(cast.station, id, 'triage.handle', { ...SORTED, answer: '我们来' })).body).toMatchObject({
      code: 'ACTION_NOT_YOURS',
    });
    expect((await attempt(cast.foreign, id, 'record', { text: '看过' })).status).toBe(404);
    await act(cast.caller, id, 'route', { to: 'community', note: '请先到现场看' });
    expect((await page(cast.station, id)).timeline.at(-1)).toMatchObject({
      title: '民呼必应中心交办',
      text: '请先到现场看',
      facts: [{ label: '交给', value: '工作站' }],
    });

    const mine = await attempt(cast.centre, id, 'triage.handle', { ...SORTED, answer: '我们来' });
    expect(mine.body.message).toBe('这一步要由工作站工作人员办理。');
    await act(cast.station, id, 'triage.report_up', { ...SORTED, reason: '要施工', answer: '已报服务中心' });
    const reported = await page(cast.centre, id);
    expect(button(reported, 'send_back')).toMatchObject({
      label: '退回工作站',
      hint: '退给工作站重新研判，要说明原因。',
    });
    await act(cast.centre, id, 'sign');
    expect((await page(cast.head, id)).ticket.stateWords).toBe('服务中心跟单');

    const form = button(await page(cast.head, id), 'dispatch');
    expect(form.options.difficulty).toEqual([
      { value: 'simple', label: '简单（立即办）' },
      { value: 'ordinary', label: '一般（协调办）' },
      { value: 'complex', label: '复杂（现场办）' },
      { value: 'inherited', label: '历史遗留（联动办）' },
    ]);
    // As the catalogue has it for this category; what triage decided is not asked again.
    expect(form.input).toMatchObject({ properties: { difficulty: { default: 'complex' } } });
    expect(Object.keys((form.input as { properties: object }).properties)).not.toContain('category');
    expect(button(await page(cast.head, id), 'take').input).toMatchObject({
      properties: { dueAt: { default: at('2026-11-23 18:00') } },
    });
    const grave = { lead: 'dept-build', assisting: [], difficulty: 'grave' };
    expect((await attempt(cast.head, id, 'dispatch', grave)).body).toMatchObject({
      fields: { difficulty: '请选择难度' },
    });
    await act(cast.head, id, 'dispatch', { lead: 'dept-build', assisting: ['dept-city'], difficulty: 'complex' });
    const sent = await page(cast.build, id);
    expect(sent.ticket).toMatchObject({ difficulty: 'complex', difficultyWords: '复杂（现场办）' });
    expect(sent.timeline.at(-1)?.facts).toContainEqual({ label: '难度', value: '复杂（现场办）' });
    await act(cast.build, id, 'accept', { answer: '周一到现场' });
    const clocks = (await page(cast.build, id)).clocks.filter(({ kind }) => kind === 'handle');
    expect(clocks[0]).toMatchObject({
      dueAt: at('2026-12-01 18:00'),
      rule: '7 个工作日',
      edition: '2026-10-01',
    });
  });

  it('counts five grades as three: a low one starts rework, a middling one closes', async () => {
    const id = await called({ text: '井盖响得睡不着', channel: 'transfer_12345' });
    await act(cast.caller, id, 'route', { to: 'street', ...SORTED });
    await act(cast.centre, id, 'sign');
    await act(cast.head, id, 'dispatch', { lead: 'dept-city', assisting: [], difficulty: 'simple' });
    await act(cast.city, id, 'accept', { answer: '马上去' });
    const photos = [await photoOf(cast.city)];
    await act(cast.city, id, 'resolve', { answer: '已换', photos });

    // The number that was given on the phone is proved, and the ticket is the caller's own.
    await cast.resident.post('/me/phone', { code: house.standIn.phoneCode('o_zhao') });
    const rating = button(await page(cast.resident, id), 'rate');
    expect(rating.options.score).toEqual([
      { value: 'very-satisfied', label: '非常满意', face: 'delighted' },
      { value: 'satisfied', label: '满意', face: 'satisfied' },
      { value: 'basic', label: '基本满意', face: 'fair' },
      { value: 'dissatisfied', label: '不满意', face: 'dissatisfied' },
      { value: 'very-dissatisfied', label: '非常不满意', face: 'upset' },
    ]);
    expect((await attempt(cast.resident, id, 'rate', { score: 'fair' })).body).toMatchObject({
      fields: { score: '请选择评价' },
    });
    const foreignTag = { score: 'very-dissatisfied', tags: ['办得快'] };
    expect((await attempt(cast.resident, id, 'rate', foreignTag)).body).toMatchObject({
      fields: { tags: '请从列出的原因中选择' },
    });
    await act(cast.resident, id, 'rate', { score: 'very-dissatisfied', tags: ['态度恶劣'] });
    const again = await page(cast.city, id);
    expect(again.ticket).toMatchObject({ state: 'department_handling', returned: true });
    expect(again.timeline.find(({ action }) => action === 'rate')?.facts).toContainEqual({
      label: '评价',
      value: '非常不满意',
    });

    await act(cast.city, id, 'resolve', { answer: '重新换过', photos: [await photoOf(cast.city)] });
    await act(cast.resident, id, 'rate', { score: 'basic', tags: ['沟通不够'] });
    expect((await page(cast.resident, id)).ticket).toMatchObject({
      state: 'closed',
      outcome: 'rated',
      score: 'fair',
      rating: { score: 'fair', grade: 'basic', words: '基本满意', tags: ['沟通不够'] },
    });
  });

  it('lets the centre dispatch a call itself, with the decisions triage would have made', async () => {
    const id = await called({ text: '暖气不热' });
    const dispatch = { lead: 'dept-heat', assisting: [] };
    expect((await attempt(cast.caller, id, 'dispatch', dispatch)).body).toMatchObject({
      fields: { grade: '请选择急办或缓办' },
    });
    await act(cast.caller, id, 'dispatch', { ...dispatch, grade: 'urgent', category: 'heating' });
    const heat = await house.server.signIn('dept-heat-1');
    expect((await page(heat, id)).ticket).toMatchObject({
      state: 'dispatched',
      grade: 'urgent',
      category: { name: '供暖' },
      difficulty: 'ordinary',
      holder: { name: '区热力公司' },
    });
    // Received before the cut-off at five, so it is answered today.
    expect(await clockOf(heat, id)).toMatchObject({
      rule: '当天',
      dueAt: new Date(Date.parse(at('2026-11-21 00:00')) - 1).toISOString(),
    });
  });

  it('sends what residents report themselves to the work station of their village', async () => {
    const consent = house.district.settings.privacy.version;
    const report = { text: '垃圾没人收', place: { grid: 'lw-qh-g2' }, consent };
    const { body } = await cast.resident.post<{ id: string; holder: object }>('/tickets', report);
    expect(body.holder).toMatchObject({ name: '清和社区' });
    await dispatched(body.id, 'ordinary');
    expect((await page(cast.resident, body.id)).ticket.difficultyWords).toBeNull();
  });
});
