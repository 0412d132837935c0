// Who looks at a ticket next, and when: after every act all of it is thought out anew, from how the ticket stands.
import { dispatchCentre } from '@liudan/shared/org/tree';
import { HARD, TEMPO } from './habits.mjs';
import { afterOffice, afterWaking } from './time.mjs';

const HOLDERS = ['community_staff', 'street_staff', 'street_leader', 'department_staff', 'dispatch_staff'];
const OPEN_PART = ['offered', 'accepted'];

export class Attention {
  /** `add(at, visit)` puts a visit into the queue; `now()` is the present. */
  constructor({ district, town, dice, now, add }) {
    Object.assign(this, { district, town, dice, now, add });
    this.supervisors = town.withRole('supervisor');
    this.dispatchers = town.withRole('dispatch_staff');
    this.centre = dispatchCentre(district).id;
  }

  /** Plans what comes next. False where nobody has anything to do with it any more. */
  plan(id, mind, whole) {
    mind.stage += 1;
    mind.forgotten = null;
    const planned = mind.planned;
    this.residents(id, mind, whole);
    if (whole.ticket.state !== 'closed') this.staff(id, mind, whole);
    this.above(id, mind, whole);
    return whole.ticket.state !== 'closed' || mind.planned > planned;
  }

  residents(id, mind, { ticket, followers = [] }) {
    const { dice } = this;
    const { habit } = mind.resident;
    if (
      ticket.state === 'closed' &&
      ticket.understood === false &&
      !ticket.reviewed &&
      dice.chance(0.5 * (habit.rates > 0))
    )
      this.resident(id, mind, mind.resident, 'review', dice.lasting(30));
    if (ticket.askOpen && habit.rates > 0 && dice.chance(habit.answers))
      this.resident(id, mind, mind.resident, 'answer', dice.lasting(9, 1));
    if (ticket.state === 'resolved' && dice.chance(habit.rates))
      this.resident(id, mind, mind.resident, 'rate', dice.lasting(7, 0.9));
    if (ticket.resolvedAt === null) return;
    for (const { personId, leftAt, ratedAt } of followers) {
      const who = this.town.residentOf(personId);
      if (who && leftAt === null && (ratedAt ?? 0) < ticket.resolvedAt && dice.chance(who.habit.rates))
        this.resident(id, mind, who, 'rate', dice.lasting(12, 0.9));
    }
  }

  staff(id, mind, whole) {
    const { ticket, parts } = whole;
    const { dice } = this;
    this.expect(id, mind, ticket.holderOrg, whole);
    for (const { kind, state, orgId } of parts)
      if (kind === 'assisting' && OPEN_PART.includes(state)) this.expect(id, mind, orgId, whole);
    if (ticket.state === 'explaining' && ticket.explanationConfirmedBy === null)
      this.expect(id, mind, ticket.streetId, whole);
    if (dice.chance(mind.matter.leaf.legalRoute ? 0.4 : 0.02)) this.look(id, mind, dice.pick(this.dispatchers), 6);
    if (mind.twin && dice.chance(0.5)) this.look(id, mind, this.at(ticket.streetId), dice.lasting(4));
    if (ticket.gridId && ticket.state === 'community_handling' && dice.chance(0.35))
      this.look(id, mind, this.at(ticket.gridId, ['grid_worker']), 3);
  }

  /** Those above: who is asked for more time, who supervises, and who decides an appeal. */
  above(id, mind, { ticket }) {
    const { dice, town } = this;
    const leader = town.leaderOf(ticket.leadOrg ?? ticket.streetId) ?? town.leaderOf(ticket.streetId);
    if (ticket.asked)
      this.look(id, mind, ticket.asked === 'leader' ? leader : this.approverOf(ticket), dice.lasting(5));
    if (ticket.supervised) {
      this.look(id, mind, leader, dice.lasting(6));
      if (dice.chance(0.3)) this.look(id, mind, dice.pick(this.supervisors), dice.lasting(16));
    }
    if (ticket.appeal === 'open') this.look(id, mind, dice.pick(this.supervisors), dice.lasting(14));
    const unfair = ticket.state === 'closed' && ticket.score && ticket.score !== 'satisfied' && ticket.appeal === null;
    if (unfair && dice.chance(0.12)) this.look(id, mind, this.at(ticket.handlingOrg), dice.lasting(6), 'appeal');
  }

  approverOf({ state, streetId }) {
    return state === 'community_handling' ? this.at(streetId, ['street_leader']) : this.dice.pick(this.dispatchers);
  }

  at(orgId, roles = HOLDERS) {
    return orgId === null ? undefined : this.town.someoneAt(orgId, roles, this.now(), this.dice);
  }

  /** Somebody of the organisation will look at it, in the time he usually takes; or he forgets, until a light reminds him. */
  expect(id, mind, orgId, { ticket }) {
    const { dice } = this;
    const wanted = ticket.state === 'street_handling' && mind.matter.needsDepartment ? ['street_leader'] : HOLDERS;
    const who = this.at(orgId, wanted) ?? this.at(orgId);
    if (!who) return;
    const hard = ticket.state === 'department_handling' && ticket.difficulty !== 'general' ? HARD : 1;
    const handling = ticket.state.endsWith('_handling') ? mind.matter.weight * hard : 1;
    const hours = dice.lasting(TEMPO[ticket.state] ?? 6, 0.7) * who.habit.pace * handling;
    const forgets = dice.chance(who.habit.forgets);
    if (forgets) mind.forgotten = who;
    this.look(id, mind, who, forgets ? 60 + hours : ticket.grade === 'urgent' ? hours * 0.5 : hours);
  }

  look(id, mind, who, hours, why = 'duty') {
    if (!who) return;
    mind.planned += 1;
    this.add(afterOffice(this.now(), hours, this.district.calendar), { id, who, why, stage: mind.stage });
  }

  resident(id, mind, who, why, hours, stage = mind.stage) {
    mind.planned += 1;
    this.add(afterWaking(this.now(), hours), { id, who, why, stage });
  }

  /** What life brings beside all that: he changes his mind, has more to say, or a neighbour has the same trouble. */
  chances(id, mind, neighbour) {
    const { dice } = this;
    if (mind.resident.habit.rates > 0) {
      if (dice.chance(0.035)) this.resident(id, mind, mind.resident, 'withdraw', dice.lasting(20, 1), null);
      if (dice.chance(0.06)) this.resident(id, mind, mind.resident, 'more', dice.lasting(30, 1), null);
    }
    if (neighbour && dice.chance(0.05)) this.resident(id, mind, neighbour, 'join', dice.lasting(16, 1), null);
  }

  /** What a light does: whoever forgot is reminded, and those above begin to look at what is overdue. */
  reminded(id, mind, action, { ticket }) {
    const { dice, town } = this;
    if (mind.forgotten && dice.chance(action === 'warn' ? 0.5 : 0.9)) {
      const who = mind.forgotten;
      mind.forgotten = null;
      this.look(id, mind, who, dice.lasting(3));
    }
    if (action === 'warn') {
      if (dice.chance(0.15)) this.look(id, mind, this.at(ticket.holderOrg), dice.lasting(2), 'late');
      return;
    }
    mind.late = true;
    if (dice.chance(0.5)) this.look(id, mind, town.leaderOf(ticket.holderOrg ?? ticket.streetId), dice.lasting(8));
    if (dice.chance(0.2)) this.look(id, mind, dice.pick([...this.supervisors, ...this.dispatchers]), dice.lasting(6));
  }
}
