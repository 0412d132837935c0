/**
 * The database fails at the first question of a write, then at the second, and so on until none is left to fail: whatever
 * happened, it happened completely or not at all, and the same request sent again gives what the first one would have.
 */
import { randomUUID } from 'node:crypto';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { OnceEntity } from '../../apps/server/src/kernel/once.entity.ts';
import { Media } from '../../apps/server/src/media/media.entity.ts';
import { TicketEntity } from '../../apps/server/src/ticket/ticket.entity.ts';
import { TicketEventEntity } from '../../apps/server/src/ticket/ticket-event.entity.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Reply } from '../support/client.ts';
import { type Failing, type Failure, failing } from '../support/failing.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, attempt, type Cast, NOISE, page, photoOf, reportedUp, signInAll } from '../support/story.ts';

const PATIENCE = 60_000;

/** In the same process no answer can be lost on the way; a server on the line doesn't undo what it can't say it did. */
const FAILURES = {
  sqlite: ['unasked', 'undone'],
  mariadb: ['unasked', 'unheard'],
} as const satisfies Record<string, readonly Failure[]>;

const NO_PHOTO = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

interface Written {
  readonly id: string;
}

describe.each(['sqlite', 'mariadb'] as const)('a database that fails on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  let faults: Failing;
  let read: Database['read'];
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
    faults = failing(house.server);
    read = house.server.app.get(Database).read;
  }, PATIENCE);
  afterAll(() => house.close(), PATIENCE);

  const state = async () => ({
    tickets: await read.count(TicketEntity),
    events: await read.count(TicketEventEntity),
    answers: await read.count(OnceEntity),
    attached: (await read.find(Media)).filter((photo) => photo.ticketId !== null).length,
  });

  /** Nothing is half done, and every photo that is attached is so to an event that is there. */
  const expectWhole = async () => {
    expect((await verify(read)).faults).toEqual([]);
    expect((await read.find(OnceEntity)).filter((row) => row.answer === null)).toEqual([]);
    const events = new Set((await read.find(TicketEventEntity, { select: { id: true } })).map(({ id }) => id));
    for (const photo of await read.find(Media)) {
      expect(photo.ticketId === null).toBe(photo.eventId === null);
      if (photo.eventId !== null) expect(events).toContain(photo.eventId);
    }
  };

  /**
   * Sends one request with the N-th question failing, N from 1 until nothing fails, and again with it failing in
   * the other way. `photos` is how many the request attaches.
   */
  const tryEvery = async (make: () => Promise<(key: string) => Promise<Reply<Written>>>, photos = 0) => {
    for (const how of FAILURES[database]) {
      for (let n = 1; ; n++) {
        const send = await make();
        const key = randomUUID();
        const before = await state();
        faults.failAt(n, how);
        const reply = await send(key);
        const failed = faults.heal();
        const now = await state();
        const nothing = JSON.stringify(now) === JSON.stringify(before);
        if (reply.status >= 400) {
          expect([how, n, reply.status, reply.body]).toEqual([
            how,
            n,
            503,
            expect.objectContaining({ code: 'UNAVAILABLE' }),
          ]);
          // Only where the answer to a COMMIT was lost can it be there all the same.
          if (how !== 'unheard') expect([n, nothing]).toEqual([n, true]);
        }
        // A refusal is rolled back as well; the connection must be none the worse for the two of them.
        const refused = await cast.neighbour.post('/tickets', { ...body, photos: [NO_PHOTO] });
        expect([how, n, refused.status]).toEqual([how, n, 400]);
        const again = await send(key);
        expect([how, n, again.status < 300]).toEqual([how, n, true]);
        if (reply.status < 400) expect(again.body).toEqual(reply.body);
        const { tickets, events, answers, attached } = before;
        const tried = await state();
        expect([how, n, tried.events, tried.answers, tried.attached]).toEqual([
          how,
          n,
          events + 1,
          answers + 1,
          attached + photos,
        ]);
        expect(tried.tickets - tickets).toBeLessThanOrEqual(1);
        if (!failed) {
          expect(n).toBeGreaterThan(7);
          break;
        }
        expect(n).toBeLessThan(80);
      }
    }
    await expectWhole();
  };

  const body = { text: '坏了', place: { grid: 'hbl-hbl-g1' }, consent: '2026-11' };
  const ticket = async () => (await cast.resident.post<Written>('/tickets', body)).body.id;
  const report = async () => {
    const photos = [await photoOf(cast.resident)];
    return (key: string) => cast.resident.post<Written>('/tickets', { ...body, photos }, { key });
  };
  const acting = async (who: keyof Cast, id: string, action: string, input: object) => {
    const { version } = await page(cast[who], id);
    const body = { action, version, ...input };
    return (key: string) => cast[who].post<Written>(`/tickets/${id}/actions`, body, { key });
  };

  it('keeps a report with its photo whole', () => tryEvery(report, 1), PATIENCE);
  it(
    'keeps a triage whole',
    () => tryEvery(async () => acting('community', await ticket(), 'triage.handle', NOISE)),
    PATIENCE,
  );
  it(
    'keeps a supplement with a photo whole',
    async () => {
      const { id } = (await cast.neighbour.post<Written>('/tickets', body)).body;
      await tryEvery(
        async () => acting('neighbour', id, 'supplement', { text: '还有', photos: [await photoOf(cast.neighbour)] }),
        1,
      );
    },
    PATIENCE,
  );
  it(
    'keeps a dispatch to two departments whole',
    () =>
      tryEvery(async () => {
        const id = await ticket();
        await reportedUp(cast, id);
        await act(cast.street, id, 'sign');
        return acting('streetLeader', id, 'dispatch', {
          lead: 'dept-urban',
          assisting: ['dept-water'],
          difficulty: 'general',
        });
      }),
    PATIENCE,
  );
  it(
    'keeps a resolution with a photo whole',
    () =>
      tryEvery(async () => {
        const id = await ticket();
        await act(cast.community, id, 'triage.handle', NOISE);
        return acting('community', id, 'resolve', { answer: '好了', photos: [await photoOf(cast.community)] });
      }, 1),
    PATIENCE,
  );
  it(
    'keeps an assignment whole',
    async () => {
      const id = await ticket();
      await act(cast.community, id, 'triage.handle', NOISE);
      await tryEvery(() => acting('community', id, 'assign', { person: 'hbl-hbl-g1-worker' }));
      expect((await attempt(cast.community, id, 'resolve', { answer: '好了' })).status).toBe(200);
    },
    PATIENCE,
  );
});
