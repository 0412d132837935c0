import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { LocalStorage } from './local.storage.ts';
import { S3Storage } from './s3.storage.ts';
import type { Storage } from './storage.ts';

/** A store that speaks as much S3 as photos need, path style, and keeps exactly the bytes it is sent. */
class Bucket {
  readonly objects = new Map<string, Buffer>();
  readonly headers: Record<string, unknown>[] = [];
  private server!: Server;

  async open(): Promise<string> {
    this.server = createServer(async (request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://bucket').pathname);
      this.headers.push(request.headers);
      const body = await buffer(request);
      const found = this.objects.get(path);
      if (request.method === 'PUT') this.objects.set(path, body);
      if (request.method === 'DELETE') this.objects.delete(path);
      const missing = request.method === 'GET' && !found;
      const answer = missing ? NOT_THERE : request.method === 'GET' && found ? found : Buffer.alloc(0);
      const status = missing ? 404 : request.method === 'DELETE' ? 204 : 200;
      const type = missing ? 'application/xml' : 'image/jpeg';
      const length = status === 204 ? {} : { 'content-length': answer.length };
      response.writeHead(status, { etag: '"1"', 'content-type': type, ...length }).end(answer);
    });
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close = () => new Promise((done) => this.server.close(done).closeAllConnections());
}

const NOT_THERE = Buffer.from('<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>');
const BYTES = Buffer.from(Array.from({ length: 100_000 }, (_, i) => i % 251));
const KEY = 'ab/cd/01k.full.jpg';

/** What every store has to do, wherever the bytes go. */
async function keepsItsPromises(storage: Storage): Promise<void> {
  await storage.check();
  expect(await storage.get(KEY)).toBeNull();
  await storage.put(KEY, BYTES);
  const found = await storage.get(KEY);
  expect(found?.bytes).toBe(BYTES.length);
  expect(found && (await buffer(found.body)).equals(BYTES)).toBe(true);
  await storage.put(KEY, Readable.from([BYTES.subarray(0, 10), BYTES.subarray(10)]));
  const again = await storage.get(KEY);
  expect(again && (await buffer(again.body)).equals(BYTES)).toBe(true);
  await storage.remove(KEY);
  await storage.remove(KEY);
  expect(await storage.get(KEY)).toBeNull();
}

describe('the folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps, gives and removes', () => keepsItsPromises(new LocalStorage(join(folder, 'media'))));

  it('leaves nothing of a photo that broke off', async () => {
    const storage = new LocalStorage(folder);
    const breaking = Readable.from(
      (async function* () {
        yield BYTES;
        throw new Error('broke off');
      })(),
    );
    await expect(storage.put(KEY, breaking)).rejects.toThrow('broke off');
    expect(await readdir(join(folder, 'ab', 'cd'))).toEqual([]);
  });

  it('never leaves its folder, and says so when it is not one', async () => {
    const storage = new LocalStorage(join(folder, 'media'));
    await expect(storage.put('../outside.jpg', BYTES)).rejects.toThrow('leads out');
    await writeFile(join(folder, 'file'), '');
    await expect(new LocalStorage(join(folder, 'file')).check()).rejects.toThrow();
  });
});

describe('the bucket', () => {
  const bucket = new Bucket();
  let endpoint: string;
  beforeAll(async () => {
    endpoint = await bucket.open();
  });
  afterAll(() => bucket.close());
  const store = () =>
    new S3Storage({ endpoint, region: 'cn-east-1', bucket: 'liudan', accessKeyId: 'key', secretAccessKey: 'secret' });

  it('keeps, gives and removes', () => keepsItsPromises(store()));

  it('stores the bytes as they are, without the framing of checksums', async () => {
    await store().put(KEY, BYTES);
    expect(bucket.objects.get(`/liudan/${KEY}`)?.equals(BYTES)).toBe(true);
    await store().put('ab/streamed.jpg', Readable.from([BYTES]));
    expect(bucket.objects.get('/liudan/ab/streamed.jpg')?.equals(BYTES)).toBe(true);
    expect(bucket.headers.map((one) => one['content-encoding']).filter(Boolean)).toEqual([]);
  });
});
