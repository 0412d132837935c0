/** From entries of the ledger to what a viewer may read: names and numbers masked, orders only where he may know of them. */
import { dateOfDay, dayOf } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import { maskName, maskPhone } from '@liudan/shared/ticket/visible';
import type { VisitView } from '@liudan/shared/visit/contract';
import { maySettleVisit, VISIT_OUTCOME_WORDS } from '@liudan/shared/visit/rules';
import { Inject, Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Sealer } from '../kernel/sealed.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { type Known, ReporterQueries } from '../ticket/reporter.queries.ts';
import type { VisitEntity } from './visit.entity.ts';
import type { Said } from './visit.store.ts';

@Injectable()
export class VisitViews {
  constructor(
    private readonly people: PeopleQueries,
    private readonly tickets: ReporterQueries,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  async one(row: VisitEntity, viewer: Viewer): Promise<VisitView> {
    const [view] = await this.many([row], viewer);
    if (!view) throw new RangeError('an entry has one view');
    return view;
  }

  async many(rows: readonly VisitEntity[], viewer: Viewer): Promise<VisitView[]> {
    const ticketIds = rows.flatMap(({ ticketId }) => ticketId ?? []);
    const [tickets, names, reporters] = await Promise.all([
      this.tickets.byIds(viewer, ticketIds),
      this.people.names(rows.map(({ enteredBy }) => enteredBy)),
      this.people.byIds(rows.flatMap(({ reporterId }) => reporterId ?? [])),
    ]);
    const today = dateOfDay(dayOf(this.clock.now()));
    return rows.map((row) => {
      const known = reporters.find(({ id }) => id === row.reporterId);
      const said = this.clear(row);
      const name = said.name ?? known?.name ?? null;
      const phone = said.phone ?? known?.phone ?? null;
      const canSettle = maySettleVisit(viewer, row, this.district);
      // Who asked that his name be kept is known to those who go on with it, and to nobody who only reads the ledger.
      const hidden = row.hideName && !canSettle;
      return {
        id: row.id,
        collectedAt: new Date(row.collectedAt).toISOString(),
        createdAt: new Date(row.createdAt).toISOString(),
        channel: row.channel,
        channelWords: this.district.wording.channels[row.channel],
        text: row.text,
        community: this.named(row.communityId) ?? { id: row.communityId, name: row.communityId },
        grid: this.named(row.gridId),
        group: this.groupOf(row.groupId),
        reporter: {
          name: hidden || name === null ? null : maskName(name),
          phone: hidden || phone === null ? null : maskPhone(phone),
          hidden: row.hideName,
        },
        enteredBy: { name: names.get(row.enteredBy) ?? null, org: this.named(row.enteredOrg) },
        outcome: row.outcome,
        outcomeWords: VISIT_OUTCOME_WORDS[row.outcome],
        answer: row.answer,
        followUpOn: row.followUpOn,
        overdue: row.outcome === 'follow_up' && row.followUpOn !== null && row.followUpOn < today,
        ticket: this.ticketOf(tickets.get(row.ticketId ?? '')),
        canSettle,
      };
    });
  }

  /** The particulars as they were given: for the audited look, and for the order an entry becomes. */
  clear({ name, phone, address }: Pick<VisitEntity, 'name' | 'phone' | 'address'>): Said {
    const open = (sealed: string | null) => (sealed === null ? undefined : this.sealer.open(sealed));
    return { name: open(name), phone: open(phone), address: open(address) };
  }

  /** The same with what is known of the reporter of its order. */
  async revealed(row: VisitEntity): Promise<{ name: string | null; phone: string | null; address: string | null }> {
    const { name, phone, address } = this.clear(row);
    const known = row.reporterId === null ? null : await this.people.reporter(row.reporterId);
    return { name: name ?? known?.name ?? null, phone: phone ?? known?.phone ?? null, address: address ?? null };
  }

  private ticketOf(known: Known | undefined): VisitView['ticket'] {
    if (!known) return null;
    const { row, visible } = known;
    return { id: row.id, number: row.number, stateWords: this.district.wording.states[row.state].staff, visible };
  }

  private named(orgId: string | null) {
    const org = orgId === null ? undefined : this.district.orgs.get(orgId);
    return org ? { id: org.id, name: org.name } : null;
  }

  private groupOf(groupId: string | null) {
    const group = this.district.groups.find(({ id }) => id === groupId);
    return group ? { id: group.id, name: group.name } : null;
  }
}
