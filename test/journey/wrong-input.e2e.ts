/** What people get to read when something they sent is wrong, in a district with limits of its own. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Problem } from '@liudan/shared/contract';
import type { Photo } from '@liudan/shared/media/contract';
import type { TicketView } from '@liudan/shared/ticket/contract';
import sharp from 'sharp';
import type { Client } from '../support/client.ts';
import { FakeClock } from '../support/clock.ts';
import { everyone, type People } from '../support/everyone.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { ticketAt } from '../support/stages.ts';

let folder: string;
let server: TestServer;
let people: People;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'liudan-district-'));
  await cp(path.resolve(import.meta.dirname, '../../config/demo'), path.join(folder, 'demo'), { recursive: true });
  const file = path.join(folder, 'demo/district.yaml');
  const narrow = (await readFile(file, 'utf8'))
    .replace('perReport: 9, perAct: 9', 'perReport: 2, perAct: 1')
    .replace('words: 1000', 'words: 60');
  await writeFile(file, narrow);
  server = await startServer({ clock: new FakeClock(Date.UTC(2026, 10, 20, 1)), env: { CONFIG_DIR: folder } });
  people = await everyone(server);
}, 60_000);
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const fieldsOf = ({ body }: { body: unknown }) => (body as Problem).fields;

it('tells in plain Chinese what is wrong with each field', async () => {
  const wrong = [
    [people.own, '/tickets?limit=0', { limit: '不能小于 1' }],
    [people.own, '/tickets?limit=many', { limit: '格式不正确，应为数字' }],
    [people.own, '/tickets?light=blue', { light: '只能是：green、yellow、red、paused' }],
    [people.own, '/tickets?org=A', { org: '单位编号不正确' }],
    [people.own, '/tickets?after=3', { after: '翻页位置不正确，请从第一页看起' }],
    [people.com, '/tickets?view=inbox&after=01ARZ3NDEKTSV4RRFFQ69G5FAV', { after: '翻页位置不正确，请从第一页看起' }],
    [people.own, '/messages?after=3', { after: '翻页位置不正确，请从第一页看起' }],
  ] as const;
  for (const [person, address, fields] of wrong) expect(fieldsOf(await person.get(address))).toEqual(fields);
  expect(fieldsOf(await server.anybody.post('/sessions/wechat', {}))).toEqual({ code: '请填写' });
  expect(fieldsOf(await server.anybody.post('/sessions/wechat', { code: 5, x: 1 }))).toEqual({
    code: '格式不正确，应为文字',
    x: '没有这一项',
  });
  expect(fieldsOf(await server.anybody.post('/sessions/demo', { person: 'nobody' }))).toEqual({
    person: '没有这个演示人物',
  });
});

it("holds a report and an act to the district's own limits", async () => {
  const up = async (person: Client) => {
    const pixels = { width: 20, height: 20, channels: 3, background: '#884422' } as const;
    return (await person.upload<Photo>('/media', await sharp({ create: pixels }).jpeg().toBuffer())).body.id;
  };
  const report = { text: '路灯不亮', place: { grid: 'hbl-hbl-g1' }, consent: '2026-11' };
  const photos = [await up(people.own), await up(people.own), await up(people.own)];
  expect(fieldsOf(await people.own.post('/tickets', { ...report, photos }))).toEqual({ photos: '最多 2 张照片' });
  const long = { ...report, text: '长'.repeat(61) };
  expect(fieldsOf(await people.own.post('/tickets', long))).toEqual({ text: '最多 60 个字' });

  const { id, version } = await ticketAt(people, 'submitted');
  const record = { action: 'record', version, text: '看过', photos: [await up(people.com), await up(people.com)] };
  const refused = await people.com.post(`/tickets/${id}/actions`, record);
  expect(fieldsOf(refused)).toEqual({ photos: '最多 1 张照片' });
  const page = await people.com.get<TicketView>(`/tickets/${id}`);
  const form = page.body.nextActions.find(({ action }) => action === 'record')?.input;
  expect(form).toMatchObject({ properties: { photos: { maxItems: 1 } } });
});

it('asks for the photo of the result in the form where the category asks for it', async () => {
  const formOf = async (category: string) => {
    const { id, version } = await ticketAt(people, 'submitted');
    const act = { action: 'triage.handle', version, grade: 'deferred', category, answer: '今天去看' };
    expect((await people.com.post(`/tickets/${id}/actions`, act)).status).toBe(200);
    const page = await people.com.get<TicketView>(`/tickets/${id}`);
    return page.body.nextActions.find(({ action }) => action === 'resolve')?.input;
  };
  expect(await formOf('rubbish')).toMatchObject({ required: expect.arrayContaining(['photos']) });
  expect((await formOf('neighbours'))?.required).not.toContain('photos');
});

it('takes no version that is not there yet, and no reason for a score that the district does not offer', async () => {
  const { id, version } = await ticketAt(people, 'resolved');
  const rate = (input: object) => people.own.post(`/tickets/${id}/actions`, { action: 'rate', ...input });
  expect(fieldsOf(await rate({ version: version + 1, score: 'satisfied' }))).toEqual({
    version: '工单还没有这个版本，请刷新后再试',
  });
  for (const tags of [['乱写'], ['办得快', '没有解决']])
    expect(fieldsOf(await rate({ version, score: 'satisfied', tags }))).toEqual({ tags: '请从列出的原因中选择' });
  expect((await rate({ version, score: 'satisfied', tags: ['办得快'] })).status).toBe(200);
});

it('marks nothing as hidden from residents that a resident is shown', async () => {
  const { id } = await ticketAt(people, 'department');
  const seenBy = async (person: Client) => (await person.get<TicketView>(`/tickets/${id}`)).body.timeline;
  expect((await seenBy(people.own)).map(({ action, internal }) => [action, internal])).toContainEqual([
    'dispatch',
    false,
  ]);
  expect((await seenBy(people.led)).find(({ action }) => action === 'dispatch')?.internal).toBe(true);
});
