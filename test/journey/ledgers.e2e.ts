/** Ledgers: read on screen, taken out as files, printed, and each taking on record (HJ-05, HJ-10, TX-01, TX-02). */
import { get } from 'node:http';
import type { Exported, LedgerList, LedgerRow } from '@liudan/shared/ledger/contract';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { ExportLogEntity } from '../../apps/server/src/ledger/export-log.entity.ts';
import { TicketEntity } from '../../apps/server/src/ticket/ticket.entity.ts';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, type Cast, dispatched, page, resolved, signInAll } from '../support/story.ts';
import { csv, workbook } from '../support/workbook.ts';

const TRAP = '=HYPERLINK("http://example.invalid","点我")';
const PHONE = '13712345678';

describe.each(['sqlite', 'mariadb'] as const)('the ledgers on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
  });
  afterAll(() => house.close());

  const list = async (person: Client) => (await person.get<LedgerList>('/ledgers')).body;
  const rows = async (person: Client, path: string) =>
    (await person.get<{ items: LedgerRow[]; next: string | null }>(`/ledgers/${path}`)).body;
  const open = (person: Client, path: string) =>
    fetch(`${house.server.url}/api/v1${path}`, { headers: { authorization: `Bearer ${person.current.accessToken}` } });
  /** Asks, and hangs up at the first bytes. */
  const leave = (person: Client, path: string) =>
    new Promise<void>((done) => {
      const headers = { authorization: `Bearer ${person.current.accessToken}` };
      get(`${house.server.url}/api/v1${path}`, { headers }, (answer) => {
        answer.once('data', () => answer.destroy()).once('close', done);
      });
    });
  const taken = async (person: Client, path: string) => Buffer.from(await (await open(person, path)).arrayBuffer());
  /** One column of rows on screen. */
  const column = async (person: Client, path: string, words: string) => {
    const [id = ''] = path.split('?');
    const at = (await list(person)).items.find((one) => one.id === id)?.columns.findIndex((one) => one.words === words);
    return (await rows(person, path)).items.map(({ cells }) => cells[at ?? -1]);
  };
  const log = () => house.server.app.get(Database).read.find(ExportLogEntity, { order: { id: 'ASC' } });
  const report = async (person: Client, text: string, more: object = {}) => {
    const body = {
      text,
      place: { grid: 'hbl-hbl-g1', address: '河滨路 12 号' },
      consent: house.district.settings.privacy.version,
    };
    const reply = await person.post<{ id: string; number: string }>('/tickets', { ...body, ...more });
    expect(reply.status).toBe(201);
    return reply.body;
  };

  it('are those of a duty, and of nobody else', async () => {
    const ids = async (person: Client) => (await list(person)).items.map(({ id }) => id);
    const kept = ['visits', 'demands', 'explanations', 'supervisions', 'follow-ups', 'four-lists'];
    expect(await ids(cast.community)).toEqual(kept);
    expect(await ids(cast.supervisor)).toEqual(kept);
    expect(await ids(cast.urban)).toEqual(['demands', 'supervisions', 'four-lists']);
    expect(await ids(cast.resident)).toEqual([]);
    expect(await ids(cast.gridWorker)).toEqual([]);
    for (const path of ['/ledgers/demands', '/ledgers/demands/export?format=csv', '/ledgers/demands/print'])
      for (const person of [cast.resident, cast.operator, cast.gridWorker])
        expect((await person.get(path)).status).toBe(404);
    expect((await cast.community.get('/ledgers/nothing')).status).toBe(404);
    expect((await list(cast.community)).orgs.map(({ id }) => id)).toEqual(['hbl-hbl']);
    expect((await list(cast.street)).orgs.map(({ id }) => id)).toContain('hbl-mt');
  });

  it('list what was reported, with names and phones masked, also those inside of a text', async () => {
    const { number } = await report(cast.resident, `路灯不亮，请打 ${PHONE}`, { phone: PHONE });
    await report(cast.neighbour, '楼道堆物', { hideName: true });
    expect(await column(cast.community, 'demands', '反映的内容')).toEqual(['楼道堆物', '路灯不亮，请打 137****5678']);
    expect(await column(cast.community, 'demands', '联系电话')).toEqual(['139****0081', '137****5678']);
    expect(await column(cast.community, 'demands', '反映人')).toEqual(['邹**', '姜**']);
    expect(await column(cast.street, 'demands', '反映人')).toEqual(['不公开', '姜**']);
    // Who only supervises has no need to know who it was.
    expect(await column(cast.supervisor, 'demands', '反映人')).toEqual(['不公开', '']);
    expect(await column(cast.community, 'demands?org=hbl-hbl&category=livelihood', '工单编号')).toEqual([]);
    expect(await column(cast.foreignCommunity, 'demands', '工单编号')).toEqual([]);
    expect(await column(cast.foreignStreet, 'demands?org=hbl-hbl', '工单编号')).toEqual([]);
    expect(await column(cast.community, 'demands?to=2026-11-19', '工单编号')).toEqual([]);
    expect(await column(cast.community, 'demands?from=2026-11-20&to=2026-11-20', '工单编号')).toContain(number);
    const first = await rows(cast.community, 'demands?limit=1');
    const second = await rows(cast.community, `demands?limit=1&after=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([1, 1, null]);
    const wrong = await cast.community.get<{ fields: object }>('/ledgers/demands?from=2026-11-20&to=2026-11-01');
    expect([wrong.status, wrong.body.fields]).toEqual([400, { to: '开始日期要早于结束日期' }]);
    expect((await cast.community.get('/ledgers/demands?from=2026-02-30')).status).toBe(400);
  });

  it('go out as a workbook and as a CSV that runs nothing, and the taking is on record before', async () => {
    await report(cast.resident, TRAP);
    await report(cast.resident, '@SUM(1)\n"引号"，逗号,');
    const answer = await open(cast.community, '/ledgers/demands/export?format=xlsx&from=2026-11-01');
    expect(answer.headers.get('content-type')).toContain('spreadsheetml');
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toMatch(/^诉求清单_.+_2026-11-01至现在\.xlsx$/);
    const book = workbook(Buffer.from(await answer.arrayBuffer()));
    expect(book.formulas).toBe(false);
    expect(book.rows[0]?.slice(0, 3)).toEqual(['序号', '工单编号', '反映时间']);
    expect(book.rows.map((row) => row[0])).toEqual(['序号', '1', '2', '3', '4']);
    expect(book.rows.flat()).toContain(TRAP);
    expect(book.rows.flat()).not.toContain(PHONE);

    const text = (await taken(cast.community, '/ledgers/demands/export?format=csv')).toString('utf8');
    expect(text.startsWith('\ufeff序号,工单编号')).toBe(true);
    const cells = csv(text.slice(1));
    expect(cells.map((row) => row.length)).toEqual(cells.map(() => cells[0]?.length));
    expect(cells.flat()).toContain(`'${TRAP}`);
    expect(cells.flat()).toContain('\'@SUM(1)\n"引号"，逗号,');
    for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);

    expect(await log()).toMatchObject([
      {
        what: 'demands',
        format: 'xlsx',
        personId: cast.community.personId,
        org: 'hbl-hbl',
        filter: { from: '2026-11-01' },
        unmasked: false,
        rows: 4,
      },
      { what: 'demands', format: 'csv', filter: {}, unmasked: false, rows: 4, finishedAt: house.clock.now() },
    ]);
    const watched = (await cast.operator.get<{ items: Exported[] }>('/exports')).body.items;
    expect(watched.map(({ person, what, filter, rows }) => [person, what, filter, rows])).toEqual([
      ['杨美玲', '诉求清单', '全部时间', 4],
      ['杨美玲', '诉求清单', '2026-11-01 至 现在', 4],
    ]);
    expect((await cast.supervisor.get('/exports')).status).toBe(200);
    expect((await cast.community.get('/exports')).status).toBe(403);
  });

  it('show names and phones in the clear to the roles of the config alone, when asked, and write that down', async () => {
    const refused = await cast.community.get('/ledgers/demands/export?format=csv&unmasked=1');
    expect(refused.status).toBe(403);
    const masked = (await taken(cast.centre, '/ledgers/demands/export?format=csv')).toString('utf8');
    expect(masked).not.toContain(PHONE);
    const clear = (await taken(cast.centre, '/ledgers/demands/export?format=csv&unmasked=1')).toString('utf8');
    expect(clear).toContain(PHONE);
    expect(clear).toContain('姜菊香');
    expect((await log()).at(-1)).toMatchObject({ personId: cast.centre.personId, unmasked: true });
    expect((await list(cast.centre)).items[0]?.mayUnmask).toBe(true);
    expect((await list(cast.community)).items[0]?.mayUnmask).toBe(false);
  });

  it('print as one page of their own, with nothing in it that runs', async () => {
    await report(cast.resident, '<script>alert(1)</script>&"');
    const answer = await open(cast.community, '/ledgers/demands/print?from=2026-11-01&to=2026-11-30');
    const html = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;');
    expect(html).not.toContain('<script');
    expect(html).toMatch(/@page\{size:A4 landscape/);
    for (const words of [
      '洪江管理区诉求清单',
      '单位：河滨社区',
      '期间：2026-11-01 至 2026-11-30',
      '制表：杨美玲',
      '制表时间：2026-11-20 09:00',
    ])
      expect(html).toContain(words);
    expect((await log()).at(-1)).toMatchObject({ format: 'print', what: 'demands' });
  });

  it('keep every visit with its time, who it was and what was said, whatever became of it', async () => {
    const visit = {
      channel: 'visit',
      reporter: { name: '钱大爷', phone: '13711110041', address: '河滨路 3 号' },
      group: 'hbl-hbl-1',
      informed: true,
      collectedAt: new Date(house.clock.now() - 7_200_000).toISOString(),
    };
    const write = async (person: Client, more: object) => {
      const reply = await person.post('/visits', { ...visit, ...more });
      expect([reply.status, reply.body]).toEqual([201, expect.anything()]);
    };
    await write(cast.gridWorker, { text: '独居，想装个扶手', outcome: 'answered', answer: '已说明申请办法' });
    await write(cast.gridWorker, {
      text: '楼梯灯坏了',
      outcome: 'order',
      order: { place: { grid: 'hbl-hbl-g1' } },
      hideName: true,
    });
    const [ordered, answered] = (await rows(cast.street, 'visits')).items;
    expect(answered?.cells.slice(0, 14)).toEqual([
      '2026-11-20 07:00',
      '钱**',
      '137****0041',
      '河滨路街道',
      '河滨社区',
      expect.any(String),
      expect.any(String),
      '走访',
      '独居，想装个扶手',
      '梁丽华',
      expect.any(String),
      '当场答复',
      '已说明申请办法',
      null,
    ]);
    expect([answered?.ticketId, ordered?.ticketId]).toEqual([null, expect.any(String)]);
    expect(ordered?.cells[14]).toMatch(/^LD20261120-/);
    expect(await column(cast.supervisor, 'visits', '反映人')).toEqual(['不公开', '钱**']);
    expect(await column(cast.community, 'visits?to=2026-11-19', '反映人')).toEqual([]);
    expect(await column(cast.foreignCommunity, 'visits', '反映人')).toEqual([]);
    expect((await cast.urban.get('/ledgers/visits')).status).toBe(404);
    const clear = await taken(cast.centre, '/ledgers/visits/export?format=csv&unmasked=1');
    expect(csv(clear.toString('utf8').slice(1)).map((row) => row[2])).toEqual(['反映人', '钱大爷', '不公开']);
    expect(workbook(await taken(cast.community, '/ledgers/visits/export?format=xlsx')).rows.flat()).not.toContain(
      '钱大爷',
    );
  });

  it('keep what was explained, who agreed and what was understood', async () => {
    const { id } = await report(cast.resident, '要求给我家单独修一条路');
    await act(cast.community, id, 'triage.unreasonable', {
      code: '没有政策依据',
      category: 'public-seat',
      policy: '某办法第三条',
    });
    expect(await column(cast.community, 'explanations', '街道复核')).toEqual(['待复核']);
    await act(cast.street, id, 'explain.confirm', { note: '同意社区意见' });
    const visitedAt = new Date(house.clock.now() - 60_000).toISOString();
    await act(cast.community, id, 'explain', {
      visitedAt,
      companion: 'hbl-staff-2',
      understood: 'no',
      answer: '讲了政策',
    });
    await act(cast.resident, id, 'review', { reason: '没有讲清楚' });
    const [row] = (await rows(cast.community, 'explanations')).items;
    expect(row?.cells.slice(6)).toEqual([
      '没有政策依据',
      '某办法第三条',
      '杨美玲',
      '同意\n同意社区意见',
      '黎巧云',
      '2026-11-20 09:00',
      '2026-11-20 08:59',
      '杨美玲、龚晓峰',
      '讲了政策',
      '不理解',
      '没有讲清楚',
    ]);
    expect((await rows(cast.foreignCommunity, 'explanations')).items).toEqual([]);
    expect((await rows(cast.community, 'explanations?from=2026-11-21')).items).toEqual([]);
  });

  it('keep each follow-up with its evidence, and none where the resident scored by himself', async () => {
    const { id } = await report(cast.resident, '夜里施工');
    await resolved(cast, id);
    const contact = { by: 'phone', at: new Date(house.clock.now()).toISOString(), note: `打了 ${PHONE}` };
    await act(cast.community, id, 'attempt', { contact, note: '无人接听' });
    await act(cast.colleague, id, 'rate', { score: 'fair', text: '慢了些', contact: { by: 'visit', at: contact.at } });
    const other = await report(cast.neighbour, '自己评的');
    await resolved(cast, other.id);
    await act(cast.neighbour, other.id, 'rate', { score: 'satisfied' });
    const { items } = await rows(cast.community, 'follow-ups');
    expect(items.map(({ cells }) => cells.slice(3))).toEqual([
      [
        '区城市管理局',
        '河滨社区',
        '杨美玲',
        '电话',
        '139****0080',
        '2026-11-20 09:00',
        '未联系上',
        '',
        '打了 137****5678\n无人接听',
        '2026-11-20 09:00',
      ],
      ['区城市管理局', '河滨社区', '朱春梅', '上门', '', '2026-11-20 09:00', '一般', '慢了些', '', '2026-11-20 09:00'],
    ]);
  });

  it('keep each supervision order, from what opened it to its result', async () => {
    const { id } = await report(cast.resident, '路面塌陷');
    await dispatched(cast, id);
    await act(cast.urban, id, 'accept', { answer: '今天到场' });
    await act(cast.leader, id, 'supervise', { reason: '影响出行' });
    const at = new Date(house.clock.now()).toISOString();
    await act(cast.leader, id, 'supervise.visit', { at, place: '河滨路 12 号', text: '塌陷两米' });
    const dueAt = new Date(house.clock.now() + 5 * 24 * 3_600_000).toISOString();
    await act(cast.leader, id, 'supervise.plan', {
      cause: 'complex',
      analysis: '地下管线多',
      measures: '先围挡后开挖',
      dueAt,
    });
    await act(cast.leader, id, 'supervise.close', { text: '已修复' });
    const { items } = await rows(cast.community, 'supervisions');
    expect(items.map(({ ticketId }) => ticketId)).toEqual([id]);
    expect(items[0]?.cells.slice(2)).toEqual([
      '领导交办\n影响出行',
      '陈春梅',
      '区城市管理局',
      '河滨路街道',
      '河滨社区',
      '路面塌陷',
      '2026-11-20 09:00 河滨路 12 号\n塌陷两米',
      '问题复杂\n地下管线多',
      '先围挡后开挖',
      '2026-11-25 09:00',
      '',
      '',
      '已修复',
      '2026-11-20 09:00',
      '部门办理',
    ]);
    expect((await rows(cast.urban, 'supervisions')).items).toHaveLength(1);
    expect((await rows(cast.foreignStreet, 'supervisions')).items).toEqual([]);
    expect((await rows(cast.community, 'supervisions?to=2026-11-19')).items).toEqual([]);
  });

  it('build the four lists out of what was done', async () => {
    const { id, number } = await report(cast.resident, '下水道堵了');
    await dispatched(cast, id, ['dept-water']);
    await act(cast.urban, id, 'accept', { answer: '今天到场' });
    await act(cast.water, id, 'accept', { answer: '供水一起看' });
    await act(cast.urban, id, 'record', { text: '内部记录', internal: true });
    await act(cast.water, id, 'part.finish', { answer: '与供水无关' });
    house.clock.advance(26 * 3_600_000);
    await act(cast.urban, id, 'resolve', { answer: '已经疏通' });
    await act(cast.resident, id, 'rate', { score: 'satisfied' });
    const { items } = await rows(cast.urban, 'four-lists');
    const row = items.find(({ cells }) => cells[0] === number);
    expect(row?.ticketId).toBe(id);
    expect(row?.cells[5]).toBe(
      [
        '2026-11-20 09:00 河滨社区 报单：已收到，今天就去看',
        '2026-11-20 09:00 区城市管理局 接单：今天到场',
        '2026-11-20 09:00 区供水公司 接单：供水一起看',
        '2026-11-20 09:00 区供水公司 协办办结：与供水无关',
        '2026-11-21 11:00 区城市管理局 办结：已经疏通',
      ].join('\n'),
    );
    expect(row?.cells.slice(6)).toEqual([
      '区城市管理局',
      '区供水公司',
      '',
      '',
      '河滨社区 → 河滨路街道 → 区城市管理局 → 河滨社区',
      '已归档',
      '满意',
      '1 天 2 小时',
      0,
    ]);
    // Only what the department has a part in.
    expect(items.map(({ cells }) => cells[0])).not.toContain(
      (await rows(cast.community, 'demands')).items.at(-1)?.cells[0],
    );
    const heads = (await (await open(cast.community, '/ledgers/four-lists/print')).text()).match(
      /colspan="\d+">(问题|措施|责任|成效)</g,
    );
    expect(heads).toHaveLength(4);
  });

  it('leave out the reader himself as a resident', async () => {
    const own = await report(cast.community, '我家门口的灯');
    const others = await column(cast.community, 'demands', '工单编号');
    expect(others).not.toContain(own.number);
    expect(await column(cast.street, 'demands', '工单编号')).toContain(own.number);
  });

  it('flow: the first rows of a long one arrive before the last was read, and a reader who leaves is on record', async () => {
    const read = house.server.app.get(Database);
    const [model] = await read.read.find(TicketEntity, { order: { id: 'ASC' }, take: 1 });
    if (!model) throw new Error('no ticket');
    const many = Array.from({ length: 6000 }, (_, index) => ({
      ...model,
      id: `01M${String(index).padStart(23, '0')}`,
      number: `LD20261120-${10_000 + index}`,
      text: `第 ${index} 件${'，很长'.repeat(400)}`,
    }));
    await read.write(async (tx) => {
      for (let at = 0; at < many.length; at += 500)
        await tx
          .createQueryBuilder()
          .insert()
          .into(TicketEntity)
          .values(many.slice(at, at + 500))
          .updateEntity(false)
          .execute();
    });
    const total = await read.read.count(TicketEntity);
    // The night has ended the session.
    await cast.supervisor.enter();
    const answer = await open(cast.supervisor, '/ledgers/demands/export?format=csv');
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.byteLength).toBeGreaterThan(0);
    // The reader waits, and so does the server: it holds no more than the line takes.
    await new Promise((done) => setTimeout(done, 1500));
    expect((await log()).at(-1)).toMatchObject({ rows: null, finishedAt: null });
    let bytes = first?.value?.byteLength ?? 0;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      bytes += part.value.byteLength;
    expect(bytes).toBeGreaterThan(20_000_000);
    expect((await log()).at(-1)?.rows).toBeGreaterThan(total - 10);

    await leave(cast.supervisor, '/ledgers/demands/export?format=csv');
    expect((await log()).at(-1)).toMatchObject({ rows: null, finishedAt: null });
    expect((await page(cast.community, model.id)).ticket.id).toBe(model.id);
  }, 120_000);
});
