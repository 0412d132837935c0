/** The rows of the checks: begun with a report, asked one by one, and decided once. */
import type { Checked, CheckState, Found } from '@liudan/shared/safety/verdict';
import { RESULT_WITHIN } from '@liudan/shared/safety/verdict';
import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThanOrEqual } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { insertRows, updateRows } from '../kernel/rows.ts';
import { TicketEventEntity } from '../ticket/ticket-event.entity.ts';
import { ContentCheckEntity } from './content-check.entity.ts';

/** Longer than one answer of WeChat can take: a process that died over it is taken over after this. */
const LEASE_MS = 60_000;

/** What came of asking: found at once, ordered for later, to be asked again, or no use. */
export type Asked =
  | { readonly state: Found; readonly errcode?: number; readonly rid?: string | null }
  | { readonly state: 'ordered'; readonly traceId: string }
  | { readonly state: 'waiting'; readonly nextAt: number; readonly errcode?: number; readonly rid?: string | null };

type About = Pick<ContentCheckEntity, 'ticketId' | 'eventId' | 'postId' | 'personId' | 'at'>;

export interface PicturesOfPost {
  readonly postId: string;
  readonly personId: string;
  readonly photos: readonly string[];
  readonly at: number;
}

@Injectable()
export class Checks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Reports that nobody has begun to check, oldest first. */
  pending(limit: number): Promise<TicketEventEntity[]> {
    return this.database.read.find(TicketEventEntity, {
      where: { screenPending: true },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** Makes the checks of a report and takes its mark, both or neither. */
  async begin({ id: eventId, ticketId, actorId: personId, body, at }: TicketEventEntity): Promise<void> {
    const about = { ticketId, eventId, postId: null, personId, at };
    const rows = [
      this.fresh(about, 'text', null),
      ...body.photos.map((photo) => this.fresh(about, 'photo', photo)),
      ...(body.voice ? [this.fresh(about, 'voice', body.voice)] : []),
    ];
    await this.database.write(async (tx) => {
      const pending = { id: eventId, screenPending: true };
      if ((await updateRows(tx, TicketEventEntity, pending, { screenPending: false })) === 1)
        await insertRows(tx, ContentCheckEntity, rows);
    });
  }

  /** Makes the checks of a question's pictures, in the transaction that keeps it. */
  async beginPictures(tx: EntityManager, { photos, ...about }: PicturesOfPost): Promise<void> {
    const whose = { ...about, ticketId: null, eventId: null };
    await insertRows(
      tx,
      ContentCheckEntity,
      photos.map((photo) => this.fresh(whose, 'photo', photo)),
    );
  }

  /** The next check that is due, taken for this process; null where there is none, or another process was faster. */
  async take(): Promise<ContentCheckEntity | null> {
    const now = this.clock.now();
    const found = await this.database.read.findOne(ContentCheckEntity, {
      where: { nextAt: LessThanOrEqual(now) },
      order: { nextAt: 'ASC', id: 'ASC' },
    });
    if (!found) return null;
    const mine = { tries: found.tries + 1, nextAt: now + LEASE_MS };
    const seen = { id: found.id, tries: found.tries, state: found.state };
    const taken = await this.database.write((tx) => updateRows(tx, ContentCheckEntity, seen, mine));
    return taken === 1 ? { ...found, ...mine } : null;
  }

  /** Writes down what came of asking; false where somebody else did in the meantime. */
  async note({ id, tries, state }: ContentCheckEntity, asked: Asked): Promise<boolean> {
    const now = this.clock.now();
    const change: Partial<ContentCheckEntity> =
      asked.state === 'ordered'
        ? { ...asked, errcode: null, rid: null, nextAt: now + RESULT_WITHIN }
        : asked.state === 'waiting'
          ? { errcode: null, rid: null, ...asked }
          : { errcode: null, rid: null, ...asked, nextAt: null, decidedAt: now };
    return (await this.database.write((tx) => updateRows(tx, ContentCheckEntity, { id, tries, state }, change))) === 1;
  }

  /** The result of what was ordered; the check it decides, or null where it is not known or decided already. */
  async result(traceId: string, found: Found): Promise<ContentCheckEntity | null> {
    const decided = { state: found, nextAt: null, decidedAt: this.clock.now() };
    const met = await this.database.write((tx) =>
      updateRows(tx, ContentCheckEntity, { traceId, state: 'ordered' satisfies CheckState }, decided),
    );
    return met === 1 ? this.database.read.findOneBy(ContentCheckEntity, { traceId }) : null;
  }

  /** All checks of a ticket. */
  of(ticketId: string): Promise<ContentCheckEntity[]> {
    return this.database.read.findBy(ContentCheckEntity, { ticketId });
  }

  private fresh(about: About, what: Checked, mediaId: string | null): ContentCheckEntity {
    const unasked = { state: 'waiting', traceId: null, errcode: null, rid: null, tries: 0, decidedAt: null } as const;
    return { id: this.ids.next(), ...about, what, mediaId, ...unasked, nextAt: about.at };
  }
}
