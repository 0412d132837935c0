import type { District } from '@liudan/shared/district/schema';
import type { Actor } from '@liudan/shared/identity/roles';
import { KEEPERS } from '@liudan/shared/ledger/common';
import { AGE_LIMITS, AGE_WORDS, AGES } from '@liudan/shared/stats/backlog';
import type { Backlog } from '@liudan/shared/stats/contract';
import { LIGHTS } from '@liudan/shared/ticket/status';
import { scopeOf } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { TicketEntity } from '../ticket/ticket.entity.ts';
import { onlyVisible } from '../ticket/ticket.scope.ts';

type Query = SelectQueryBuilder<TicketEntity>;
const READERS: readonly string[] = [...KEEPERS, 'department_staff'];

/** A row of counts as the engines give it: sums as text from MariaDB and MySQL, and instants as in `instantOf`. */
type Counted = Record<string, string | number | Date>;

/** What is not yet brought to its full stop, unit by unit. */
@Injectable()
export class BacklogQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Counts per unit that must act, the one with the oldest ticket first. NOT_FOUND where the district does without this view. */
  async units(viewer: Viewer): Promise<Backlog> {
    const now = this.clock.now();
    const tally = (sql: string) => `SUM(CASE WHEN ${sql} THEN 1 ELSE 0 END)`;
    const found = this.open(viewer).select('ticket.holderOrg', 'org').addSelect('COUNT(*)', 'open');
    found.addSelect('MIN(ticket.submittedAt)', 'oldest');
    AGES.forEach((age, index) => {
      // Older than the band before it, and not older than its own end.
      const [from, until] = [AGE_LIMITS[index - 1] ?? 0, AGE_LIMITS[index]];
      const younger = `ticket.submittedAt <= :from${index}`;
      found.addSelect(tally(until === undefined ? younger : `${younger} AND ticket.submittedAt > :until${index}`), age);
      found.setParameter(`from${index}`, asColumn(now - from));
      if (until !== undefined) found.setParameter(`until${index}`, asColumn(now - until));
    });
    const lights = {
      red: 'ticket.dueAt < :now',
      yellow: 'ticket.dueAt >= :now AND ticket.warnAt <= :now',
      green: 'ticket.dueAt >= :now AND ticket.warnAt > :now',
      paused: 'ticket.dueAt IS NULL',
    } as const;
    for (const light of LIGHTS) found.addSelect(tally(lights[light]), light);
    const rows: Counted[] = await found
      .setParameter('now', asColumn(now))
      .groupBy('ticket.holderOrg')
      .orderBy('oldest', 'ASC')
      .getRawMany();
    const units = rows.map((row) => this.unit(row));
    return { units, open: units.reduce((sum, { open }) => sum + open, 0) };
  }

  /** The open tickets of one unit, or of all, the oldest first. */
  async tickets(
    viewer: Viewer,
    { org, after, limit }: { org?: string | undefined; after?: string | undefined; limit: number },
  ) {
    const found = this.open(viewer);
    if (org !== undefined) found.andWhere('ticket.holderOrg = :org', { org });
    if (after !== undefined) found.andWhere('ticket.id > :after', { after });
    const rows = await found
      .orderBy('ticket.id', 'ASC')
      .take(limit + 1)
      .getMany();
    const page = rows.slice(0, limit);
    return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  private open(viewer: Viewer): Query {
    if (!this.district.settings.views.backlog) fail('NOT_FOUND');
    const actor: Actor = { ...viewer, duties: viewer.duties.filter(({ role }) => READERS.includes(role)) };
    const found = this.database.read.createQueryBuilder(TicketEntity, 'ticket').where("ticket.phase = 'open'");
    return onlyVisible(found, scopeOf(actor, this.district)).andWhere('ticket.reporterId NOT IN (:...self)', {
      self: [viewer.personId, ...(viewer.formerly ?? [])],
    });
  }

  private unit(row: Counted): Backlog['units'][number] {
    const id = String(row.org);
    return {
      org: { id, name: this.district.orgs.get(id)?.name ?? id },
      open: Number(row.open),
      bands: AGES.map((age) => ({ age, words: AGE_WORDS[age], count: Number(row[age]) })),
      lights: LIGHTS.map((light) => ({ light, count: Number(row[light]) })),
      oldestAt: new Date(instantOf(row.oldest)).toISOString(),
    };
  }
}

/** MariaDB and MySQL give a date, SQLite its text in UTC. */
const instantOf = (value: Counted[string] | undefined): number =>
  value instanceof Date ? value.getTime() : Date.parse(`${String(value).replace(' ', 'T')}Z`);
