// A simulated stretch of time, event by event: residents report, people look at what is before them and act, and time itself acts.
import { addWorkingDays } from '@liudan/shared/deadline/calendar';
import { dispatchCentre } from '@liudan/shared/org/tree';
import { submitTicket } from '@liudan/shared/ticket/contract';
import { actsFor } from '@liudan/shared/ticket/relation';
import { ProblemError } from '../dist/kernel/problem.js';
import { ClockEntity } from '../dist/ticket/clock.entity.js';
import { PartEntity } from '../dist/ticket/part.entity.js';
import { TicketEntity } from '../dist/ticket/ticket.entity.js';
import { formsFor } from '../dist/ticket/ticket.forms.js';
import { wholeOf } from '../dist/ticket/ticket.store.js';
import { Dice } from './dice.mjs';
import { fillForm } from './forms.mjs';
import { fillOf, HARD, TEMPO, weightOf } from './habits.mjs';
import { Heap } from './heap.mjs';
import { afterOffice, afterWaking, DAY, HOUR, MINUTE } from './time.mjs';

/** The deadline sweep looks this often, as far as anything is due; in earnest it looks every few seconds. */
const SWEPT_EVERY = 5 * MINUTE;
const TOLD_EVERY = HOUR;
const TOLD_AT_ONCE = 400;
/** Rounds that come by themselves, and are called here only when there is something to do for them, or never. */
const OWN_ROUNDS = ['deadlines', 'messages', 'deliveries'];
const HOLDERS = ['community_staff', 'street_staff', 'street_leader', 'department_staff', 'dispatch_staff'];

export class Life {
  queue = new Heap();
  /** ticket id -> what the simulation alone knows of it. */
  minds = new Map();
  slots = new Set();
  seen = new Map();
  refusals = new Map();
  counted = { reports: 0, acts: 0, events: 0 };
  untold = 0;

  constructor({ house, district, town, matters, photos, seed, until }) {
    Object.assign(this, { house, district, town, matters, photos, until });
    this.dice = new Dice(`life ${seed}`);
    this.keys = 0;
    this.centre = dispatchCentre(district).id;
    this.watchers = [...town.withRole('supervisor'), ...town.withRole('dispatch_staff')];
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
    const { dice, district } = this;
    const now = this.now();
    const { resident, grid } = this.town.reporter(dice);
    const matter = this.matters.next(now, dice);
    const photos = [];
    while (photos.length < Math.min(matter.photos, district.settings.photos.perReport))
      photos.push(await this.photos.take(resident.viewer.personId, matter.leaf, false));
    const report = submitTicket.parse({
      text: matter.text,
      place: { ...pinIn(grid, dice), grid: grid.id, address: matter.address },
      photos,
      hideName: dice.chance(0.04),
      consent: district.settings.privacy.version,
      ...(dice.chance(0.3) ? { category: matter.leaf.id } : {}),
    });
    const { id } = await this.house.actions.submit(resident.viewer, report, this.key());
    this.counted.reports += 1;
    const mind = { matter, resident, stage: 0, asked: 0, records: 0, late: false, refused: 0, forgotten: null };
    this.minds.set(id, mind);
    this.took('submit');
    if (dice.chance(0.035)) this.later(id, mind, 'withdraw', dice.lasting(20, 1) * HOUR);
    if (dice.chance(0.06)) this.later(id, mind, 'more', dice.lasting(30, 1) * HOUR);
    this.follow();
    this.plan(id);
  }

  later(id, mind, why, ms) {
    const at = afterWaking(this.now() + ms, 0);
    this.queue.add(at, { kind: 'visit', id, who: mind.resident, why, stage: null });
  }

