import type { Entered } from '@liudan/shared/ticket/reporting/contract';
import type { EnterOnBehalf } from '@liudan/shared/visit/contract';
import { isOfLedger } from '@liudan/shared/visit/rules';
import { Injectable } from '@nestjs/common';
import type { Viewer } from '../kernel/viewer.ts';
import { type Begun, TicketActions } from '../ticket/ticket.actions.ts';
import { VisitQueries } from './visit.queries.ts';
import { VisitStore } from './visit.store.ts';

/** 代登记: the order of a resident who did not type it himself, and its line in the visit ledger, written together. */
@Injectable()
export class IntakeActions {
  constructor(
    private readonly tickets: TicketActions,
    private readonly store: VisitStore,
    private readonly queries: VisitQueries,
  ) {}

  async enter(viewer: Viewer, entry: EnterOnBehalf, key: string): Promise<Entered> {
    const { collectedAt, group, ...report } = entry;
    const saidAt = this.store.saidAt(collectedAt);
    if (!isOfLedger(report.channel)) return this.tickets.submitFor(viewer, report, key);
    const { reporter } = report;
    return this.tickets.submitFor(viewer, report, key, async (tx, { whole }: Begun) => {
      const { ticket } = whole;
      if (group !== undefined) this.queries.group(group, ticket.communityId);
      await this.store.add(tx, {
        place: ticket,
        groupId: group ?? null,
        channel: report.channel,
        text: report.text,
        collectedAt: saidAt,
        reporterId: ticket.reporterId,
        said: reporter && 'personId' in reporter ? { address: reporter.address } : (reporter ?? {}),
        hideName: report.hideName,
        viewer,
        outcome: 'order',
        ticketId: ticket.id,
      });
    });
  }
}
