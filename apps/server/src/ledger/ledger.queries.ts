import type { Named } from '@liudan/shared/contract';
import type { District } from '@liudan/shared/district/schema';
import type { Actor, Duty } from '@liudan/shared/identity/roles';
import { TICKET_LEDGERS } from '@liudan/shared/ledger/all';
import { masked } from '@liudan/shared/ledger/cells';
import type { LedgerFilter, LedgerList, LedgerView } from '@liudan/shared/ledger/contract';
import type { Reading, Row, TicketLedger } from '@liudan/shared/ledger/ledger';
import { isWithin } from '@liudan/shared/org/tree';
import { actsFor } from '@liudan/shared/ticket/relation';
import { maskName, maskPhone, maySeeReporter, scopeOf } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { type KnownPerson, PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import { Sealer } from '../kernel/sealed.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { CaseQueries, periodOf, type StoredCase } from './case.queries.ts';

/** A ledger as somebody asked for it: narrowed, and masked or in the clear. */
export interface Asked {
  readonly viewer: Viewer;
  readonly ledger: TicketLedger;
  readonly filter: LedgerFilter;
  readonly unmasked: boolean;
}

@Injectable()
export class LedgerQueries {
  constructor(
    private readonly cases: CaseQueries,
    private readonly people: PeopleQueries,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The ledgers this viewer may read; none for residents. */
  list(viewer: Viewer): LedgerList {
    const items = TICKET_LEDGERS.filter((ledger) => actorOf(viewer, ledger).duties.length > 0);
    return {
      items: items.map(({ id, name, says, columns, filters, heading }): LedgerView => {
        const shown = {
          id,
          name,
          says,
          columns: columns.map((column) => ({ ...column })),
          filters: [...filters],
          heading,
        };
        return { ...shown, mayUnmask: this.unmaskers(viewer).length > 0 };
      }),
      orgs: items.length === 0 ? [] : this.orgsOf(viewer),
    };
  }

  /** The ledger of this id for who may read it; anything else is NOT_FOUND, and names in the clear for who may not are FORBIDDEN. */
  asked(viewer: Viewer, id: string, filter: LedgerFilter, unmasked = false): Asked {
    const ledger = TICKET_LEDGERS.find((one) => one.id === id);
    if (!ledger || actorOf(viewer, ledger).duties.length === 0) fail('NOT_FOUND');
    if (unmasked && this.unmaskers(viewer).length === 0) fail('FORBIDDEN');
    const narrowed = Object.entries(filter).filter(([name]) => fieldsOf(ledger).has(name));
    return { viewer, ledger, filter: Object.fromEntries(narrowed), unmasked };
  }

  /** A page, the newest first. A ticket of a ledger of happenings brings all of its own, so a page may have some more rows. */
  async page(asked: Asked, { after, limit }: { after?: string | undefined; limit: number }) {
    const found = await this.cases.some(this.wanted(asked), { order: 'DESC', after, limit: limit + 1 });
    const page = found.slice(0, limit);
    return {
      items: (await this.rowsOf(asked, page)).map((row) => ({ ...row, cells: [...row.cells] })),
      next: found.length > limit ? (page.at(-1)?.ticket.id ?? null) : null,
    };
  }

  /** Every row, the oldest first, read while they are taken. */
  async *rows(asked: Asked): AsyncGenerator<Row> {
    for await (const batch of this.cases.all(this.wanted(asked))) yield* await this.rowsOf(asked, batch);
  }

  /** Where the viewer is on duty for this ledger. */
  orgOf({ viewer, ledger }: Asked): string | null {
    return actorOf(viewer, ledger).duties[0]?.org ?? null;
  }

  private wanted({ viewer, ledger, filter }: Asked) {
    return { actor: actorOf(viewer, ledger), filter, acts: ledger.acts };
  }

  private async rowsOf(asked: Asked, cases: readonly StoredCase[]): Promise<Row[]> {
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
      now: this.clock.now(),
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
    { viewer, ledger, unmasked }: Asked,
    one: StoredCase,
    person: KnownPerson | undefined,
  ): Reading['reporter'] {
    if (!maySeeReporter(actorOf(viewer, ledger), one, this.district))
      return { name: one.ticket.hideName ? '不公开' : '', phone: '' };
    const name = person?.name ?? null;
    const phone = one.contactPhone === null ? (person?.phone ?? null) : this.sealer.open(one.contactPhone);
    const clear = unmasked && maySeeReporter({ ...viewer, duties: this.unmaskers(viewer) }, one, this.district);
    return {
      name: name === null ? '未留姓名' : clear ? name : maskName(name),
      phone: phone === null ? '' : clear ? phone : maskPhone(phone),
    };
  }

  private unmaskers({ duties }: Viewer): Duty[] {
    return duties.filter(({ role }) => this.district.settings.export.unmaskedRoles.includes(role));
  }

  private orgsOf(viewer: Viewer): (Named & { tier: string })[] {
    const { everything } = scopeOf(viewer, this.district);
    const own = viewer.duties.map(({ org }) => actsFor(org, this.district));
    return [...this.district.orgs.values()]
      .filter(({ tier }) => tier === 'street' || tier === 'community')
      .filter(({ id }) => everything || own.some((org) => isWithin(this.district, id, org)))
      .map(({ id, name, tier }) => ({ id, name, tier }));
  }
}

/** The viewer in those duties only that the ledger is kept for. */
const actorOf = (viewer: Viewer, ledger: TicketLedger): Actor => ({
  ...viewer,
  duties: viewer.duties.filter(({ role }) => ledger.roles.includes(role)),
});

/** The names in a filter that a ledger can be narrowed by. */
const fieldsOf = ({ filters }: TicketLedger): ReadonlySet<string> =>
  new Set(filters.flatMap((field) => (field === 'period' ? ['from', 'to'] : [field])));