  /** Who looks at the ticket next, and when. Whatever was planned before the last act is forgotten. */
  plan(id) {
    const mind = this.minds.get(id);
    const whole = this.wholeOf(id);
    if (!mind || !whole) return;
    mind.stage += 1;
    mind.forgotten = null;
    const { ticket, parts } = whole;
    const now = this.now();
    const resident = (why, hours) =>
      this.queue.add(afterWaking(now, hours), { kind: 'visit', id, who: mind.resident, why, stage: mind.stage });
    if (ticket.state === 'closed') {
      if (ticket.understood === false && this.dice.chance(0.5)) resident('review', this.dice.lasting(30));
      else this.minds.delete(id);
      return;
    }
    if (ticket.askOpen && this.dice.chance(mind.resident.habit.answers)) resident('answer', this.dice.lasting(9, 1));
    if (ticket.state === 'resolved' && this.dice.chance(mind.resident.habit.rates))
      resident('rate', this.dice.lasting(7, 0.9));
    this.expect(id, mind, ticket.holderOrg, whole);
    for (const part of parts)
      if (part.kind === 'assisting' && (part.state === 'offered' || part.state === 'accepted'))
        this.expect(id, mind, part.orgId, whole);
    if (ticket.state === 'explaining' && ticket.explanationConfirmedBy === null)
      this.expect(id, mind, ticket.streetId, whole);
    if (this.dice.chance(mind.matter.leaf.legalRoute ? 0.4 : 0.02))
      this.look(id, mind, this.dice.pick(this.watchers), 6);
    if (ticket.gridId && ticket.state === 'community_handling' && this.dice.chance(0.35))
      this.look(id, mind, this.town.someoneAt(ticket.gridId, ['grid_worker'], now, this.dice), 3);
  }

  /** Somebody of the organisation will look at it, in the time he usually takes; or he forgets, until a light reminds him. */
  expect(id, mind, orgId, { ticket }) {
    const { dice } = this;
    const wanted = ticket.state === 'street_handling' && mind.matter.needsDepartment ? ['street_leader'] : HOLDERS;
    const who =
      this.town.someoneAt(orgId, wanted, this.now(), dice) ?? this.town.someoneAt(orgId, HOLDERS, this.now(), dice);
    if (!who) return;
    const hard = ticket.state === 'department_handling' && ticket.difficulty !== 'general' ? HARD : 1;
    const handling = ticket.state.endsWith('_handling') ? mind.matter.weight * hard : 1;
    const hours = dice.lasting(TEMPO[ticket.state] ?? 6, 0.7) * who.habit.pace * handling;
    const forgets = dice.chance(who.habit.forgets);
    if (forgets) mind.forgotten = who;
    this.look(id, mind, who, forgets ? 60 + hours : ticket.grade === 'urgent' ? hours * 0.5 : hours);
  }

  look(id, mind, who, hours) {
    if (!who) return;
    const at = afterOffice(this.now(), hours, this.district.calendar);
    this.queue.add(at, { kind: 'visit', id, who, why: 'duty', stage: mind.stage });
  }

  /** One person looks at one ticket, and does one of the things he is offered, or nothing yet. */
  async visit({ id, who, why, stage }) {
    const mind = this.minds.get(id);
    if (!mind || (stage !== null && stage !== mind.stage)) return;
    const { dice, district } = this;
    const now = this.now();
    if (who.key && this.town.isAway(who, now)) {
      const [{ org, role }] = who.viewer.duties;
      const other = this.town.someoneAt(role === 'grid_worker' ? org : actsFor(org, district), null, now, dice);
      if (other && other !== who) return this.look(id, mind, other, 0.5);
    }
    const whole = await this.held(id);
    const forms = formsFor(whole, who.viewer, now, district);
    const own = whole.parts.findLast(({ orgId }) =>
      who.viewer.duties.some(({ org }) => actsFor(org, district) === orgId),
    );
    const reached = who !== mind.resident && dice.chance(mind.resident.habit.answers * 0.9);
    const base = {
      ticket: whole.ticket,
      whole,
      matter: mind.matter,
      mind,
      why,
      now,
      dice,
      district,
      reached,
      own: own?.orgId,
    };
    const form = dice.weighted(forms, (one) => weightOf(one, { ...base, options: one.options }));
    if (!form) return this.lookAgain(id, mind, who, whole);
    const set = { ...this.triageOf(form, mind), ...fillOf(form, { ...base, options: form.options }) };
    const photo = () => this.photos.take(who.viewer.personId, mind.matter.leaf, who !== mind.resident);
    const ahead = (days) => addWorkingDays(now, days, district.calendar);
    const input = await fillForm(form, { set, dice, photo, now, ahead });
    await this.act(id, mind, who, { action: form.action, version: whole.ticket.version, input });
  }

  /** Whoever triages knows what it is about, nearly always. */
  triageOf({ input }, { matter }) {
    const { category, grade } = input.properties ?? {};
    return {
      ...(category ? { category: matter.leaf.id } : {}),
      ...(grade ? { grade: matter.urgent ? 'urgent' : 'deferred' } : {}),
    };
  }

