import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ReporterActions } from '../identity/reporter.actions.ts';
import { Ids } from '../kernel/ids.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { MediaQueries } from '../media/media.queries.ts';
import { TicketNumbers } from './number.ts';
import { ReporterViews } from './reporter.view.ts';
import type { Stored } from './ticket.store.ts';

type Input = Readonly<Record<string, unknown>>;

/** What the acts need from beside: numbers, ids, photos and people. */
@Injectable()
export class TicketTools {
  constructor(
    readonly numbers: TicketNumbers,
    readonly ids: Ids,
    readonly media: MediaQueries,
    readonly reporters: ReporterActions,
    private readonly known: ReporterViews,
  ) {}

  /** What was said by voice alone gets words that say so, for lists and messages: 「语音点单（36 秒）」. */
  async spoken<T extends { text?: unknown; voice?: unknown }>(
    tx: EntityManager,
    said: T,
    { personId }: Viewer,
    what: string,
  ): Promise<T> {
    if (typeof said.voice !== 'string') return said;
    const seconds = await this.media.secondsOf(tx, said.voice, personId);
    return said.text ? said : { ...said, text: `${what}（${seconds} 秒）` };
  }

  /**
   * Forms name people by their key on the roster, and the ticket keeps the person's id. Of a call the ticket keeps which number was
   * called, masked, so that a score somebody else entered can be traced.
   */
  async withPeople(input: Input, stored: Stored): Promise<Input> {
    if (typeof input.person === 'string') return { ...input, personId: await this.known.idOfKey(input.person) };
    const contact = input.contact as { by?: string } | undefined;
    if (contact?.by !== 'phone') return input;
    return { ...input, contact: { ...contact, number: await this.known.maskedNumber(stored) } };
  }
}
