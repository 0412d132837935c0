/** Time itself: lights turn at their minute, whoever must hear of it hears once, and no pause lasts for ever. */
import type { Message } from '@liudan/shared/notify/contract';
import type { InboxCounts, TicketCard } from '@liudan/shared/ticket/contract';
import { DEADLINE_SWEEP } from '../../apps/server/src/deadline/deadline.sweep.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { TicketEventEntity } from '../../apps/server/src/ticket/ticket-event.entity.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import {
  act,
  attempt,
  type Cast,
  dispatched,
  NOISE,
  type Part,
  page,
  reportedUp,
  resolved,
  signInAll,
} from '../support/story.ts';

/** An instant in the district: `at('11-20 09:00')`. */
const at = (time: string) => Date.parse(`2026-${time.replace(' ', 'T')}+08:00`);
/** A working Friday, inside office hours. */
const START = at('11-20 09:00');

interface Duty {
  kind: string;
  /** Brings a fresh ticket to the point where this clock runs. */
  bring(cast: Cast, id: string): Promise<unknown>;
  warn: number;
  due: number;
  holder: Part;
  /** Who stands one tier up, and is told only when it is too late. */
  above: Part[];
}
const nothing = () => Promise.resolve();
const endOf = (day: string) => at(`${day} 23:59:59.999`);
const handled = (cast: Cast, id: string, grade: string) =>
  act(cast.community, id, 'triage.handle', { ...NOISE, grade });
const taken = async (cast: Cast, id: string) => {
  await reportedUp(cast, id);
  await act(cast.street, id, 'sign');
};
const accepted = async (cast: Cast, id: string, difficulty: string) => {
  await taken(cast, id);
  await act(cast.streetLeader, id, 'dispatch', { lead: 'dept-urban', assisting: [], difficulty });
  await act(cast.urban, id, 'accept', { answer: '今天到场' });
};
const STREET: Pick<Duty, 'holder' | 'above'> = { holder: 'street', above: ['centre', 'leader'] };
const DEPARTMENT: Pick<Duty, 'holder' | 'above'> = { holder: 'urban', above: ['centre', 'leader'] };
const COMMUNITY: Pick<Duty, 'holder' | 'above'> = { holder: 'community', above: ['streetLeader'] };

/** Office hours are 8:30–12:00 and 14:30–17:30; yellow at 80 % of the time, counted as the rule counts. */
const DUTIES: Duty[] = [
  { kind: 'triage', bring: nothing, warn: at('11-20 16:18'), due: endOf('11-20'), ...COMMUNITY },
  {
    kind: 'handle (community, urgent: 24 hours)',
    bring: (cast, id) => handled(cast, id, 'urgent'),
    warn: at('11-21 04:12'),
    due: at('11-21 09:00'),
    ...COMMUNITY,
  },
  {
    kind: 'handle (community, 5 working days)',
    bring: (cast, id) => handled(cast, id, 'deferred'),
    warn: at('11-26 16:18'),
    due: at('11-27 17:30'),
    ...COMMUNITY,
  },
  { kind: 'sign', bring: reportedUp, warn: at('11-23 15:00'), due: at('11-23 17:30'), ...STREET },
  { kind: 'review', bring: taken, warn: at('11-26 11:23:59.999'), due: endOf('11-27'), ...STREET },
  {
    kind: 'handle (street, a time it set itself)',
    bring: async (cast, id) => {
      await taken(cast, id);
      const dueAt = new Date(at('11-24 12:00')).toISOString();
      await act(cast.street, id, 'take', { leader: 'hbl-leader', section: '综合执法', dueAt, answer: '街道来办' });
    },
    warn: at('11-24 08:48'),
    due: at('11-24 12:00'),
    ...STREET,
  },
  { kind: 'respond', bring: dispatched, warn: at('11-20 16:18'), due: endOf('11-20'), ...DEPARTMENT },
  {
    kind: 'handle (general, 3 working days)',
    bring: (cast, id) => accepted(cast, id, 'general'),
    warn: at('11-25 09:54'),
    due: at('11-25 17:30'),
    ...DEPARTMENT,
  },
  {
    kind: 'handle (hard, 15 working days)',
    bring: (cast, id) => accepted(cast, id, 'hard'),
    warn: at('12-08 16:18'),
    due: at('12-11 17:30'),
    ...DEPARTMENT,
  },
  { kind: 'follow_up', bring: resolved, warn: at('11-25 09:54'), due: at('11-25 17:30'), ...COMMUNITY },
];

