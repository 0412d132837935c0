import { Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { ReporterActions } from '../identity/reporter.actions.ts';
import { Ids } from '../kernel/ids.ts';
import { MediaQueries } from '../media/media.queries.ts';
import { TicketNumbers } from './number.ts';

/** What the acts need from beside: numbers, ids, photos and people. */
@Injectable()
export class TicketTools {
  constructor(
    readonly numbers: TicketNumbers,
    readonly ids: Ids,
    readonly media: MediaQueries,
    readonly reporters: ReporterActions,
    private readonly people: PeopleQueries,
  ) {}

  /** Forms name people by their key on the roster; the ticket keeps the person's id. */
  async withPerson(input: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    if (typeof input.person !== 'string') return input;
    const [person] = await this.people.byRosterKeys([input.person]);
    return { ...input, personId: person?.id ?? null };
  }
}
