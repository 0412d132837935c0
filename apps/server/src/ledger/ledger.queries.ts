import type { Named } from '@liudan/shared/contract';
import type { District } from '@liudan/shared/district/schema';
import { type AnyLedger, LEDGERS } from '@liudan/shared/ledger/all';
import type { LedgerFilter, LedgerList, LedgerRow, LedgerView } from '@liudan/shared/ledger/contract';
import type { Row, TicketLedger } from '@liudan/shared/ledger/ledger';
import type { VisitLedger } from '@liudan/shared/ledger/visits';
import { isWithin } from '@liudan/shared/org/tree';
import { actsFor } from '@liudan/shared/ticket/relation';
import { scopeOf } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { type Asked, actorOf, type PageOf, unmaskerOf } from './asked.ts';
import { TicketRowQueries } from './ticket-rows.queries.ts';
import { VisitRowQueries } from './visit-rows.queries.ts';

@Injectable()
export class LedgerQueries {
  constructor(
    private readonly tickets: TicketRowQueries,
    private readonly visits: VisitRowQueries,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The ledgers this viewer may read; none for residents. */
  list(viewer: Viewer): LedgerList {
    const items = LEDGERS.filter((ledger) => actorOf(viewer, ledger).duties.length > 0);
    const mayUnmask = unmaskerOf(viewer, this.district).duties.length > 0;
    return {
      items: items.map(
        ({ id, name, says, columns, filters, heading, brief }): LedgerView => ({
          id,
          name,
          says,
          columns: columns.map((one) => ({ ...one })),
          filters: [...filters],
          heading,
          brief: [...brief],
          mayUnmask,
        }),
      ),
      orgs: items.length === 0 ? [] : this.orgsOf(viewer),
    };
  }

  /** The ledger of this id for who may read it; anything else is NOT_FOUND, and names in the clear for who may not are FORBIDDEN. */
  asked(viewer: Viewer, id: string, filter: LedgerFilter, unmasked = false): Asked {
    const ledger = LEDGERS.find((one) => one.id === id);
    if (!ledger || actorOf(viewer, ledger).duties.length === 0) fail('NOT_FOUND');
    if (unmasked && unmaskerOf(viewer, this.district).duties.length === 0) fail('FORBIDDEN');
    const narrowed = Object.entries(filter).filter(([name]) => fieldsOf(ledger).has(name));
    return { viewer, ledger, filter: Object.fromEntries(narrowed), unmasked };
  }

  /** A page, the newest first. */
  async page(asked: Asked, place: PageOf): Promise<{ items: LedgerRow[]; next: string | null }> {
    const page = isOfVisits(asked) ? this.visits.page(asked, place) : this.tickets.page(ofTickets(asked), place);
    const { rows, next } = await page;
    return { items: rows.map((row) => ({ ...row, cells: [...row.cells] })), next };
  }

  /** Every row, the oldest first, read while they are taken. */
  rows(asked: Asked): AsyncGenerator<Row> {
    return isOfVisits(asked) ? this.visits.all(asked) : this.tickets.all(ofTickets(asked));
  }

  /** Where the viewer is on duty for this ledger. */
  orgOf({ viewer, ledger }: Asked): string | null {
    return actorOf(viewer, ledger).duties[0]?.org ?? null;
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

const isOfVisits = (asked: Asked): asked is Asked<VisitLedger> => asked.ledger.source === 'visits';
const ofTickets = (asked: Asked): Asked<TicketLedger> => asked as Asked<TicketLedger>;

/** The names in a filter that a ledger can be narrowed by. */
const fieldsOf = ({ filters }: AnyLedger): ReadonlySet<string> =>
  new Set(filters.flatMap((field) => (field === 'period' ? ['from', 'to'] : [field])));
