import type { District } from '@liudan/shared/district/schema';
import type { TicketView } from '@liudan/shared/ticket/contract';
import { maskName, maskPhone, mayReveal, maySeeReporter } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { PATROL } from '../identity/reporter.actions.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Sealer } from '../kernel/sealed.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { Stored } from './ticket.store.ts';

/** Who reported, as far as a viewer may know. */
@Injectable()
export class ReporterViews {
  constructor(
    private readonly people: PeopleQueries,
    private readonly sealer: Sealer,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  names(ids: readonly string[]): Promise<Map<string, string>> {
    return this.people.names(ids);
  }

  /** The id of whoever holds this key on the roster; null where nobody does. */
  async idOfKey(key: string): Promise<string | null> {
    const [person] = await this.people.byRosterKeys([key]);
    return person?.id ?? null;
  }

  /** The number the reporter can be called on, masked: the evidence of a call. */
  async maskedNumber(stored: Stored): Promise<string | null> {
    const { phone } = await this.clear(stored);
    return phone === null ? null : maskPhone(phone);
  }

  /** Masked name and phone, or null for who may not know at all. */
  async masked(stored: Stored, viewer: Viewer): Promise<TicketView['ticket']['reporter']> {
    const { ticket } = stored.whole;
    // Nobody stands behind what a patrol found, so there is nobody to mask.
    if (ticket.channel === 'inspection') return { name: PATROL, phone: null, hidden: false, canReveal: false };
    const hidden = ticket.hideName;
    if (!maySeeReporter(viewer, stored.whole, this.district))
      return hidden ? { name: null, phone: null, hidden, canReveal: false } : null;
    const { name, phone } = await this.clear(stored);
    return {
      name: name === null ? null : maskName(name),
      phone: phone === null ? null : maskPhone(phone),
      hidden,
      canReveal: mayReveal(viewer, stored.whole, this.district),
    };
  }

  /** Unmasked: for the audited look, and to be masked. */
  async clear({ whole, contactPhone }: Stored): Promise<{ name: string | null; phone: string | null }> {
    const person = await this.people.reporter(whole.ticket.reporterId);
    return {
      name: person?.name ?? null,
      phone: contactPhone === null ? (person?.phone ?? null) : this.sealer.open(contactPhone),
    };
  }
}
