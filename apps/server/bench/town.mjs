// Tickets as the server itself would have written them: every act goes through the journey (`advance`) and the one writer
// (`append`), only that what `append` writes is kept here instead of being sent one statement at a time.

import { isRefusal } from '@liudan/shared/problem';
import { advance } from '@liudan/shared/ticket/advance';
import { nextSweepAt } from '@liudan/shared/ticket/facts';
import { unborn } from '@liudan/shared/ticket/unborn';
import { CHAIN_START } from '../dist/ticket/chain.js';
import { append } from '../dist/ticket/ticket.store.js';
import { addTo, namesIn, Recorder, rowsOf, saidOf } from './recorder.mjs';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SHANGHAI_MS = 8 * HOUR;
const SYSTEM = { personId: 'system', duties: [] };

/** How a ticket is led from its report to its end: who does what, and how many hours after the step before. */
const STORIES = [
  [
    ['community', 'triage.handle', 2, { grade: 'deferred', category: 'noise', answer: '已收到，今天就去看看现场情况' }],
    ['community', 'resolve', 20, { answer: '已经和商户谈好，晚上九点以后不再放音响', photos: [] }],
    ['reporter', 'rate', 12, { score: 'satisfied', tags: [] }],
  ],
  [
    [
      'community',
      'triage.report_up',
      2,
      { grade: 'deferred', category: 'noise', reason: '需要部门执法', answer: '已报街道协调' },
    ],
    ['street', 'sign', 1, {}],
    ['streetLeader', 'dispatch', 6, { lead: 'dept-urban', assisting: ['dept-water'], difficulty: 'general' }],
    ['lead', 'accept', 1, { answer: '今天到场' }],
    ['assisting', 'accept', 1, { answer: '一起到场' }],
    ['assisting', 'part.finish', 8, { answer: '与供水无关' }],
    ['lead', 'resolve', 22, { answer: '已经整改，经营者作了书面保证', photos: [] }],
    ['reporter', 'rate', 10, { score: 'fair', tags: [] }],
  ],
  [['reporter', 'withdraw', 3, { reason: '问题已经解决' }]],
];
/** Of a hundred tickets, how many follow each story. */
const SHARES = [62, 28, 10];
/** Of a hundred tickets, how many are still under way; the rest came to their end. */
const UNDER_WAY = 12;
/** So many tickets have a journey of their own in a large town. */
const JOURNEYS = 20_000;
const TEXTS = [
  '楼下商铺音响到夜里十点还在放',
  '三栋楼道堆了旧家具，挡住了楼梯',
  '小区垃圾桶满了两天没人清',
  '巷口路灯坏了，晚上看不清路',
];

