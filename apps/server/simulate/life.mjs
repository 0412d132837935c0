// A simulated stretch of time, event by event: residents report, people look at what is before them and act, and time itself acts.
import { addWorkingDays } from '@liudan/shared/deadline/calendar';
import { leadingClock } from '@liudan/shared/ticket/facts';
import { actsFor } from '@liudan/shared/ticket/relation';
import { ProblemError } from '../dist/kernel/problem.js';
import { formsFor } from '../dist/ticket/ticket.forms.js';
import { loadTicket } from '../dist/ticket/ticket.store.js';
import { Attention } from './attention.mjs';
import { Dice } from './dice.mjs';
import { fillForm } from './forms.mjs';
import { fillOf, LOOKS_ON, weightOf } from './habits.mjs';
import { Heap } from './heap.mjs';
import { Reports } from './reports.mjs';
import { DAY, HOUR, MINUTE } from './time.mjs';

/** The deadline sweep looks this often, as far as anything is due; in earnest it looks every few seconds. */
const SWEPT_EVERY = 5 * MINUTE;
const TOLD_EVERY = HOUR;
const TOLD_AT_ONCE = 400;
/** Rounds that are called here when there is something to do for them, or never. */
const OWN_ROUNDS = ['deadlines', 'messages', 'deliveries'];
const PATIENCE = 20;

export class Life {
  queue = new Heap();
  /** ticket id -> what the simulation alone knows of it. */
  minds = new Map();
  slots = new Set();
  seen = new Map();
  refusals = new Map();
  counted = { reports: 0, acts: 0, events: 0 };
  untold = 0;
  keys = 0;

  constructor({ house, district, town, matters, photos, seed, until }) {
    Object.assign(this, { house, district, town, photos, until });
    this.dice = new Dice(`life ${seed}`);
    const shared = { house, district, town, dice: this.dice, now: () => this.now() };
    const add = (at, visit) => this.queue.add(at, { kind: 'visit', ...visit });
    this.attention = new Attention({ ...shared, add });
    this.reports = new Reports({ ...shared, matters, photos, key: () => this.key() });
    this.otherRounds = house.sweeps.names().filter((name) => !OWN_ROUNDS.includes(name));
  }

  /** Lives from the first arrival until the end; calls `onProgress(at)` now and then. */
  async live(instants, onProgress) {
    for (const at of instants) this.queue.add(at, { kind: 'arrive' });
    this.queue.add(instants[0] ?? this.until, { kind: 'tell' });
    this.queue.add((instants[0] ?? this.until) + 3 * HOUR, { kind: 'rounds' });
    while (this.queue.firstAt() <= this.until) {
      const { at, what } = this.queue.take();
      // A clock that should have been looked at before now is looked at now.
      this.house.clock.at = Math.max(this.house.clock.at, at);
      await this[what.kind](what);
      if (this.untold >= TOLD_AT_ONCE) await this.tellNow();
      onProgress(at);
    }
    this.house.clock.at = this.until;
    await this.sweep();
    await this.tellNow();
    await this.house.checkpoint();
  }

  now() {
    return this.house.clock.at;
  }

  key() {
    this.keys += 1;
    return `simulation-${this.keys}`;
  }

  async arrive() {
    const { id, mind } = await this.reports.next();
    this.counted.reports += 1;
    this.minds.set(id, mind);
    this.took('submit');
    this.attention.chances(id, mind, this.town.reporter(this.dice).resident);
    this.follow();
    await this.plan(id);
  }

  /** Whatever was planned before the last act is forgotten. */
  async plan(id) {
    const mind = this.minds.get(id);
    if (mind && !this.attention.plan(id, mind, await this.wholeOf(id))) this.minds.delete(id);
  }

  /** One person looks at one ticket, and does one of the things he is offered, or nothing yet. */
  async visit({ id, who, why, stage }) {
    const mind = this.minds.get(id);
    if (!mind || (stage !== null && stage !== mind.stage)) return;
    const other = this.standIn(who);
    if (other) return this.attention.look(id, mind, other, 0.5, why);
    await this.house.database.hold(id);
    if (why === 'join') return this.join(id, mind, who);
    const { dice, district } = this;
    const now = this.now();
    const whole = await this.wholeOf(id);
    const ahead = (days) => addWorkingDays(now, days, district.calendar);
    const due = leadingClock(whole)?.dueAt ?? now;
    const isOpen = (other) => this.house.pages.held.has(other) && this.house.pages.ticketOf(other).phase === 'open';
    const base = {
      ticket: whole.ticket,
      whole,
      matter: mind.matter,
      mind,
      why,
      now,
      due,
      ahead,
      dice,
      district,
      isOpen,
    };
    const own = this.partOf(who, whole);
    const reached = who !== mind.resident && dice.chance(mind.resident.habit.answers * 0.9);
    const contextOf = ({ options }) => ({ ...base, own, reached, options });
    const forms = formsFor(whole, who.viewer, now, district);
    const looksOn = this.isDutyOf(who, whole) || own || why !== 'duty' ? 0 : LOOKS_ON;
    const form = dice.weighted([...forms, null], (one) => (one ? weightOf(one, contextOf(one)) : looksOn));
    if (!form) return this.lookAgain(id, mind, who, whole);
    const photo = () => this.photos.take(who.viewer.personId, mind.matter.leaf, who !== mind.resident);
    const set = { ...triageOf(form, mind), ...fillOf(form, contextOf(form)) };
    const input = await fillForm(form, { set, dice, photo, now, ahead });
    const act = { action: form.action, version: whole.ticket.version, input };
    await this.act(id, mind, form.action, who, () => this.house.actions.act(who.viewer, id, act, this.key()));
  }

