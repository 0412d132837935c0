import type { District } from '@liudan/shared/district/schema';
import { type RequestsOf, requestsFor } from '@liudan/shared/oversight/scope';
import { scopeOf } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { TicketEntity } from '../ticket/ticket.entity.ts';
import { onlyForeign, onlyVisible } from '../ticket/ticket.scope.ts';
import { ticketPlaceOf } from './place.ts';

type Query = SelectQueryBuilder<TicketEntity>;

/** 待批申请: the tickets whose holder asks the viewer for more time, or for a date of his own. */
@Injectable()
export class RequestQueries {
  constructor(
    private readonly database: Database,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** A page, the oldest ticket first; NOT_FOUND for whoever decides nothing. */
  async list(
    viewer: Viewer,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<{ rows: TicketEntity[]; next: string | null }> {
    const asked = requestsFor(viewer, this.district);
    if (asked.length === 0) fail('NOT_FOUND');
    const found = this.waiting(viewer, asked);
    const from = ticketPlaceOf(after);
    if (from !== null) found.andWhere('ticket.id > :from', { from });
    const rows = await found
      .orderBy('ticket.id', 'ASC')
      .take(limit + 1)
      .getMany();
    const page = rows.slice(0, limit);
    return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  async count(viewer: Viewer): Promise<number> {
    const asked = requestsFor(viewer, this.district);
    return asked.length === 0 ? 0 : this.waiting(viewer, asked).getCount();
  }

  private waiting(viewer: Viewer, asked: readonly RequestsOf[]): Query {
    const found = this.database.read.createQueryBuilder(TicketEntity, 'ticket').where('ticket.asked IS NOT NULL');
    const scope = scopeOf(viewer, this.district);
    onlyForeign(onlyVisible(found, scope), scope);
    return found.andWhere(
      new Brackets((either) => {
        asked.forEach((one, index) => {
          either.orWhere(this.oneOf(one, index));
        });
      }),
    );
  }

  private oneOf({ states, kinds, streets, charge }: RequestsOf, index: number): Brackets {
    const named = (name: string) => `${name}${index}`;
    return new Brackets((all) => {
      all.where(`ticket.state IN (:...${named('states')})`, { [named('states')]: states });
      all.andWhere(`ticket.asked IN (:...${named('kinds')})`, { [named('kinds')]: kinds });
      if (streets) all.andWhere(`ticket.streetId IN (:...${named('streets')})`, { [named('streets')]: streets });
      if (charge?.length === 0) all.andWhere('1 = 0');
      else if (charge)
        all.andWhere(
          `(${['streetId', 'leadOrg', 'holderOrg']
            .map((column) => `ticket.${column} IN (:...${named('charge')})`)
            .join(' OR ')})`,
          { [named('charge')]: charge },
        );
    });
  }
}
