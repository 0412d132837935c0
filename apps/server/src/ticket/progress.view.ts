/** How far tickets are, for pages that may say no more of them: no words of anybody, no name, no place. */
import type { District } from '@liudan/shared/district/schema';
import type { DotState } from '@liudan/shared/ticket/status';
import { dotsOf, dotsWords, sentenceFor } from '@liudan/shared/ticket/words';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { ClockEntity } from './clock.entity.ts';
import { TicketEntity } from './ticket.entity.ts';
import { wholeOf } from './ticket.store.ts';

export interface Progress {
  readonly number: string;
  /** Where it is and until when: said to its reporter, and about it to everybody else. */
  readonly sentence: { readonly reporter: string; readonly others: string };
  readonly dots: { key: string; label: string; state: DotState }[];
  readonly dotsWords: string;
}

@Injectable()
export class ProgressViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** By id; tickets that aren't there are left out. Who may know that a ticket is there at all is the caller's question. */
  async of(ticketIds: readonly string[]): Promise<Map<string, Progress>> {
    const ids = [...new Set(ticketIds)];
    if (ids.length === 0) return new Map();
    const rows = await this.database.read.findBy(TicketEntity, { id: In(ids) });
    const clocks = await this.database.read.findBy(ClockEntity, { ticketId: In(ids) });
    const now = this.clock.now();
    return new Map(
      rows.map((row) => {
        const own = clocks.filter(({ ticketId }) => ticketId === row.id);
        const whole = wholeOf(row, { clocks: own });
        const say = (side: 'resident' | 'staff') =>
          sentenceFor(whole.ticket, whole.clocks, this.district, { side, now });
        return [
          row.id,
          {
            number: row.number,
            sentence: { reporter: say('resident'), others: say('staff') },
            dots: dotsOf(whole.ticket),
            dotsWords: dotsWords(whole.ticket),
          },
        ];
      }),
    );
  }
}
