/** The tickets of one reporter, for whoever is about to enter another, and tickets named by other modules. */
import { DAY } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import { may, maySeeReporter } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { TicketEntity } from './ticket.entity.ts';
import { loadWholes } from './ticket.store.ts';

const RECENT_MS = 30 * DAY;
const SHOWN = 10;

/** A ticket, and whether this viewer may open it. */
export interface Known {
  row: TicketEntity;
  visible: boolean;
}

@Injectable()
export class ReporterQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /**
   * Open and lately closed tickets of these ids, newest first. A ticket whose reporter asked that his name be kept is left out for who
   * may not know him: that it is this person's would tell.
   */
  async ticketsOf(viewer: Viewer, reporterIds: readonly string[]): Promise<Known[]> {
    const rows = await this.database.read.find(TicketEntity, {
      where: { reporterId: In([...reporterIds]) },
      order: { id: 'DESC' },
      take: 5 * SHOWN,
    });
    const since = this.clock.now() - RECENT_MS;
    const known = await this.known(
      viewer,
      rows.filter((row) => row.closedAt === null || row.closedAt > since),
    );
    return known
      .filter(({ row, whole }) => !row.hideName || maySeeReporter(viewer, whole, this.district))
      .slice(0, SHOWN);
  }

  /** These tickets by id; ids that aren't there are left out. */
  async byIds(viewer: Viewer, ids: readonly string[]): Promise<Map<string, Known>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.read.findBy(TicketEntity, { id: In([...ids]) });
    return new Map((await this.known(viewer, rows)).map((known) => [known.row.id, known]));
  }

  private async known(viewer: Viewer, rows: readonly TicketEntity[]) {
    const wholes = await loadWholes(
      this.database.read,
      rows.map(({ id }) => id),
    );
    return rows.flatMap((row) => {
      const whole = wholes.get(row.id);
      return whole ? [{ row, whole, visible: may('ticket.see', viewer, whole, this.district) }] : [];
    });
  }
}
