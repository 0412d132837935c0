import type { Named } from '@liudan/shared/contract';
import type { District } from '@liudan/shared/district/schema';
import { LEDGERS } from '@liudan/shared/ledger/all';
import type { Exported } from '@liudan/shared/ledger/contract';
import { monthWords } from '@liudan/shared/stats/month';
import { Inject, Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { ExportLogEntity } from './export-log.entity.ts';
import { filterWords } from './ledger.view.ts';

/** What was taken out of the house, newest first, for those who watch over it. */
@Injectable()
export class ExportQueries {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleQueries,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  async exports({ after, limit }: { after?: string | undefined; limit: number }) {
    const found = await this.database.read.find(ExportLogEntity, {
      where: after ? { id: LessThan(after) } : {},
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const page = found.slice(0, limit);
    const names = await this.people.names(page.map(({ personId }) => personId));
    const items = page.map((row): Exported => {
      const { id, personId, what, format, unmasked, rows } = row;
      return {
        id,
        person: names.get(personId) ?? '',
        org: this.named(row.org),
        what: LEDGERS.find((ledger) => ledger.id === what)?.name ?? '主题党日月报',
        format,
        filter: wordsOf(row.filter, this.district),
        unmasked,
        at: new Date(row.at).toISOString(),
        finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt).toISOString(),
        rows,
      };
    });
    return { items, next: found.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  private named(orgId: string | null): Named | null {
    const org = orgId === null ? undefined : this.district.orgs.get(orgId);
    return org ? { id: org.id, name: org.name } : null;
  }
}

const wordsOf = ({ month, ...filter }: ExportLogEntity['filter'], district: District): string =>
  month === undefined ? filterWords(filter, district) : `${monthWords(month)}，${filterWords(filter, district)}`;
