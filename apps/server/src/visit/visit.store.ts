/** Writing an entry of the ledger: what names a resident is sealed before it comes near the table. */
import { dayOf, dayOfDate } from '@liudan/shared/deadline/calendar';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ReporterActions, type ReporterNamed } from '../identity/reporter.actions.ts';
import { Clock } from '../kernel/clock.ts';
import { Ids } from '../kernel/ids.ts';
import { fail } from '../kernel/problem.ts';
import { Sealer } from '../kernel/sealed.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { VisitEntity } from './visit.entity.ts';

/** The particulars as they were given. */
export interface Said {
  name?: string | undefined;
  phone?: string | undefined;
  address?: string | undefined;
}

export interface NewVisit
  extends Pick<VisitEntity, 'channel' | 'text' | 'collectedAt' | 'groupId' | 'hideName' | 'outcome'>,
    Partial<Pick<VisitEntity, 'reporterId' | 'ticketId' | 'answer' | 'followUpOn'>> {
  place: Pick<VisitEntity, 'communityId' | 'streetId' | 'gridId'>;
  said: Said;
  viewer: Viewer;
}

@Injectable()
export class VisitStore {
  constructor(
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    private readonly reporters: ReporterActions,
  ) {}

  /** Adds an entry within the caller's transaction, and gives its id. */
  async add(tx: EntityManager, visit: NewVisit): Promise<string> {
    const { communityId, streetId, gridId } = visit.place;
    const { name, phone, address } = visit.said;
    const id = this.ids.next();
    const now = this.clock.now();
    const row: VisitEntity = {
      id,
      collectedAt: visit.collectedAt,
      channel: visit.channel,
      text: visit.text,
      communityId,
      streetId,
      gridId,
      groupId: visit.groupId,
      reporterId: visit.reporterId ?? null,
      name: this.sealed(name),
      phone: this.sealed(phone),
      address: this.sealed(address),
      hideName: visit.hideName,
      enteredBy: visit.viewer.personId,
      enteredOrg: dutyOrg(visit.viewer, [gridId, communityId, streetId]),
      outcome: visit.outcome,
      answer: visit.answer ?? null,
      followUpOn: visit.followUpOn ?? null,
      ticketId: visit.ticketId ?? null,
      settledAt: visit.outcome === 'follow_up' ? null : now,
      createdAt: now,
    };
    await tx.createQueryBuilder().insert().into(VisitEntity).values(row).updateEntity(false).execute();
    return id;
  }

  /** Somebody the look-up found, who has to be there still; null for who is known by what he said alone. */
  async known(tx: EntityManager, reporter: Exclude<ReporterNamed, null>): Promise<string | null> {
    return 'personId' in reporter ? this.reporters.reporterFor(tx, reporter, '') : null;
  }

  /** When it was said, as an instant: now, where nothing was sent. INVALID_INPUT for the future. */
  saidAt(collectedAt: string | undefined): number {
    const now = this.clock.now();
    const at = collectedAt === undefined ? now : Date.parse(collectedAt);
    return at > now ? fail('INVALID_INPUT', undefined, { collectedAt: '时间不能晚于现在' }) : at;
  }

  /** A day to follow up by: today or later, and within a year. */
  dayAhead(date: string): string {
    const [day, today] = [dayOfDate(date), dayOf(this.clock.now())];
    if (day < today) fail('INVALID_INPUT', undefined, { followUpOn: '不能早于今天' });
    return day > today + 366 ? fail('INVALID_INPUT', undefined, { followUpOn: '不能超过一年' }) : date;
  }

  /** Says what came of an entry that waited. False where something had come of it before. */
  async settle(
    tx: EntityManager,
    id: string,
    became: Pick<VisitEntity, 'outcome'> & Partial<Pick<VisitEntity, 'answer' | 'ticketId' | 'reporterId'>>,
  ): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(VisitEntity)
      .set({ ...became, settledAt: this.clock.now() })
      .where({ id, outcome: 'follow_up' })
      .updateEntity(false)
      .execute();
    return affected === 1;
  }

  private sealed(text: string | undefined): string | null {
    return text ? this.sealer.seal(text) : null;
  }
}

/** The organisation somebody writes an entry for: of his duties the one that serves the place. */
function dutyOrg({ duties }: Viewer, places: readonly (string | null)[]): string {
  const orgs = duties.filter(({ role }) => role !== 'operator').map(({ org }) => org);
  return places.find((place) => place !== null && orgs.includes(place)) ?? orgs[0] ?? '';
}