  /** Whoever is away is stood in for by somebody of the same organisation. */
  standIn(who) {
    if (!who.key || !this.town.isAway(who, this.now())) return undefined;
    const [{ org, role }] = who.viewer.duties;
    const orgId = role === 'grid_worker' ? org : actsFor(org, this.district);
    const other = this.town.someoneAt(orgId, null, this.now(), this.dice);
    return other === who ? undefined : other;
  }

  /** The organisation this person acts for with a part of his own. */
  partOf({ viewer }, { parts }) {
    const orgs = viewer.duties.map(({ org }) => actsFor(org, this.district));
    return parts.findLast(({ orgId }) => orgs.includes(orgId))?.orgId;
  }

  isDutyOf({ viewer }, { ticket }) {
    return viewer.duties.some(({ org }) => actsFor(org, this.district) === ticket.holderOrg);
  }

  async join(id, mind, who) {
    const input = { text: '我家也是这样。', photos: [] };
    await this.act(id, mind, 'join', who, () => this.house.actions.join(who.viewer, id, input, this.key()));
  }

  /** Nothing to do yet; whose duty it is comes back to it. */
  lookAgain(id, mind, who, whole) {
    if (this.isDutyOf(who, whole)) this.attention.look(id, mind, who, this.dice.lasting(8));
  }

  async act(id, mind, action, who, doIt) {
    try {
      await doIt();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return this.refused(id, mind, who, action, error.refusal);
    }
    this.took(action);
    if (action === 'ask') mind.asked += 1;
    // Whoever got it by mistake says so, and the street knows better the next time.
    if (action === 'return' && this.dice.chance(0.5)) mind.matter.misrouted = false;
    mind.records = action === 'record' ? mind.records + 1 : 0;
    const touched = new Set(this.follow().map(({ ticketId }) => ticketId));
    for (const ticketId of touched) await this.plan(ticketId);
  }

  refused(id, mind, who, action, { refused, fields = {} }) {
    const what = [action, refused, ...Object.keys(fields)].join(' ');
    this.refusals.set(what, (this.refusals.get(what) ?? 0) + 1);
    mind.refused += 1;
    if (who.key && mind.refused < PATIENCE) this.attention.look(id, mind, who, 0.5);
  }

  took(action) {
    this.seen.set(action, (this.seen.get(action) ?? 0) + 1);
    this.counted.acts += 1;
  }

  /** Sees to it that the sweep comes when a clock needs it; gives the events since the last time. */
  follow() {
    const news = this.house.pages.news.splice(0);
    this.counted.events += news.length;
    this.untold += news.length;
    for (const { ticketId, change } of news) for (const { id } of change.clocks) this.watch(ticketId, id);
    return news;
  }

  watch(ticketId, clockId) {
    const nextAt = this.house.pages.ticking.get(`${ticketId} ${clockId}`)?.nextAt;
    if (nextAt === undefined) return;
    const slot = Math.ceil(nextAt / SWEPT_EVERY) * SWEPT_EVERY;
    if (this.slots.has(slot)) return;
    this.slots.add(slot);
    this.queue.add(slot, { kind: 'sweep', slot });
  }

  async sweep({ slot } = {}) {
    this.slots.delete(slot);
    await this.house.sweeps.runNow('deadlines');
    await this.takeIn();
  }

  /** What happened by itself: a light reminds people, anything else makes them think anew. */
  async takeIn() {
    for (const { ticketId, action } of this.follow()) {
      this.took(action);
      const mind = this.minds.get(ticketId);
      if (!mind) continue;
      if (action !== 'warn' && action !== 'expire') await this.plan(ticketId);
      else this.attention.reminded(ticketId, mind, action, await this.wholeOf(ticketId));
    }
  }

  async tell() {
    await this.tellNow();
    this.queue.add(this.now() + TOLD_EVERY, { kind: 'tell' });
  }

  async tellNow() {
    if (this.untold === 0) return;
    this.untold = 0;
    await this.house.sweeps.runNow('messages');
  }

  /** Whatever else the server does by itself, once each night; and all so far is committed. */
  async rounds() {
    for (const name of this.otherRounds) await this.house.sweeps.runNow(name);
    await this.takeIn();
    await this.house.checkpoint();
    this.queue.add(this.now() + DAY, { kind: 'rounds' });
  }

  async wholeOf(id) {
    return (await loadTicket(this.house.database.read, id)).whole;
  }
}

/** Whoever triages knows what it is about, nearly always. */
const triageOf = ({ input: { properties = {} } }, { matter }) => ({
  ...(properties.category ? { category: matter.leaf.id } : {}),
  ...(properties.grade ? { grade: matter.urgent ? 'urgent' : 'deferred' } : {}),
});