/** Numbers that look random and are the same in every run. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const digits = (value, length) => {
  let out = '';
  for (let rest = value; out.length < length; rest = Math.floor(rest / 32)) out = DIGITS[rest % 32] + out;
  return out;
};

export class Town {
  /** `personIds` gives the id of everybody by key; `now` is the instant the town is at. */
  constructor(district, personIds, now) {
    this.district = district;
    this.now = now;
    this.random = dice(20_261_121);
    this.made = 0;
    this.numbers = new Map();
    const holders = new Map();
    for (const { key, roles } of district.people)
      for (const { role, org } of roles)
        if (!holders.has(`${role} ${org}`)) holders.set(`${role} ${org}`, { key, role, org });
    this.actorAt = (role, org) => {
      const holder = holders.get(`${role} ${org}`);
      return holder && { key: holder.key, personId: personIds.get(holder.key), duties: [{ role, org }] };
    };
    this.residents = district.residents.map(({ key }) => ({ key, personId: personIds.get(key), duties: [] }));
    this.grids = [...district.orgs.values()].filter(
      (org) =>
        org.tier === 'grid' &&
        this.actorAt('community_staff', org.communityId) &&
        this.actorAt('street_staff', org.streetId),
    );
  }

  /** An id that sorts by its instant and is like no other of this town. */
  id(at) {
    this.made += 1;
    return digits(Math.floor(at), 10) + digits(this.made, 8) + digits(Math.floor(this.random() * 2 ** 40), 8);
  }

  /** Another id of the same instant. */
  other(id) {
    this.made += 1;
    return id.slice(0, 10) + digits(this.made, 8) + id.slice(18);
  }

  number(at) {
    return this.numberOf(
      this.district.settings.ticketPrefix + new Date(at + SHANGHAI_MS).toISOString().slice(0, 10).replaceAll('-', ''),
    );
  }

  /** The next number of a day, the day written as numbers write it. */
  numberOf(prefixed) {
    const day = prefixed.slice(-8);
    const last = (this.numbers.get(day) ?? 0) + 1;
    this.numbers.set(day, last);
    return `${prefixed}-${String(last).padStart(4, '0')}`;
  }

  /** One ticket of the given kind, with its writes: `fresh` is only reported, `any` stands where tickets usually stand. */
  async ticket(kind = 'any') {
    const grid = this.grids[Math.floor(this.random() * this.grids.length)];
    const reporter = this.residents[Math.floor(this.random() * this.residents.length)];
    const share = this.random() * 100;
    const story = STORIES[share < SHARES[0] ? 0 : share < SHARES[0] + SHARES[1] ? 1 : 2];
    const underWay = kind === 'fresh' || this.random() * 100 < UNDER_WAY;
    const steps =
      kind === 'fresh' ? [] : story.slice(0, underWay ? Math.floor(this.random() * story.length) : undefined);
    const hours = steps.reduce((sum, [, , after]) => sum + after, 0);
    // Most of what is under way was touched in the last days; what has ended goes back to the beginning of the year.
    const since = kind === 'fresh' ? 0 : this.random() * (underWay ? 3 * DAY : 300 * DAY);
    const at = this.now - Math.floor(since) - hours * HOUR - 60_000;
    const actors = {
      reporter,
      community: this.actorAt('community_staff', grid.communityId),
      street: this.actorAt('street_staff', grid.streetId),
      streetLeader: this.actorAt('street_leader', grid.streetId),
      lead: this.actorAt('department_staff', 'dept-urban'),
      assisting: this.actorAt('department_staff', 'dept-water'),
    };
    const tx = new Recorder();
    // Fresh ones come while the server counts today's numbers: theirs are of a day that never was.
    const number = kind === 'fresh' ? this.number(0) : this.number(at);
    const state = this.report(at, grid, reporter, number);
    await this.write(tx, state, reporter, 'submit', state.report, at, { contactPhone: null });
    let when = at;
    for (const [who, action, after, input] of steps) {
      when += after * HOUR;
      await this.letTimeAct(tx, state, when);
      await this.write(tx, state, actors[who], action, input, when);
    }
    await this.letTimeAct(tx, state, this.now);
    return { state, writes: tx.writes, actors };
  }

  /** The state of a ticket that is about to be reported, and the input of its report. */
  report(at, grid, reporter, number) {
    const { communityId, streetId } = grid;
    const area = { communityId, streetId };
    const whole = unborn({ id: this.id(at), number, reporterId: reporter.personId, ...area, at });
    const words = TEXTS[Math.floor(this.random() * TEXTS.length)];
    const place = { lng: null, lat: null, accuracyMetres: null, address: '河滨路 12 号', gridId: grid.id, ...area };
    const report = { ...place, text: words, channel: 'mini_program', category: null, hideName: false };
    return {
      before: { whole, lastHash: CHAIN_START, contactPhone: null },
      report: { text: words, photos: [], report },
    };
  }

  async write(tx, state, actor, action, input, at, birth) {
    const done = advance(state.before.whole, { action, input }, actor, at, this.district);
    if (isRefusal(done)) throw new Error(`the town can't ${action}: ${JSON.stringify(done)}`);
    const { id, number, reporterId, communityId, streetId } = done.whole.ticket;
    // The first event says whose the ticket is, as the server's does.
    const ticket = { ...(birth ? { id, number, reporterId, communityId, streetId } : {}), ...done.event.change.ticket };
    const event = { ...done.event, change: { ...done.event.change, ticket } };
    await append(tx, this.id(at), state.before, event, birth);
    const lastHash = saidOf(tx.writes.findLast(({ sql }) => namesIn(sql)[0] === 'ticket_event'))[0].hash;
    state.before = { ...state.before, whole: done.whole, lastHash };
  }

  /** What the sweep would have done by `until`. */
  async letTimeAct(tx, state, until) {
    for (;;) {
      const { clocks } = state.before.whole;
      const next = Math.min(...clocks.map((clock) => nextSweepAt(clock) ?? Number.POSITIVE_INFINITY));
      if (next > until) return;
      const clock = clocks.find((one) => nextSweepAt(one) === next);
      await this.write(tx, state, SYSTEM, clock.dueAt < next && clock.expiredAt === null ? 'expire' : 'warn', {}, next);
    }
  }

  /** The same rows as those of another ticket that went the same way at the same time. */
  twin(rows, { id, number }) {
    const own = { id: this.other(id), number: this.numberOf(number.slice(0, number.lastIndexOf('-'))) };
    const renamed = (text) => text.replaceAll(id, own.id).replaceAll(number, own.number);
    const twins = rows.map(({ table, row }) => {
      const twin = { ...row };
      for (const column of ['ticket_id', 'number', 'whole', 'change'])
        if (typeof twin[column] === 'string') twin[column] = renamed(twin[column]);
      if (table === 'ticket') twin.id = own.id;
      if (table === 'ticket_event') twin.id = this.other(row.id);
      return { table, row: twin };
    });
    return { id: own.id, rows: twins };
  }

  /**
   * Makes `count` tickets and hands them to `sink` in batches of 500. Gives the id, version and actors of each. Beyond `JOURNEYS` each
   * journey is that of several: they have the same rows but for their ids, and hashes that are true of the first alone.
   */
  async settle(sink, count, kind = 'any') {
    const made = [];
    const twins = Math.ceil(count / JOURNEYS);
    // The database keeps one batch while the next one is made.
    let kept = Promise.resolve();
    while (made.length < count) {
      const tables = new Map();
      for (const until = Math.min(count, made.length + 500); made.length < until; ) {
        const { state, writes, actors } = await this.ticket(kind);
        const { ticket } = state.before.whole;
        const rows = rowsOf(writes);
        const add = (id, own) => {
          for (const one of own) addTo(tables, one);
          made.push({ id, version: ticket.version, actors });
        };
        add(ticket.id, rows);
        for (let more = 1; more < twins && made.length < until; more++) {
          const twin = this.twin(rows, ticket);
          add(twin.id, twin.rows);
        }
      }
      await kept;
      kept = sink.insert(tables);
    }
    await kept;
    await sink.numbers(this.numbers);
    return made;
  }
}
