/** The process is killed and stopped in the middle of its work: what it acknowledged is there once, and nothing by halves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SessionView } from '@liudan/shared/identity/contract';
import type { TicketCard, TicketView } from '@liudan/shared/ticket/contract';
import Libsql from 'libsql';
import sharp from 'sharp';
import { freePort, type Running, runToEnd, startChild } from '../support/child.ts';
import { freshDatabase } from '../support/mariadb.ts';

const PATIENCE = 90_000;
const KILLS = { sqlite: 10, mariadb: 5 } as const;
/** Nobody answered: the server was away, or the line broke before the answer came. */
const NO_ANSWER = 0;

describe.each(['sqlite', 'mariadb'] as const)('a server that dies on %s', (database) => {
  let dataDir: string;
  let store: { url: string; drop(): Promise<void> } | null;
  let settings: Record<string, string>;
  let url: string;
  let server: Running;
  let token: string;
  let photo: Buffer;
  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'liudan-restart-'));
    store = database === 'mariadb' ? await freshDatabase() : null;
    const port = String(await freePort());
    url = `http://127.0.0.1:${port}`;
    const limits = { RATE_SIGN_IN: '1000000', RATE_WRITES: '1000000', LOG_LEVEL: 'warn' };
    // WeChat is nowhere: nobody has consented to a push, and no test may reach the real one.
    const wechat = { WECHAT_API_BASE: 'http://127.0.0.1:9', WECHAT_APPID: 'wx1', WECHAT_SECRET: 'none' };
    settings = { PORT: port, DATA_DIR: dataDir, ...limits, ...wechat, ...(store ? { DATABASE_URL: store.url } : {}) };
    server = await startChild(settings);
    const body = JSON.stringify({ person: 'resident-1' });
    const headers = { 'content-type': 'application/json' };
    const session = await fetch(`${url}/api/v1/sessions/demo`, { method: 'POST', body, headers });
    token = ((await session.json()) as SessionView).accessToken;
    photo = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#557799' } })
      .jpeg()
      .toBuffer();
  }, PATIENCE);
  afterAll(async () => {
    await server.end('SIGTERM');
    await store?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }, PATIENCE);

  const ask = async <T>(route: string, init: RequestInit = {}): Promise<{ status: number; body: T }> => {
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) };
    try {
      const reply = await fetch(`${url}/api/v1${route}`, { ...init, headers, signal: AbortSignal.timeout(20_000) });
      return { status: reply.status, body: (await reply.json()) as T };
    } catch {
      return { status: NO_ANSWER, body: {} as T };
    }
  };
  const upload = () => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
    return ask<{ id: string }>('/media', { method: 'POST', body: form });
  };
  const submit = (key: string, photos: string[]) => {
    const body = JSON.stringify({ text: `来自 ${key}`, place: { grid: 'hbl-hbl-g1' }, photos, consent: '2026-11' });
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    return ask<{ id: string }>('/tickets', { method: 'POST', body, headers });
  };
  /** Asks again with the same words until it is done, as the mini-program does. */
  const insist = async (
    once: () => Promise<{ status: number; body: { id: string } }>,
    seen: number[],
  ): Promise<string> => {
    for (;;) {
      const { status, body } = await once();
      seen.push(status);
      if (status === 201) return body.id;
      await wait(20);
    }
  };

  /** People who report one thing after the other until they are told to stop; every third report has a photo. */
  function crowd(name: string) {
    const acknowledged = new Map<string, string>();
    const seen: number[] = [];
    let open = true;
    const person = async (who: number) => {
      for (let i = 0; open; i++) {
        const key = `${name}-${who}-${i}`;
        const photos = i % 3 === 0 ? [await insist(upload, seen)] : [];
        acknowledged.set(key, await insist(() => submit(key, photos), seen));
        await wait(10);
      }
    };
    const people = [1, 2, 3, 4].map(person);
    const stop = async () => {
      open = false;
      await Promise.all(people);
    };
    return { acknowledged, seen, stop };
  }

  const mine = async () => {
    const cards: TicketCard[] = [];
    for (let after = ''; ; ) {
      const { body } = await ask<{ items: TicketCard[]; next: string | null }>(
        `/tickets?limit=50${after && `&after=${after}`}`,
      );
      cards.push(...body.items);
      if (body.next === null) return cards;
      after = body.next;
    }
  };
  const expectAllOnce = async (acknowledged: ReadonlyMap<string, string>, name: string) => {
    const cards = (await mine()).filter((card) => card.summary.startsWith(`来自 ${name}-`));
    const stored = new Map(cards.map((card) => [card.summary.slice('来自 '.length), card.id]));
    expect(stored).toEqual(acknowledged);
    expect(cards).toHaveLength(acknowledged.size);
    for (const card of cards.filter((one) => /-(0|3|6)$/.test(one.summary))) {
      const { body } = await ask<TicketView>(`/tickets/${card.id}`);
      const picture = await fetch(url + body.ticket.photos[0]?.url);
      expect([card.summary, picture.status]).toEqual([card.summary, 200]);
      expect((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).width).toBe(320);
    }
  };
  const expectSound = async () => {
    const { code, stdout } = await runToEnd('cli.js', settings, 'verify');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+ tickets, \d+ events, 0 faults\n$/)]);
    if (database === 'mariadb') return;
    const file = new Libsql(path.join(dataDir, 'liudan.sqlite'));
    expect(file.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    file.close();
  };

  it(
    `keeps every report it acknowledged, once, through ${KILLS[database]} kills`,
    async () => {
      const { acknowledged, seen, stop } = crowd('killed');
      for (let kill = 0; kill < KILLS[database]; kill++) {
        // Not always at the same point of its work.
        await wait(150 + ((kill * 83) % 250));
        const { signal } = await server.end('SIGKILL');
        expect(signal).toBe('SIGKILL');
        server = await startChild(settings);
      }
      await wait(100);
      await stop();
      expect(acknowledged.size).toBeGreaterThan(KILLS[database] * 2);
      // A line that breaks is all that anybody saw of it: no error, and nobody had to sign in again.
      expect([...new Set(seen)].sort()).toEqual(expect.arrayContaining([NO_ANSWER, 201]));
      expect(seen.filter((status) => ![NO_ANSWER, 201, 409, 503].includes(status))).toEqual([]);
      await expectAllOnce(acknowledged, 'killed');
      await expectSound();
    },
    PATIENCE,
  );

  it(
    'stops when it is told to, quickly, and leaves nobody without an answer he can act on',
    async () => {
      const { acknowledged, seen, stop } = crowd('stopped');
      for (let round = 0; round < 2; round++) {
        await wait(300);
        const began = performance.now();
        const { signal, stderr } = await server.end('SIGTERM');
        expect([signal, stderr]).toEqual(['SIGTERM', '']);
        expect(performance.now() - began).toBeLessThan(5_000);
        server = await startChild(settings);
      }
      await wait(100);
      await stop();
      expect(seen.filter((status) => ![NO_ANSWER, 201, 503].includes(status))).toEqual([]);
      await expectAllOnce(acknowledged, 'stopped');
      await expectSound();
    },
    PATIENCE,
  );
});