  /** Nothing to do yet; whose duty it is comes back to it. */
  lookAgain(id, mind, who, { ticket }) {
    const duty = who.viewer.duties.some(({ org }) => actsFor(org, this.district) === ticket.holderOrg);
    if (duty) this.look(id, mind, who, this.dice.lasting(8));
  }

  async act(id, mind, who, act) {
    try {
      await this.house.actions.act(who.viewer, id, act, this.key());
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return this.refused(id, mind, who, act.action, error);
    }
    this.took(act.action);
    if (act.action === 'ask') mind.asked += 1;
    mind.records = act.action === 'record' ? mind.records + 1 : 0;
    this.follow();
    this.plan(id);
  }

  refused(id, mind, who, action, { refusal }) {
    const what = `${action} ${refusal.refused}`;
    this.refusals.set(what, (this.refusals.get(what) ?? 0) + 1);
    mind.refused += 1;
    if (mind.refused < 20) this.look(id, mind, who, 0.5);
  }

  took(action) {
    this.seen.set(action, (this.seen.get(action) ?? 0) + 1);
    this.counted.acts += 1;
  }

  /** Sees to it that the sweep comes when a clock needs it, and that whoever forgot is reminded by what time did. */
  follow() {
    const { news } = this.house.pages;
    this.counted.events += news.length;
    this.untold += news.length;
    for (const event of news) for (const clock of event.change.clocks) this.watch(event.ticketId, clock.id);
    return news.splice(0);
  }

  watch(ticketId, clockId) {
    const clock = this.house.pages.held.get(ticketId)?.get(ClockEntity)?.get(`${ticketId} ${clockId}`);
    if (!clock || clock.nextAt === null) return;
    const slot = Math.ceil(clock.nextAt / SWEPT_EVERY) * SWEPT_EVERY;
    if (this.slots.has(slot)) return;
    this.slots.add(slot);
    this.queue.add(slot, { kind: 'sweep', slot });
  }

  async sweep({ slot } = {}) {
    this.slots.delete(slot);
    await this.house.sweeps.runNow('deadlines');
    for (const { ticketId, action } of this.follow()) {
      this.took(action);
      const mind = this.minds.get(ticketId);
      if (mind) this.reminded(ticketId, mind, action);
    }
  }

  reminded(id, mind, action) {
    if (action !== 'warn' && action !== 'expire') return this.plan(id);
    if (action === 'expire') mind.late = true;
    const { ticket } = this.wholeOf(id);
    if (mind.forgotten && this.dice.chance(action === 'warn' ? 0.5 : 0.9)) {
      const who = mind.forgotten;
      mind.forgotten = null;
      this.look(id, mind, who, this.dice.lasting(3));
    }
    if (action === 'warn') return;
    const overdueOrg = ticket.holderOrg ?? ticket.streetId;
    if (this.dice.chance(0.5)) this.look(id, mind, this.town.leaderOf(overdueOrg), this.dice.lasting(8));
    if (this.dice.chance(0.2)) this.look(id, mind, this.dice.pick(this.watchers), this.dice.lasting(6));
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
    for (const { ticketId, action } of this.follow()) {
      this.took(action);
      this.plan(ticketId);
    }
    await this.house.checkpoint();
    this.queue.add(this.now() + DAY, { kind: 'rounds' });
  }

  wholeOf(id) {
    const { pages } = this.house;
    const [row] = pages.rowsOf(id, TicketEntity);
    return row ? wholeOf(row, pages.rowsOf(id, PartEntity), pages.rowsOf(id, ClockEntity)) : null;
  }

  /** The ticket, taken out of the database again where it was put away. */
  async held(id) {
    if (!this.house.pages.held.has(id)) await this.house.database.hold(id);
    return this.wholeOf(id);
  }
}

/** A point in the middle of a grid's outline, and a little beside it. */
function pinIn({ polygon }, dice) {
  if (!polygon || dice.chance(0.25)) return {};
  const corners = polygon.slice(1);
  const mean = (axis) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  const near = (middle) => Number((middle + (dice.next() - 0.5) * 0.002).toFixed(6));
  return { lng: near(mean(0)), lat: near(mean(1)), accuracyMetres: 5 + dice.below(40) };
}
