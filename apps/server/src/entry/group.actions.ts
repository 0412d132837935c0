/** Coming out of a WeChat group, and saying whose group it is. */
import type { Named } from '@liudan/shared/contract';
import type { District } from '@liudan/shared/district/schema';
import type { DecideGroup, GroupArrival } from '@liudan/shared/entry/contract';
import { arrivedFrom, PROPOSED_MAX } from '@liudan/shared/entry/group';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import { insertRows, updateRows } from '../kernel/rows.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { WechatClient } from '../wechat/wechat.client.ts';
import { EntryTools } from './entry.tools.ts';
import type { EntryCodeEntity } from './entry-code.entity.ts';
import { EntryEventEntity } from './entry-event.entity.ts';
import { EntryGroupEntity } from './entry-group.entity.ts';

@Injectable()
export class GroupActions {
  constructor(
    private readonly database: Database,
    private readonly tools: EntryTools,
    private readonly wechat: WechatClient,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /**
   * Somebody opened a card in a group. Gives the community that confirmed the group; a group nobody knows is proposed to the community
   * of the card. WECHAT_CODE_REFUSED for what WeChat doesn't vouch for, WECHAT_UNAVAILABLE where it can't be asked.
   */
  async arrive({ code, encryptedData, iv }: GroupArrival, card: EntryCodeEntity | null): Promise<Named | null> {
    const met = await this.wechat.groupOf({ code, encryptedData, iv });
    if (met.kind === 'refused') fail('WECHAT_CODE_REFUSED');
    if (met.kind === 'unknown') fail('WECHAT_UNAVAILABLE');
    const groupHash = this.tools.sealer.hash(`wechat group ${met.opengid}`);
    try {
      return await this.database.write((tx) => this.known(tx, groupHash, card));
    } catch (error) {
      // Another of its members was first, at the same moment; it is proposed all the same.
      if (!isUniqueViolation(error)) throw error;
      return null;
    }
  }

  /** Says whether a group is the community's own; it can be said otherwise later. GROUP_TAKEN where another community was first. */
  async decide(viewer: Viewer, { id }: EntryGroupEntity, { ours, name }: DecideGroup, key: string): Promise<void> {
    const fingerprint = { group: id, ours, name };
    await this.tools.once.run({ personId: viewer.personId, key, fingerprint }, async (tx) => {
      const { groupHash } = await tx.findOneByOrFail(EntryGroupEntity, { id });
      const at = this.tools.clock.now();
      const called = name === '' ? null : name;
      await this.settle(tx, id, {
        state: ours ? 'confirmed' : 'refused',
        confirmedAs: ours ? groupHash : null,
        name: called,
        decidedBy: viewer.personId,
        decidedAt: at,
      });
      const action = ours ? 'confirmed' : 'refused';
      const event = { id: this.tools.ids.next(), subjectId: id, action, actorId: viewer.personId, said: called, at };
      await insertRows(tx, EntryEventEntity, [event as EntryEventEntity]);
      return {};
    });
  }

  private async settle(tx: EntityManager, id: string, change: Partial<EntryGroupEntity>): Promise<void> {
    try {
      await updateRows(tx, EntryGroupEntity, { id }, change);
    } catch (error) {
      if (isUniqueViolation(error)) fail('GROUP_TAKEN');
      throw error;
    }
  }

  private async known(tx: EntityManager, groupHash: string, card: EntryCodeEntity | null): Promise<Named | null> {
    const rows = (await tx.findBy(EntryGroupEntity, { groupHash })).filter(({ communityId }) =>
      this.district.orgs.has(communityId),
    );
    const met =
      rows.find(({ state }) => state === 'confirmed') ?? rows.find((row) => row.communityId === card?.communityId);
    if (met) await this.counted(tx, met.id);
    const outcome = arrivedFrom(rows, card?.communityId ?? null);
    if (outcome && 'propose' in outcome && card) await this.propose(tx, groupHash, card);
    if (!outcome || !('community' in outcome)) return null;
    const name = this.district.orgs.get(outcome.community)?.name;
    return name === undefined ? null : { id: outcome.community, name };
  }

  private async propose(tx: EntityManager, groupHash: string, { code, communityId }: EntryCodeEntity): Promise<void> {
    const waiting = await tx.countBy(EntryGroupEntity, { communityId, state: 'proposed' });
    if (waiting >= PROPOSED_MAX) return;
    const [id, proposedAt] = [this.tools.ids.next(), this.tools.clock.now()];
    const undecided = { state: 'proposed', confirmedAs: null, name: null, decidedBy: null, decidedAt: null } as const;
    await insertRows(tx, EntryGroupEntity, [
      { id, groupHash, communityId, code, arrivals: 1, proposedAt, ...undecided },
    ]);
  }

  private async counted(tx: EntityManager, id: string): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(EntryGroupEntity)
      .set({ arrivals: () => 'arrivals + 1' })
      .where({ id })
      .updateEntity(false)
      .execute();
  }
}
