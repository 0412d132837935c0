/**
 * Decides for every notice what comes next (`nextStep`): the next channel, waiting, the leader, the end. A decision counts only while
 * nothing else happened to the push in between (`turn`), so that several processes may decide at once.
 */
import { HOUR } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import type { PushChannel } from '@liudan/shared/notify/contract';
import { nextStep, type Step } from '@liudan/shared/notify/escalate';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Ids } from '../kernel/ids.ts';
import { insertRows, updateRows } from '../kernel/rows.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { LeaderQueries, type Told } from './leader.queries.ts';
import { MessageEntity } from './message.entity.ts';
import { PushEntity } from './push.entity.ts';
import { PushQueries } from './push.queries.ts';

const BATCH = 100;
const WITHDRAWN = '在规定时间内没有发出，改走下一个通道';

interface Decision {
  readonly push: PushEntity;
  readonly step: Step;
  /** What the leaders are told, where that is the step. */
  readonly told: Told | null;
}

@Injectable()
export class PushWorker {
  constructor(
    private readonly database: Database,
    private readonly queries: PushQueries,
    private readonly leaders: LeaderQueries,
    private readonly ids: Ids,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Decides whatever is due. Gives how many pushes there were. */
  async round(closing: AbortSignal): Promise<number> {
    for (let count = 0; ; ) {
      const pushes = closing.aborted ? [] : await this.queries.due('open', BATCH);
      if (pushes.length === 0) return count;
      const now = this.queries.now();
      const decisions = await this.decide(pushes, now);
      await this.database.write(async (tx) => {
        for (const decision of decisions) await this.keep(tx, decision, now);
      });
      count += pushes.length;
    }
  }

  private async decide(pushes: readonly PushEntity[], now: number): Promise<Decision[]> {
    const decisions: Decision[] = [];
    for (const { push, facts, tries, reach } of await this.queries.standings(pushes)) {
      const step = nextStep(facts, tries, reach, now, this.district.settings.notify);
      const told = step.do === 'tell_leader' ? await this.leaders.noticeFor(push, now) : null;
      decisions.push({ push, step, told });
    }
    return decisions;
  }

  private async keep(tx: EntityManager, { push, step, told }: Decision, now: number): Promise<void> {
    const { id, turn } = push;
    if (
      (await updateRows(tx, PushEntity, { id, turn, state: 'open' }, { turn: turn + 1, ...after(step, told, now) })) !==
      1
    )
      return;
    const rows = step.passed.map(({ channel, why }) => this.tryOf(push, channel, now, why));
    if (step.do === 'try') rows.push(this.tryOf(push, step.channel, now));
    await insertRows(tx, DeliveryEntity, rows);
    if (step.do === 'withdraw') {
      const pending = {
        eventId: push.eventId,
        personId: push.personId,
        channel: step.channel,
        state: 'pending',
      } as const;
      await updateRows(tx, DeliveryEntity, pending, { state: 'skipped', reason: WITHDRAWN, endedAt: now });
    }
    if (told && told.messages.length > 0) await this.tell(tx, push, told, now);
  }

  /** A try that begins now, or one that is over before it began, with why. */
  private tryOf(push: PushEntity, channel: PushChannel, now: number, why?: string): DeliveryEntity {
    const { eventId, personId, ticketId, kind, at } = push;
    return {
      id: this.ids.next(),
      eventId,
      personId,
      channel,
      ticketId,
      kind,
      state: why === undefined ? 'pending' : 'skipped',
      urgent: push.urgency === 'urgent',
      attempts: 0,
      nextAt: now,
      leaseToken: null,
      errcode: null,
      rid: null,
      msgid: null,
      reason: why ?? null,
      data: push.data[channel] ?? { templateId: '', params: [], page: '' },
      at,
      queuedAt: now,
      endedAt: why === undefined ? null : now,
    };
  }

  /** Of those who waited for one organisation the first to give up takes the turn, so that its leaders are told once of each event. */
  private async tell(tx: EntityManager, { eventId, orgId }: PushEntity, told: Told, now: number): Promise<void> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(PushEntity)
      .set({ leaderAt: now })
      .where('eventId = :eventId AND orgId = :orgId AND leaderAt IS NULL', { eventId, orgId })
      .updateEntity(false)
      .execute();
    if (!affected) return;
    await insertRows(tx, MessageEntity, told.messages);
    await insertRows(tx, PushEntity, told.pushes);
  }
}

function after(step: Step, told: Told | null, now: number): Partial<PushEntity> {
  switch (step.do) {
    case 'try':
      // The try wakes it when it ended.
      return { nextAt: now + HOUR };
    case 'wait':
      return { nextAt: step.until };
    case 'withdraw':
      return { nextAt: now };
    case 'tell_leader':
      return { state: 'done', ended: told && told.messages.length > 0 ? 'leader' : 'unreached' };
    case 'end':
      return { state: 'done', ended: step.as };
  }
}
