import { SYSTEM_ACTIONS } from '@liudan/shared/ticket/inputs';
import { JOURNEY } from '@liudan/shared/ticket/journey';
import { dateWords } from '@liudan/shared/ticket/words';
import { type EntityManager, MoreThan } from 'typeorm';
import { TicketEventEntity } from './ticket-event.entity.ts';

/** The acts of the clock; what a person saw before one of them is still what he decides on. */
const QUIET: ReadonlySet<string> = new Set(SYSTEM_ACTIONS);

export const actionLabel = (action: string): string => JOURNEY.find((row) => row.action === action)?.label ?? action;

/** What people did to a ticket since a version, in words: 「签收（11月24日 周二 09:12）」; null where only clocks ticked. */
export async function changeSince(tx: EntityManager, ticketId: string, version: number): Promise<string | null> {
  const events = await tx.find(TicketEventEntity, {
    select: { id: true, action: true, at: true },
    where: { ticketId, seq: MoreThan(version) },
    order: { seq: 'DESC' },
  });
  const done = events.filter((event) => !QUIET.has(event.action));
  const last = done[0];
  return last ? `${actionLabel(last.action)}（${dateWords(last.at)}）` : null;
}
