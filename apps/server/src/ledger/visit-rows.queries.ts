/** The rows of the visit ledger. */
import { setImmediate } from 'node:timers/promises';
import type { District } from '@liudan/shared/district/schema';
import { masked } from '@liudan/shared/ledger/cells';
import type { Reading, Row } from '@liudan/shared/ledger/ledger';
import type { VisitLedger } from '@liudan/shared/ledger/visits';
import { maskName, maskPhone } from '@liudan/shared/ticket/visible';
import { maySettleVisit, visitScopeOf } from '@liudan/shared/visit/rules';
import { Inject, Injectable } from '@nestjs/common';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { type KnownPerson, PeopleQueries } from '../identity/people.queries.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Sealer } from '../kernel/sealed.ts';
import { type Known, ReporterQueries } from '../ticket/reporter.queries.ts';
import { VisitEntity } from '../visit/visit.entity.ts';
import { type Asked, actorOf, type PageOf, unmaskerOf } from './asked.ts';
import { BATCH, periodOf } from './case.queries.ts';

type OfVisits = Asked<VisitLedger>;

@Injectable()
export class VisitRowQueries {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleQueries,
    private readonly tickets: ReporterQueries,
    private readonly sealer: Sealer,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** A page, the newest first. */
  async page(asked: OfVisits, { after, limit }: PageOf): Promise<{ rows: Row[]; next: string | null }> {
    const found = await this.some(asked, 'DESC', after, limit + 1);
    const page = found.slice(0, limit);
    return { rows: await this.rowsOf(asked, page), next: found.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  /** Every row, the oldest first, read while they are taken. */
  async *all(asked: OfVisits): AsyncGenerator<Row> {
    for (let after: string | undefined; ; ) {
      const batch = await this.some(asked, 'ASC', after, BATCH);
      yield* await this.rowsOf(asked, batch);
      after = batch.at(-1)?.id;
      if (batch.length < BATCH) return;
      await setImmediate();
    }
  }

  private some(asked: OfVisits, order: 'ASC' | 'DESC', after: string | undefined, limit: number) {
    const found = this.find(asked);
    if (after !== undefined) found.andWhere(`visit.id ${order === 'ASC' ? '>' : '<'} :after`, { after });
    return found.orderBy('visit.id', order).take(limit).getMany();
  }

  private find({ viewer, ledger, filter }: OfVisits): SelectQueryBuilder<VisitEntity> {
    const found = this.database.read.createQueryBuilder(VisitEntity, 'visit').where('1 = 1');
    const { everything, own, communities, streets } = visitScopeOf(actorOf(viewer, ledger), this.district);
    if (!everything)
      found.andWhere(
        new Brackets((either) => {
          either.where('visit.enteredBy IN (:...own)', { own });
          if (communities.length > 0) either.orWhere('visit.communityId IN (:...communities)', { communities });
          if (streets.length > 0) either.orWhere('visit.streetId IN (:...streets)', { streets });
        }),
      );
    // Nobody reads as staff what he himself told.
    found.andWhere('(visit.reporterId IS NULL OR visit.reporterId NOT IN (:...self))', { self: own });
    const { from, until } = periodOf(filter);
    if (Number.isFinite(from)) found.andWhere('visit.collectedAt >= :from', { from: asColumn(from) });
    if (Number.isFinite(until)) found.andWhere('visit.collectedAt < :until', { until: asColumn(until) });
    if (filter.org !== undefined)
      found.andWhere('(visit.communityId = :org OR visit.streetId = :org)', { org: filter.org });
    return found;
  }

  private async rowsOf(asked: OfVisits, visits: readonly VisitEntity[]): Promise<Row[]> {
    const [names, reporters, tickets] = await Promise.all([
      this.people.names(visits.map(({ enteredBy }) => enteredBy)),
      this.people.byIds([...new Set(visits.flatMap(({ reporterId }) => reporterId ?? []))]),
      this.tickets.byIds(
        asked.viewer,
        visits.flatMap(({ ticketId }) => ticketId ?? []),
      ),
    ]);
    const reporterOf = new Map(reporters.map((person) => [person.id, person]));
    const shared = {
      district: this.district,
      nameOf: (personId: string) => names.get(personId) ?? '',
      period: periodOf(asked.filter),
    };
    return visits.flatMap((visit) => {
      const reporter = this.reporter(asked, visit, reporterOf.get(visit.reporterId ?? ''));
      const ticket = ticketOf(tickets.get(visit.ticketId ?? ''));
      const rows = asked.ledger.rows({ ...visit, ticket }, { ...shared, reporter });
      return asked.unmasked ? rows : rows.map((row) => ({ ...row, cells: row.cells.map(masked) }));
    });
  }

  /** The same rules as in the list of visits: who asked that his name be kept is known to those alone who go on with it. */
  private reporter(
    { viewer, ledger, unmasked }: OfVisits,
    visit: VisitEntity,
    person: KnownPerson | undefined,
  ): Reading['reporter'] {
    if (visit.hideName && !maySettleVisit(actorOf(viewer, ledger), visit, this.district))
      return { name: '不公开', phone: '' };
    const name = this.opened(visit.name) ?? person?.name ?? null;
    const phone = this.opened(visit.phone) ?? person?.phone ?? null;
    const clear = unmasked && unmaskerOf(viewer, this.district).duties.length > 0;
    return {
      name: name === null ? '未留姓名' : clear ? name : maskName(name),
      phone: phone === null ? '' : clear ? phone : maskPhone(phone),
    };
  }

  private opened(sealed: string | null): string | null {
    return sealed === null ? null : this.sealer.open(sealed);
  }
}

const ticketOf = (known: Known | undefined) =>
  known === undefined
    ? null
    : { id: known.row.id, number: known.row.number, state: known.row.state, visible: known.visible };
