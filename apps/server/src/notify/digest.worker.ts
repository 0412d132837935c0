/** Gathers what isn't urgent: a few times a day each person is told how much he hasn't seen, in one notice. */
import type { District } from '@liudan/shared/district/schema';
import { timeWords } from '@liudan/shared/notify/wechat-fields';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Ids } from '../kernel/ids.ts';
import { insertRows, updateRows } from '../kernel/rows.ts';
import { pushDataOf } from './notice.ts';
import { PushEntity } from './push.entity.ts';
import { PushQueries, type Standing } from './push.queries.ts';
import { BEGUN } from './push.store.ts';

const BATCH = 500;
const KIND = 'digest';

@Injectable()
export class DigestWorker {
  constructor(
    private readonly database: Database,
    private readonly queries: PushQueries,
    private readonly ids: Ids,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Tells everybody whose time has come. What he has seen meanwhile isn't counted, and for nothing nobody is disturbed. */
  async round(closing: AbortSignal): Promise<void> {
    for (;;) {
      const pushes = closing.aborted ? [] : await this.queries.due('gathering', BATCH);
      if (pushes.length === 0) return;
      const byPerson = new Map<string, Standing[]>();
      for (const standing of await this.queries.standings(pushes)) {
        const { personId } = standing.push;
        byPerson.set(personId, [...(byPerson.get(personId) ?? []), standing]);
      }
      for (const [personId, gathered] of byPerson) await this.tell(personId, gathered);
    }
  }

  private async tell(personId: string, gathered: readonly Standing[]): Promise<void> {
    const now = this.queries.now();
    await this.database.write(async (tx) => {
      const unseen: PushEntity[] = [];
      for (const { push, facts } of gathered) {
        const { id, turn } = push;
        const ended = facts.heard ? 'heard' : 'gathered';
        const change = { state: 'done', ended, turn: turn + 1 } as const;
        const taken = await updateRows(tx, PushEntity, { id, turn, state: 'gathering' }, change);
        if (taken === 1 && !facts.heard) unseen.push(push);
      }
      const last = unseen.at(-1);
      if (last) await insertRows(tx, PushEntity, [this.digest(personId, unseen.length, last, now)]);
    });
  }

  private digest(personId: string, count: number, last: PushEntity, now: number): PushEntity {
    const { notices } = this.district.templates;
    const values = { count: String(count), notice: notices[last.kind].title, time: timeWords(now) };
    return {
      id: this.ids.next(),
      eventId: this.ids.next(),
      personId,
      ticketId: null,
      kind: KIND,
      side: 'staff',
      urgency: 'digest',
      ...BEGUN,
      nextAt: now,
      at: now,
      data: pushDataOf(notices[KIND], 'staff', values),
    };
  }
}
