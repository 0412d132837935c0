import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Logger, Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { pino } from 'pino';
import sharp from 'sharp';
import { Clock } from '../kernel/clock.ts';
import { openDataSources } from '../kernel/data-sources.ts';
import { Database } from '../kernel/database.ts';
import { readDistrict } from '../kernel/district.ts';
import { readEnv } from '../kernel/env.ts';
import { kernelModule } from '../kernel/kernel.module.ts';
import { migrate } from '../kernel/migrate.ts';
import { ProblemFilter } from '../kernel/problem.filter.ts';
import { ProblemError } from '../kernel/problem.ts';
import { Sweeps } from '../kernel/sweeps.ts';
import { validation } from '../kernel/validation.ts';
import type { RequestOfViewer } from '../kernel/viewer.ts';
import { MIGRATIONS } from '../migrations/all.ts';
import { Media } from './media.entity.ts';
import { MediaModule } from './media.module.ts';
import { MediaQueries } from './media.queries.ts';
import { MEDIA_SWEEP } from './media.sweep.ts';
import { Storage } from './storage.ts';

const ANN = '01KAQ0000000000000000000AN';
const BOB = '01KAQ0000000000000000000BB';
const TICKET = '01KAQ000000000000000000T1K';
const EVENT = '01KAQ000000000000000000EV1';
const HOUR = 3_600_000;

class HandClock extends Clock {
  at = Date.UTC(2026, 10, 21, 2);
  override now = () => this.at;
}

@Module({ imports: [MediaModule] })
class Composed {}

