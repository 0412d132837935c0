/** Many at once: of the same request one is done, of rivals one wins, and the others are told what changed. */
import { randomUUID } from 'node:crypto';
import type { Problem } from '@liudan/shared/contract';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { TicketEntity } from '../../apps/server/src/ticket/ticket.entity.ts';
import { TicketEventEntity } from '../../apps/server/src/ticket/ticket-event.entity.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Client, Reply } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, attempt, type Cast, page, photoOf, reportedUp, resolved, signInAll } from '../support/story.ts';

const PATIENCE = 60_000;
type Answer = Reply<Partial<Problem> & { id?: string; eventId?: string }>;

describe.each(['sqlite', 'mariadb'] as const)('many at once on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  let read: Database['read'];
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
    read = house.server.app.get(Database).read;
  }, PATIENCE);
  afterAll(() => house.close(), PATIENCE);
  afterEach(async () => {
    expect((await verify(read)).faults).toEqual([]);
  });

  const body = (more: object = {}) => ({
    text: '路灯不亮',
    place: { grid: 'hbl-hbl-g1' },
    consent: '2026-11',
    ...more,
  });
  const report = async () => (await cast.resident.post<{ id: string }>('/tickets', body())).body.id;
  const times = <T>(count: number, work: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, index) => work(index)));
  /** Everybody acts on the version he has seen, at once. */
  const race = async (id: string, racers: readonly (readonly [Client, string, object?])[]): Promise<Answer[]> => {
    const { version } = await page(cast.leader, id);
    return Promise.all(
      racers.map(([person, action, input]) =>
        person.post<Answer['body']>(`/tickets/${id}/actions`, { action, version, ...input }),
      ),
    );
  };
  const winners = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 200);
  const losers = (answers: readonly Answer[]) => answers.filter(({ status }) => status !== 200);

  it(
    'makes one ticket of fifty reports under one key, and gives all of them the one answer',
    async () => {
      const [key, before] = [randomUUID(), await read.count(TicketEntity)];
      const answers = await times(50, () => cast.resident.post<{ id: string }>('/tickets', body(), { key }));
      expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
      expect(answers[0]?.status).toBe(201);
      expect(await read.count(TicketEntity)).toBe(before + 1);
      const other = await cast.resident.post('/tickets', body({ text: '另一件事' }), { key });
      expect([other.status, other.body]).toEqual([422, expect.objectContaining({ code: 'IDEMPOTENCY_KEY_REUSED' })]);
      // Another person's key is his own, whatever it says.
      expect((await cast.neighbour.post<{ id: string }>('/tickets', body(), { key })).body.id).not.toBe(
        answers[0]?.body.id,
      );
      expect(await read.count(TicketEntity)).toBe(before + 2);
    },
    PATIENCE,
  );

  it(
    'numbers thirty reports of one moment without a gap or a twin',
    async () => {
      const answers = await times(30, () => cast.neighbour.post<{ number: string }>('/tickets', body()));
      expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(201));
      const numbers = answers.map((answer) => Number(answer.body.number.slice(-4))).sort((a, b) => a - b);
      expect(new Set(numbers).size).toBe(30);
      expect(Number(numbers.at(-1)) - Number(numbers[0])).toBe(29);
    },
    PATIENCE,
  );

  it(
    'lets one of twenty sign, and tells the others that it is signed',
    async () => {
      const id = await report();
      await reportedUp(cast, id);
      const street = [cast.street, cast.streetLeader, await house.server.signIn('hbl-staff-2')];
      const answers = await race(
        id,
        Array.from({ length: 20 }, (_, index) => [street[index % 3] as Client, 'sign'] as const),
      );
      expect(winners(answers)).toHaveLength(1);
      for (const { status, body } of losers(answers))
        expect([status, body]).toEqual([
          409,
          expect.objectContaining({
            code: 'STALE_VERSION',
            message: expect.stringMatching(/新进展：签收（11月20日 周五 09:00）。/),
          }),
        ]);
    },
    PATIENCE,
  );

  it(
    'counts one score of two given at once',
    async () => {
      const id = await report();
      await resolved(cast, id);
      const satisfied = { score: 'satisfied' };
      const answers = await race(id, [
        [cast.resident, 'rate', satisfied],
        [cast.resident, 'rate', { score: 'dissatisfied' }],
        [cast.community, 'rate', { ...satisfied, contact: { by: 'phone', at: '2026-11-20T00:30:00.000Z' } }],
      ]);
      expect(winners(answers)).toHaveLength(1);
      for (const { body } of losers(answers))
        expect(body).toMatchObject({ code: 'STALE_VERSION', message: expect.stringContaining('评价') });
      const rated = await read.countBy(TicketEventEntity, { ticketId: id, action: 'rate' });
      expect(rated).toBe(1);
    },
    PATIENCE,
  );

  it(
    'sends a ticket one way where two send it apart',
    async () => {
      const id = await report();
      await reportedUp(cast, id);
      const apart = await race(id, [
        [cast.street, 'sign'],
        [cast.streetLeader, 'send_back', { reason: '请先调解' }],
      ]);
      expect([winners(apart).length, losers(apart)[0]?.body.code]).toEqual([1, 'STALE_VERSION']);
      if ((await page(cast.street, id)).ticket.state === 'submitted') await reportedUp(cast, id);
      if ((await page(cast.street, id)).ticket.state === 'reported') await act(cast.street, id, 'sign');
      const dispatch = { lead: 'dept-urban', assisting: [], difficulty: 'general' };
      const again = await race(id, [
        [cast.streetLeader, 'dispatch', dispatch],
        [cast.centre, 'dispatch', { ...dispatch, lead: 'dept-water' }],
        [cast.street, 'resolve', { answer: '已经处理' }],
        [cast.resident, 'withdraw', { reason: '不用了' }],
      ]);
      expect(winners(again)).toHaveLength(1);
      expect(losers(again).map(({ body }) => body.code)).toEqual(Array(3).fill('STALE_VERSION'));
    },
    PATIENCE,
  );

  it(
    'attaches a photo to one report of ten, and leaves no trace of the others',
    async () => {
      const photos = [await photoOf(cast.resident)];
      const before = await read.count(TicketEntity);
      const answers = (await times(10, () => cast.resident.post('/tickets', body({ photos })))) as Answer[];
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      for (const { status, body } of answers.filter(({ status }) => status !== 201))
        expect([status, body.code]).toEqual([409, 'MEDIA_ALREADY_ATTACHED']);
      expect(await read.count(TicketEntity)).toBe(before + 1);
      // The same photo twice in one report is one photo.
      const twice = await photoOf(cast.resident);
      const { status, body: made } = await cast.resident.post<{ id: string }>(
        '/tickets',
        body({ photos: [twice, twice] }),
      );
      expect(status).toBe(201);
      expect((await page(cast.resident, made.id)).ticket.photos.map((photo) => photo.id)).toEqual([twice]);
    },
    PATIENCE,
  );

  it(
    'answers an act sent again as it answered the first, however late',
    async () => {
      const id = await report();
      await reportedUp(cast, id);
      const [key, { version }] = [randomUUID(), await page(cast.street, id)];
      const sign = () => cast.street.post(`/tickets/${id}/actions`, { action: 'sign', version }, { key });
      const first = await sign();
      await act(cast.street, id, 'record', { text: '研究中' });
      expect([first.status, (await sign()).body]).toEqual([200, first.body]);
      expect(await read.countBy(TicketEventEntity, { ticketId: id, action: 'sign' })).toBe(1);
      const other = await cast.street.post(`/tickets/${id}/actions`, { action: 'sign', version: 1 }, { key });
      expect(other.body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
      const stale = await attempt(cast.street, id, 'sign');
      expect(stale.body).toMatchObject({ code: 'ACTION_NOT_NOW' });
    },
    PATIENCE,
  );
});
