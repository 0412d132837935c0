/** Open tickets like a report: those in a box around its pin, or of its grid, weighed by the rules. */

import { DAY } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import { boxAround, type Likened, type Likeness, likeness } from '@liudan/shared/ticket/similar';
import { Inject, Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { TicketEntity } from './ticket.entity.ts';

/** No more of a crowded place are weighed, so that a question costs the same everywhere. */
const WEIGHED = 300;

/** What is weighed, and what decides who may be shown it; the whole of a ticket is read for the few that are. */
const FIELDS = [
  'id',
  'text',
  'category',
  'lng',
  'lat',
  'gridId',
  'communityId',
  'submittedAt',
  'reporterId',
  'hideName',
  'state',
  'screening',
  'shown',
] as const;
type LikeRow = Pick<TicketEntity, (typeof FIELDS)[number]>;

type Narrowed = (query: SelectQueryBuilder<TicketEntity>) => SelectQueryBuilder<TicketEntity>;

export interface Like {
  row: LikeRow;
  likeness: Likeness;
}

@Injectable()
export class SimilarQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The open tickets like this one, the most alike first. `except` is the ticket itself, where it is one. */
  async like(report: Likened, except?: string): Promise<Like[]> {
    const at = this.clock.now();
    const rows = await this.near(report, at);
    const found = rows.flatMap((row) => {
      if (row.id === except) return [];
      const alike = likeness({ ...report, at }, row, this.district);
      return alike ? [{ row, likeness: alike }] : [];
    });
    return found.sort((a, b) => b.likeness.score - a.likeness.score || (a.row.id < b.row.id ? 1 : -1));
  }

  private async near({ lng, lat, gridId, communityId }: Likened, at: number): Promise<LikeRow[]> {
    const questions: Narrowed[] = [];
    const newest: Narrowed = (query) => query.orderBy('ticket.id', 'DESC');
    if (lng !== null && lat !== null) {
      const { west, east, south, north } = boxAround({ lng, lat }, this.district.settings.similar.metres);
      questions.push((query) =>
        query
          .andWhere('ticket.lat BETWEEN :south AND :north AND ticket.lng BETWEEN :west AND :east')
          .setParameters({ west, east, south, north })
          // In the order of the index, so that no engine goes through all that is open to have the newest first.
          .orderBy('ticket.lat')
          .addOrderBy('ticket.lng'),
      );
      // Who chose his grid by hand may have said the same.
      if (gridId !== null) questions.push((query) => newest(query.andWhere({ gridId }).andWhere('ticket.lat IS NULL')));
    } else if (gridId !== null) questions.push((query) => newest(query.andWhere({ gridId })));
    else if (communityId !== null) questions.push((query) => newest(query.andWhere({ communityId })));
    const since = asColumn(at - this.district.settings.similar.days * DAY);
    const found = await Promise.all(
      questions.map((narrow) => {
        const query = this.database.read
          .createQueryBuilder(TicketEntity, 'ticket')
          .select(FIELDS.map((field) => `ticket.${field}`))
          .where("ticket.phase = 'open' AND ticket.submittedAt >= :since", { since });
        return narrow(query).take(WEIGHED).getMany();
      }),
    );
    return found.flat();
  }
}