describe('photos over HTTP', () => {
  const clock = new HandClock();
  let folder: string;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'media-'));
    const read = readEnv({
      NODE_ENV: 'test',
      DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      CONFIG_DIR: 'config',
      DISTRICT: 'demo',
    });
    if (!('env' in read)) throw new Error(read.problems.join());
    const found = readDistrict(read.env.districtDir);
    if (!('district' in found)) throw new Error(found.problems.join());
    const sources = await openDataSources(read.env, { entities: [Media], migrations: MIGRATIONS });
    await migrate(sources);
    const ground = { env: read.env, district: found.district, sources, logger: pino({ level: 'silent' }) };
    const overrides = [{ provide: Clock, useValue: clock }];
    const module = await Test.createTestingModule({
      imports: [kernelModule({ ...ground, overrides }), Composed],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    app.setGlobalPrefix('api/v1');
    app.useGlobalFilters(new ProblemFilter());
    app.useGlobalPipes(validation());
    // Who asks is identity's business; here the person stands in a header.
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onRequest', async (request) => {
        const personId = request.headers['x-person'];
        const viewer = { personId, kind: 'resident', duties: [], formerly: [], sessionId: personId };
        if (typeof personId === 'string')
          (request as RequestOfViewer).viewer = { ...viewer, personId, sessionId: personId, kind: 'resident' };
      });
    Logger.overrideLogger(false);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  const listening = async () => {
    if (!app.getHttpServer().listening) await app.listen(0, '127.0.0.1');
    return app.getHttpServer().address() as AddressInfo;
  };
  const until = async (reached: () => Promise<boolean>) => {
    for (let tries = 0; !(await reached()); tries++) {
      if (tries > 200) throw new Error('it never came to that');
      await new Promise((done) => setTimeout(done, 10));
    }
  };
  const upload = (bytes: Buffer, person: string | null = ANN, field = 'file') => {
    const edge = 'the-edge';
    const head = `--${edge}\r\ncontent-disposition: form-data; name="${field}"; filename="../../IMG 1.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
    return app.inject({
      method: 'POST',
      url: '/api/v1/media',
      headers: { 'content-type': `multipart/form-data; boundary=${edge}`, ...(person ? { 'x-person': person } : {}) },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
    });
  };
  const photo = (width = 400, height = 300) =>
    sharp({ create: { width, height, channels: 3, background: '#3366aa' } })
      .jpeg()
      .toBuffer();
  const taken = async (person = ANN) =>
    (await upload(await photo(), person)).json<{ id: string; url: string; thumbUrl: string }>();
  const read = (url: string) => app.inject({ method: 'GET', url });
  const files = async () => (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.jpg'));
  const rows = () => app.get(Database).read.count(Media);
  const attach = (ids: string[], ownerId: string, eventId = EVENT) =>
    app
      .get(Database)
      .write((tx) =>
        app
          .get(MediaQueries)
          .attach(tx, { ids, ownerId, ticketId: TICKET, eventId, purpose: 'report', at: clock.now() }),
      );
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof ProblemError ? error.refusal.refused : String(error)),
    );

  it('takes a photo and shows both sizes at signed addresses', async () => {
    const answer = await upload(await photo(2000, 1000));
    expect(answer.statusCode).toBe(201);
    const body = answer.json<{ id: string; url: string; thumbUrl: string; width: number; height: number }>();
    expect([body.width, body.height]).toEqual([1600, 800]);
    for (const [url, width] of [
      [body.url, 1600],
      [body.thumbUrl, 320],
    ] as const) {
      const shown = await read(url);
      expect(shown.statusCode).toBe(200);
      expect(shown.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
      expect(shown.headers['cache-control']).toMatch(/^private, max-age=\d+/);
      expect(shown.headers['content-disposition']).toMatch(/^inline/);
      expect((await sharp(shown.rawPayload).metadata()).width).toBe(width);
    }
  });

  it('shows nothing at any other address', async () => {
    const [one, two] = [await taken(), await taken()];
    const query = one.url.split('?')[1];
    const wrong = [
      one.url.split('?')[0],
      `${one.url}x`,
      one.thumbUrl.replace('thumb', 'full'),
      `/api/v1/media/${two.id}/full?${query}`,
      `/api/v1/media/${one.id}/original?${query}`,
      `/api/v1/media/..%2f..%2fsecrets.json/full?${query}`,
    ];
    const answers = await Promise.all(wrong.map((url) => read(url ?? '')));
    expect(answers.map((answer) => [answer.statusCode, answer.json().code])).toEqual(
      wrong.map(() => [404, 'NOT_FOUND']),
    );
    clock.at += HOUR;
    expect((await read(one.url)).statusCode).toBe(404);
  });

  it('says what is wrong with an upload and keeps nothing of it', async () => {
    const before = [await files(), await rows()];
    const cases: [string, number, Buffer][] = [
      ['UNSUPPORTED_MEDIA', 415, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
      ['MEDIA_UNREADABLE', 422, Buffer.alloc(0)],
      ['MEDIA_UNREADABLE', 422, (await photo()).subarray(0, 800)],
      ['TOO_LARGE', 413, Buffer.alloc(21 * 1024 * 1024, 1)],
    ];
    for (const [code, status, bytes] of cases) {
      const answer = await upload(bytes);
      expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    }
    expect((await upload(Buffer.alloc(21 * 1024 * 1024, 1))).json().message).toContain('21 MB');
    expect((await upload(await photo(), ANN, 'picture')).statusCode).toBe(400);
    expect((await upload(await photo(), null)).statusCode).toBe(401);
    const json = {
      method: 'POST',
      url: '/api/v1/media',
      headers: { 'x-person': ANN },
      payload: { file: 'x' },
    } as const;
    expect((await app.inject(json)).json().code).toBe('INVALID_INPUT');
    expect([await files(), await rows()]).toEqual(before);
    expect(await readdir(join(folder, 'arriving'))).toEqual([]);
  });

  it('keeps nothing of an upload that broke off, or that the disk had no room for', async () => {
    const before = [await files(), await rows()];
    const { port } = await listening();
    const head = Buffer.from('--e\r\ncontent-disposition: form-data; name="file"; filename="1.jpg"\r\n\r\n');
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST /api/v1/media HTTP/1.1\r\nhost: house\r\nx-person: ${ANN}\r\ncontent-length: 90000\r\n`);
    socket.write('content-type: multipart/form-data; boundary=e\r\n\r\n');
    socket.write(Buffer.concat([head, (await photo(2000, 2000)).subarray(0, 5000)]));
    const arriving = () => readdir(join(folder, 'arriving'));
    await until(async () => (await arriving()).length > 0);
    socket.destroy();
    await until(async () => (await arriving()).length === 0);

    const storage = app.get(Storage);
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const put = jest.spyOn(storage, 'put').mockRejectedValue(full);
    const answer = await upload(await photo());
    put.mockRestore();
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'UNAVAILABLE']);
    expect([await files(), await rows()]).toEqual(before);
  });

  it('lets its owner attach a photo, once', async () => {
    const [one, two] = [await taken(), await taken()];
    expect(await refusal(attach([one.id], BOB))).toBe('INVALID_INPUT');
    expect(await refusal(attach(['01KAQ0000000000000000000XX'], ANN))).toBe('INVALID_INPUT');
    expect(await refusal(attach([one.id, one.id], ANN))).toBe('done');
    expect(await refusal(attach([two.id, one.id], ANN, '01KAQ000000000000000000EV2'))).toBe('MEDIA_ALREADY_ATTACHED');
    const row = await app.get(Database).read.findOneByOrFail(Media, { id: two.id });
    expect([row.ticketId, row.attachedAt]).toEqual([null, null]);
    const photos = await app.get(MediaQueries).photosOf([one.id, two.id, one.id]);
    expect([...photos.keys()].sort()).toEqual([one.id, two.id].sort());
    expect((await read(photos.get(one.id)?.thumbUrl ?? '')).statusCode).toBe(200);
  });

  it('lets go of what was attached to nothing for 24 hours', async () => {
    const [kept, left] = [await taken(), await taken()];
    await attach([kept.id], ANN);
    clock.at += 23 * HOUR;
    await app.get(Sweeps).runNow(MEDIA_SWEEP);
    expect((await files()).some((name) => name.includes(left.id.toLowerCase()))).toBe(true);
    clock.at += 2 * HOUR;
    await app.get(Sweeps).runNow(MEDIA_SWEEP);
    const names = await files();
    expect(names.filter((name) => name.includes(left.id.toLowerCase()))).toEqual([]);
    expect(names.filter((name) => name.includes(kept.id.toLowerCase()))).toHaveLength(2);
    expect(await refusal(attach([left.id], ANN))).toBe('INVALID_INPUT');
    expect(await app.get(Database).read.countBy(Media, { id: left.id })).toBe(0);
  });

  it('holds one person back who uploads without end', async () => {
    const bytes = await photo(8, 8);
    const answers = [];
    for (let count = 0; count < 95; count++) answers.push((await upload(bytes, BOB)).statusCode);
    expect(answers.filter((status) => status === 201)).toHaveLength(90);
    expect(answers.at(-1)).toBe(429);
    expect((await upload(bytes, ANN)).statusCode).toBe(201);
  });
});
