/** The rows of the ledgers that are drawn from tickets. */
import type { District } from '@liudan/shared/district/schema';
import { masked } from '@liudan/shared/ledger/cells';
import type { Reading, Row, TicketLedger } from '@liudan/shared/ledger/ledger';
import { maskName, maskPhone, maySeeReporter } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { type KnownPerson, PeopleQueries } from '../identity/people.queries.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Sealer } from '../kernel/sealed.ts';
import { type Asked, actorOf, type PageOf, unmaskerOf } from './asked.ts';
import { CaseQueries, periodOf, type StoredCase, type Wanted } from './case.queries.ts';

type OfTickets = Asked<TicketLedger>;

@Injectable()
export class TicketRowQueries {
  constructor(
    private readonly cases: CaseQueries,
    private readonly people: PeopleQueries,
    private readonly sealer: Sealer,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** A page, the newest first. A ticket of a ledger of happenings brings all of its own, so a page may have some more rows. */
  async page(asked: OfTickets, { after, limit }: PageOf): Promise<{ rows: Row[]; next: string | null }> {
    const found = await this.cases.some(wanted(asked), { order: 'DESC', after, limit: limit + 1 });
    const page = found.slice(0, limit);
    return {
      rows: await this.rowsOf(asked, page),
      next: found.length > limit ? (page.at(-1)?.ticket.id ?? null) : null,
    };
  }

  /** Every row, the oldest first, read while they are taken. */
  async *all(asked: OfTickets): AsyncGenerator<Row> {
    for await (const batch of this.cases.all(wanted(asked))) yield* await this.rowsOf(asked, batch);
  }

  private async rowsOf(asked: OfTickets, cases: readonly StoredCase[]): Promise<Row[]> {
    const staff = cases.flatMap(({ events }) =>
      events.flatMap(({ by }) => (by.role === 'resident' || by.role === 'system' ? [] : [by.personId])),
    );
    const [names, reporters] = await Promise.all([
      this.people.names(staff),
      this.people.byIds([...new Set(cases.map(({ ticket }) => ticket.reporterId))]),
    ]);
    const reporterOf = new Map(reporters.map((person) => [person.id, person]));
    const shared = {
      district: this.district,
      nameOf: (personId: string) => names.get(personId) ?? '',
      period: periodOf(asked.filter),
    };
    return cases.flatMap((one) => {
      const reporter = this.reporter(asked, one, reporterOf.get(one.ticket.reporterId));
      const rows = asked.ledger.rows(one, { ...shared, reporter });
      return asked.unmasked ? rows : rows.map((row) => ({ ...row, cells: row.cells.map(masked) }));
    });
  }

  /** The same rules as on the page of a ticket; the config only lifts the mask for somebody who may see the reporter anyway. */
  private reporter(
    { viewer, ledger, unmasked }: OfTickets,
    one: StoredCase,
    person: KnownPerson | undefined,
  ): Reading['reporter'] {
    if (!maySeeReporter(actorOf(viewer, ledger), one, this.district))
      return { name: one.ticket.hideName ? '不公开' : '', phone: '' };
    const name = person?.name ?? null;
    const phone = one.contactPhone === null ? (person?.phone ?? null) : this.sealer.open(one.contactPhone);
    const clear = unmasked && maySeeReporter(unmaskerOf(viewer, this.district), one, this.district);
    return {
      name: name === null ? '未留姓名' : clear ? name : maskName(name),
      phone: phone === null ? '' : clear ? phone : maskPhone(phone),
    };
  }
}

const wanted = ({ viewer, ledger, filter }: OfTickets): Wanted => ({
  actor: actorOf(viewer, ledger),
  filter,
  acts: ledger.acts,
});