describe.each(['sqlite', 'mariadb'] as const)('time on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
  });
  afterAll(() => house.close());
  beforeEach(() => house.clock.set(START));
  const open: string[] = [];
  afterEach(async () => {
    // What a test leaves open would turn its light in the next one.
    for (const id of open.splice(0)) {
      const over = (await page(cast.resident, id)).ticket.state === 'resolved';
      if (over) await act(cast.resident, id, 'rate', { score: 'satisfied' });
      else await act(cast.resident, id, 'withdraw', { reason: '已经好了' });
    }
    expect((await verify(house.server.app.get(Database).read)).faults).toEqual([]);
  });

  const report = async () => {
    const { id } = await house.report(cast.resident, '楼下夜里施工很吵');
    open.push(id);
    return id;
  };
  const sweep = () => house.server.app.get(Sweeps).runNow(DEADLINE_SWEEP);
  const actionsOf = async (id: string) => {
    const where = { ticketId: id };
    const events = await house.server.app.get(Database).read.find(TicketEventEntity, { where, order: { seq: 'ASC' } });
    return events.map((event) => event.action);
  };
  const deadlineNotices = async (person: Part, id: string) => {
    const { items } = (await cast[person].get<{ items: Message[] }>('/messages?limit=50')).body;
    const mine = items.filter((one) => one.ticketId === id && /due_soon|overdue/.test(one.kind));
    return mine.map((one) => one.kind).sort();
  };
  const inbox = async (person: Part, light: string) => {
    const reply = await cast[person].get<{ items: TicketCard[] }>(`/tickets?view=inbox&light=${light}`);
    return reply.body.items.map((card) => [card.id, card.light]);
  };
  const counts = async (person: Part) => {
    const { yellow, red } = (await cast[person].get<InboxCounts>('/tickets/counts')).body;
    return { yellow, red };
  };

  it.each(DUTIES)('turns $kind yellow and red at its minute, and says so once', async (duty) => {
    const id = await report();
    await duty.bring(cast, id);
    await house.tell();
    const quiet = await actionsOf(id);
    const seen = async () => {
      const { ticket } = await page(cast[duty.holder], id);
      return { light: ticket.light, due: Date.parse(ticket.dueAt ?? ''), words: ticket.dueWords };
    };
    const lookAt = async (now: number) => {
      house.clock.set(now);
      await sweep();
      await sweep();
      await house.tell();
    };

    await lookAt(duty.warn - 1);
    expect(await seen()).toEqual({ light: 'green', due: duty.due, words: expect.stringMatching(/^还剩 /) });
    expect(await inbox(duty.holder, 'green')).toEqual([[id, 'green']]);
    expect([await counts(duty.holder), await actionsOf(id)]).toEqual([{ yellow: 0, red: 0 }, quiet]);

    await lookAt(duty.warn);
    expect(await seen()).toMatchObject({ light: 'yellow', words: expect.stringMatching(/^还剩 /) });
    expect(await inbox(duty.holder, 'yellow')).toEqual([[id, 'yellow']]);
    expect([await counts(duty.holder), await actionsOf(id)]).toEqual([{ yellow: 1, red: 0 }, [...quiet, 'warn']]);

    await lookAt(duty.due);
    expect(await seen()).toMatchObject({ light: 'yellow', words: '还剩 0 分钟' });
    expect(await deadlineNotices(duty.holder, id)).toEqual(['due_soon']);
    for (const above of duty.above) expect(await deadlineNotices(above, id)).toEqual([]);

    await lookAt(duty.due + 1);
    expect(await seen()).toMatchObject({ light: 'red', words: '超时 0 分钟' });
    expect([await inbox(duty.holder, 'yellow'), await inbox(duty.holder, 'red')]).toEqual([[], [[id, 'red']]]);
    expect(await counts(duty.holder)).toEqual({ yellow: 0, red: 1 });
    expect(await actionsOf(id)).toEqual([...quiet, 'warn', 'expire']);
    expect(await deadlineNotices(duty.holder, id)).toEqual(['due_soon', 'overdue']);
    for (const above of duty.above) expect([above, await deadlineNotices(above, id)]).toEqual([above, ['overdue']]);
    for (const foreign of ['foreignCommunity', 'foreignDepartment', 'foreignStreet'] as const)
      expect(await deadlineNotices(foreign, id)).toEqual([]);
  });

  it('gives a report of Friday evening until the close of Monday', async () => {
    house.clock.set(at('11-20 17:30'));
    const id = await report();
    const { ticket } = await page(cast.resident, id);
    expect(ticket.sentence).toBe('河滨社区正在研判，最晚 11月23日 周一 17:30 前告诉您由谁办理');
    house.clock.set(at('11-22 12:00'));
    await sweep();
    expect((await page(cast.community, id)).ticket).toMatchObject({ light: 'green', dueWords: '还剩 1 个工作日' });
    house.clock.set(at('11-23 16:12'));
    await sweep();
    expect((await page(cast.community, id)).ticket).toMatchObject({ light: 'yellow', dueWords: '还剩 1 小时' });
    house.clock.set(at('11-23 17:30') + 1);
    await sweep();
    expect((await page(cast.community, id)).ticket.light).toBe('red');
    expect((await actionsOf(id)).filter((action) => action !== 'submit')).toEqual(['warn', 'expire']);
  });

  it('turns red in one step what nobody looked at in between, and then tells of the worse only', async () => {
    const id = await report();
    house.clock.set(at('11-24 09:00'));
    await sweep();
    await house.tell();
    expect(await actionsOf(id)).toEqual(['submit', 'expire']);
    expect(await deadlineNotices('community', id)).toEqual(['overdue']);
    expect(await deadlineNotices('gridWorker', id)).toEqual([]);
  });

  it('tells whoever it was given to by name, once', async () => {
    const id = await report();
    await handled(cast, id, 'urgent');
    await act(cast.community, id, 'assign', { person: 'hbl-hbl-g1-worker' });
    house.clock.set(at('11-21 09:00') + 1);
    await sweep();
    await house.tell();
    for (const told of ['gridWorker', 'community', 'colleague', 'streetLeader'] as const)
      expect([told, await deadlineNotices(told, id)]).toEqual([told, ['overdue']]);
  });

  it('does not make stale what a person decided before the light turned', async () => {
    const id = await report();
    const { version } = await page(cast.community, id);
    house.clock.set(at('11-23 09:00'));
    await sweep();
    expect((await page(cast.community, id)).version).toBeGreaterThan(version);
    const reply = await cast.community.post(`/tickets/${id}/actions`, { action: 'triage.handle', version, ...NOISE });
    expect([reply.status, reply.body]).toEqual([200, expect.objectContaining({ state: 'community_handling' })]);
    const late = await cast.colleague.post<{ code: string; message: string }>(`/tickets/${id}/actions`, {
      action: 'triage.report_up',
      version,
      ...NOISE,
      reason: '办不了',
    });
    expect(late.body).toMatchObject({ code: 'STALE_VERSION', message: expect.stringContaining('社区办理（11月23日') });
  });

  it('stands still while the resident is asked, and goes on by itself at the cap', async () => {
    const id = await report();
    await handled(cast, id, 'deferred');
    await act(cast.community, id, 'ask', { question: '是哪一栋？' });
    // The clock would have been yellow on the 26th and red on the 27th.
    house.clock.set(at('11-25 17:29:59.999'));
    await sweep();
    expect((await actionsOf(id)).at(-1)).toBe('ask');
    expect(await inbox('community', 'paused')).toEqual([[id, 'paused']]);
    expect((await page(cast.community, id)).ticket).toMatchObject({ light: 'paused', dueWords: '已暂停计时' });
    house.clock.set(at('11-25 17:30'));
    await sweep();
    await sweep();
    expect((await actionsOf(id)).slice(-2)).toEqual(['ask', 'resume_clock']);
    const [clock] = (await page(cast.community, id)).clocks;
    expect([clock?.light, Date.parse(clock?.dueAt ?? '')]).toEqual(['green', at('12-03 17:00')]);
    expect(await inbox('community', 'paused')).toEqual([]);
    house.clock.set(at('12-03 17:00') + 1);
    await sweep();
    await house.tell();
    expect((await actionsOf(id)).at(-1)).toBe('expire');
    // A second question doesn't stop the clock in the same stage, and nothing makes it green again.
    await act(cast.community, id, 'ask', { question: '几单元？' });
    expect((await page(cast.community, id)).ticket.light).toBe('red');
    await act(cast.resident, id, 'supplement', { text: '二单元' });
    expect((await page(cast.community, id)).ticket.light).toBe('red');
  });

  it('lets nobody but time do what time does', async () => {
    const id = await report();
    for (const action of ['warn', 'expire', 'resume_clock', 'recompute'])
      for (const person of [cast.community, cast.operator, cast.centre])
        expect((await attempt(person, id, action)).status).toBeGreaterThanOrEqual(400);
    expect(await actionsOf(id)).toEqual(['submit']);
  });
});
