/** A report that is spoken: from the recording to the player of whoever handles it, and to nobody else. */
import type { Photo, Voice } from '@liudan/shared/media/contract';
import type { TicketView } from '@liudan/shared/ticket/contract';
import sharp from 'sharp';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Client } from '../support/client.ts';
import { FakeClock } from '../support/clock.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { aac, mp3, tagged, wav } from '../support/sounds.ts';
import { act, type Cast, page, photoOf, signInAll } from '../support/story.ts';

const HOUR = 3_600_000;

describe.each(['sqlite', 'mariadb'] as const)('a spoken report, on %s', (database) => {
  const clock = new FakeClock(Date.UTC(2026, 10, 20, 1));
  let server: TestServer;
  let cast: Cast;
  let consent: string;
  beforeAll(async () => {
    server = await startServer({ database, clock });
    cast = await signInAll(server);
    consent = (await cast.resident.get<{ privacy: { version: string } }>('/district')).body.privacy.version;
  }, 60_000);
  afterAll(() => server.close());

  const say = (person: Client, sound: Buffer, key?: string) =>
    person.upload<Voice & { code?: string; message?: string }>('/media/voice', sound, {
      name: 'a.exe',
      ...(key ? { key } : {}),
    });
  const report = (person: Client, said: object, key?: string) =>
    person.post<{ id: string; code?: string; fields?: object }>(
      '/tickets',
      { place: { grid: 'hbl-hbl-g1' }, consent, ...said },
      key ? { key } : {},
    );
  const listen = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(server.url + url, { headers });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const voiceOf = async (person: Client, id: string) => (await page(person, id)).ticket.voice;

  it('needs no words: the list says that it was spoken, and how long', async () => {
    const sound = mp3(36);
    const { body: voice, status } = await say(cast.resident, tagged(sound, 'TPE1 某某某的手机'));
    expect([status, voice.seconds]).toEqual([201, 36]);
    const { body: made } = await report(cast.resident, { voice: voice.id, photos: [await photoOf(cast.resident)] });
    const seen = await page(cast.community, made.id);
    expect(seen.ticket).toMatchObject({
      summary: '语音点单（36 秒）',
      text: '语音点单（36 秒）',
      voice: { seconds: 36 },
    });
    expect(seen.timeline[0]).toMatchObject({ action: 'submit', voice: { id: voice.id } });
    const heard = await listen(seen.ticket.voice?.url ?? '');
    expect(heard.status).toBe(200);
    expect(
      Object.fromEntries(
        ['content-type', 'accept-ranges', 'x-content-type-options'].map((name) => [name, heard.headers.get(name)]),
      ),
    ).toEqual({
      'content-type': 'audio/mpeg',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
    });
    expect(heard.headers.get('content-disposition')).toBe(`inline; filename="${voice.id}.mp3"`);
    expect(heard.bytes.equals(sound)).toBe(true);
    const part = await listen(seen.ticket.voice?.url ?? '', { range: 'bytes=0-1' });
    expect([part.status, part.headers.get('content-range'), part.bytes.length]).toEqual([
      206,
      `bytes 0-1/${sound.length}`,
      2,
    ]);
    clock.advance(HOUR);
    expect((await listen(seen.ticket.voice?.url ?? '')).status).toBe(404);
    expect((await voiceOf(cast.resident, made.id))?.seconds).toBe(36);
  });

  it('keeps the words of whoever writes as well, and asks for the one or the other', async () => {
    const { body: voice } = await say(cast.resident, wav(4));
    const { body: made } = await report(cast.resident, { voice: voice.id, text: '路灯不亮' });
    expect((await page(cast.community, made.id)).ticket).toMatchObject({ text: '路灯不亮', voice: { seconds: 4 } });
    for (const text of [undefined, '', ' \n'])
      expect((await report(cast.resident, { text })).body).toMatchObject({
        code: 'INVALID_INPUT',
        fields: { text: '请填写' },
      });
  });

  it('goes on in a supplement, and is heard by staff and by whoever spoke, not by whoever follows', async () => {
    const { body: voice } = await say(cast.resident, aac(5));
    const { body: made } = await report(cast.resident, { voice: voice.id });
    const own = await say(cast.neighbour, mp3(3));
    await cast.neighbour.post(`/tickets/${made.id}/join`, { voice: own.body.id });
    const more = await say(cast.resident, mp3(12));
    await act(cast.resident, made.id, 'supplement', { voice: more.body.id });
    const spoken = (seen: TicketView) =>
      seen.timeline.flatMap(({ action, text, voice: heard }) => (heard ? [[action, text, heard.seconds]] : []));
    const all = await page(cast.community, made.id);
    expect(spoken(all)).toEqual([
      ['submit', '语音点单（5 秒）', 5],
      ['join', '语音补充（3 秒）', 3],
      ['supplement', '语音补充（12 秒）', 12],
    ]);
    expect(spoken(await page(cast.resident, made.id)).map(([action]) => action)).toEqual(['submit', 'supplement']);
    const follower = await page(cast.neighbour, made.id);
    expect([follower.ticket.voice, spoken(follower).map(([action]) => action)]).toEqual([null, ['join']]);
  });

  it('is its owner’s to attach, once, and no photo', async () => {
    const { body: voice } = await say(cast.resident, mp3(3));
    const photo = await photoOf(cast.resident);
    const gone = { code: 'INVALID_INPUT', fields: { voice: '录音不存在或已过期，请重新录一段' } };
    expect((await report(cast.neighbour, { voice: voice.id })).body).toMatchObject(gone);
    expect((await report(cast.resident, { voice: photo })).body).toMatchObject(gone);
    expect((await report(cast.resident, { text: '路灯', photos: [voice.id] })).body).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { photos: expect.any(String) },
    });
    expect((await report(cast.resident, { voice: voice.id })).status).toBe(201);
    expect((await report(cast.resident, { voice: voice.id })).body.code).toBe('MEDIA_ALREADY_ATTACHED');
    clock.advance(25 * HOUR);
    const { body: late } = await say(cast.resident, mp3(3));
    clock.advance(25 * HOUR);
    await server.app.get(Sweeps).runNow('media');
    expect((await report(cast.resident, { voice: late.id })).body).toMatchObject(gone);
  });

  it('refuses what is no recording, in words', async () => {
    const program = Buffer.from('MZ\x90\x00 this program cannot be run in DOS mode'.padEnd(4_000, '\x00'), 'latin1');
    const answers = await Promise.all(
      [program, Buffer.alloc(0), mp3(75), wav(2, { claims: 0x7fffffff }), Buffer.alloc(4 * 1024 * 1024, 0xff)].map(
        (bytes) => say(cast.neighbour, bytes),
      ),
    );
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [415, 'VOICE_UNSUPPORTED'],
      [422, 'VOICE_UNREADABLE'],
      [413, 'VOICE_TOO_LONG'],
      [422, 'VOICE_UNREADABLE'],
      [413, 'VOICE_TOO_LONG'],
    ]);
    expect(answers[2]?.body.message).toBe('录音最长 60 秒，请分开说，或者改用文字。');
    expect((await server.anybody.upload('/media/voice', mp3(2))).status).toBe(401);
  });

  describe('sent again under its key', () => {
    const drawn = (background: string) =>
      sharp({ create: { width: 64, height: 48, channels: 3, background } })
        .jpeg()
        .toBuffer();

    it('is the first photo, however often and at once', async () => {
      const bytes = await drawn('#224466');
      const send = () => cast.resident.upload<Photo>('/media', bytes, { key: 'photo-of-a-tunnel-1' });
      const answers = [await send(), ...(await Promise.all([send(), send(), send()])), await send()];
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      const at = await Promise.all(
        [1, 2, 3].map(() => cast.resident.upload<Photo>('/media', bytes, { key: 'photo-of-a-tunnel-2' })),
      );
      expect([...new Set(at.map(({ body }) => body.id))]).toHaveLength(1);
      expect((await listen(at[0]?.body.url ?? '')).status).toBe(200);
    });

    it('is another person’s own, and no other picture', async () => {
      const key = 'photo-of-a-tunnel-3';
      const bytes = await drawn('#446688');
      const mine = await cast.resident.upload<Photo>('/media', bytes, { key });
      const theirs = await cast.neighbour.upload<Photo>('/media', bytes, { key });
      expect(theirs.body.id).not.toBe(mine.body.id);
      const other = await cast.resident.upload<{ code: string }>('/media', await drawn('#880000'), { key });
      expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
      expect((await say(cast.resident, bytes, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
      expect((await report(cast.resident, { text: '洞里积水', photos: [mine.body.id] })).status).toBe(201);
      // An answer that comes late still says which photo it was.
      expect((await cast.resident.upload<Photo>('/media', bytes, { key })).body.id).toBe(mine.body.id);
    });

    it('is taken anew when it was swept away in between', async () => {
      const key = 'photo-of-a-tunnel-4';
      const bytes = await drawn('#aa8844');
      const first = await cast.resident.upload<Photo>('/media', bytes, { key });
      clock.advance(25 * HOUR);
      await server.app.get(Sweeps).runNow('media');
      const again = await cast.resident.upload<Photo>('/media', bytes, { key });
      expect(again.status).toBe(201);
      expect(again.body.id).not.toBe(first.body.id);
      expect((await listen(again.body.thumbUrl)).status).toBe(200);
    });

    it('is one recording, and one ticket of it', async () => {
      const voices = await Promise.all([1, 2, 3].map(() => say(cast.resident, mp3(7), 'voice-of-a-tunnel')));
      expect(new Set(voices.map(({ body }) => body.id)).size).toBe(1);
      const said = { voice: voices[0]?.body.id };
      const made = await Promise.all([1, 2, 3, 4].map(() => report(cast.resident, said, 'report-of-a-tunnel')));
      expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    });
  });

  it('is part of the log like everything that is said', async () => {
    expect((await verify(server.app.get(Database).read)).faults).toEqual([]);
  });
});
