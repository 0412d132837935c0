import type { SubmitOnBehalf } from '@liudan/shared/ticket/reporting/contract';
import { mayEnter } from '@liudan/shared/ticket/visible';
import type { CreateVisit, OrderVisit } from '@liudan/shared/visit/contract';
import { Injectable } from '@nestjs/common';
import { Once } from '../kernel/once.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { TicketActions } from '../ticket/ticket.actions.ts';
import type { VisitEntity } from './visit.entity.ts';
import { VisitQueries } from './visit.queries.ts';
import { type NewVisit, VisitStore } from './visit.store.ts';
import { VisitViews } from './visit.view.ts';

/** 走访登记: writes down what a resident said, and goes on with it. */
@Injectable()
export class VisitActions {
  constructor(
    private readonly once: Once,
    private readonly tickets: TicketActions,
    private readonly queries: VisitQueries,
    private readonly store: VisitStore,
    private readonly views: VisitViews,
  ) {}

  /** Adds an entry, with its order in the same transaction where it became one at once. Gives the entry's id. */
  async create(viewer: Viewer, visit: CreateVisit, key: string): Promise<string> {
    if (!mayEnter(viewer)) fail('FORBIDDEN');
    const { order, reporter, outcome, text, channel, hideName } = visit;
    const entry: Omit<NewVisit, 'place'> = {
      collectedAt: this.store.saidAt(visit.collectedAt),
      groupId: visit.group ?? null,
      said: 'personId' in reporter ? { address: reporter.address } : reporter,
      outcome,
      text,
      channel,
      hideName,
      viewer,
    };
    if (order) {
      const report: SubmitOnBehalf = { ...order, text, channel, reporter, hideName, informed: visit.informed };
      const ticket = await this.tickets.submitFor(viewer, report, key, async (tx, { whole }) => {
        const place = whole.ticket;
        if (visit.group !== undefined) this.queries.group(visit.group, place.communityId);
        await this.store.add(tx, { ...entry, place, reporterId: place.reporterId, ticketId: place.id });
      });
      return (await this.queries.ofTicket(ticket.id))?.id ?? fail('NOT_FOUND');
    }
    const place = this.queries.place(visit);
    const settled =
      outcome === 'answered'
        ? { answer: visit.answer ?? null }
        : { followUpOn: this.store.dayAhead(visit.followUpOn ?? '') };
    const fingerprint = { visit };
    const { answer } = await this.once.run({ personId: viewer.personId, key, fingerprint }, async (tx) => ({
      id: await this.store.add(tx, { ...entry, ...settled, place, reporterId: await this.store.known(tx, reporter) }),
    }));
    return answer.id;
  }

  /** An entry that waited becomes an order. ALREADY_SETTLED where something came of it before. */
  async toOrder(viewer: Viewer, id: string, order: OrderVisit, key: string): Promise<void> {
    const row = await this.mine(viewer, id);
    const { place, photos, category } = order;
    const report: SubmitOnBehalf = {
      place,
      photos,
      category,
      text: order.text ?? row.text,
      channel: row.channel as SubmitOnBehalf['channel'],
      reporter: row.reporterId === null ? this.views.clear(row) : { personId: row.reporterId },
      hideName: row.hideName,
      informed: true,
    };
    await this.tickets.submitFor(viewer, report, key, async (tx, { whole: { ticket } }) => {
      const became = { outcome: 'order', ticketId: ticket.id, reporterId: ticket.reporterId } as const;
      if (!(await this.store.settle(tx, id, became))) fail('ALREADY_SETTLED');
    });
  }

  /** An entry that waited was answered without an order. */
  async answer(viewer: Viewer, id: string, answer: string, key: string): Promise<void> {
    await this.mine(viewer, id);
    await this.once.run({ personId: viewer.personId, key, fingerprint: { visit: id, answer } }, async (tx) => {
      if (!(await this.store.settle(tx, id, { outcome: 'answered', answer }))) fail('ALREADY_SETTLED');
      return { id };
    });
  }

  /** NOT_FOUND for who may not read it, FORBIDDEN for who only reads it. */
  private async mine(viewer: Viewer, id: string): Promise<VisitEntity> {
    const row = await this.queries.see(viewer, id);
    return this.queries.maySettle(viewer, row) ? row : fail('FORBIDDEN');
  }
}
