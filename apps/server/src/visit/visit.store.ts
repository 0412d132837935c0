/** Writing an entry of the ledger: what names a resident is sealed before it comes near the table. */
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Ids } from '../kernel/ids.ts';
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

  private sealed(text: string | undefined): string | null {
    return text ? this.sealer.seal(text) : null;
  }
}

/** The organisation somebody writes an entry for: of his duties the one that serves the place. */
function dutyOrg({ duties }: Viewer, places: readonly (string | null)[]): string {
  const orgs = duties.filter(({ role }) => role !== 'operator').map(({ org }) => org);
  return places.find((place) => place !== null && orgs.includes(place)) ?? orgs[0] ?? '';
}
