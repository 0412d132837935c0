/** The count of consents: one accept in WeChat's popup is one message. WeChat tells nobody how many are left, so they are counted here. */
import type { District } from '@liudan/shared/district/schema';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { updateRows } from '../kernel/rows.ts';
import { CreditEntity } from './credit.entity.ts';

@Injectable()
export class CreditActions {
  private readonly templates: ReadonlySet<string>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(DISTRICT) district: District,
  ) {
    const notices = Object.values(district.templates.notices);
    this.templates = new Set(notices.flatMap(({ wechat }) => (wechat ? [wechat.templateId] : [])));
  }

  /** Counts what a popup was answered with; templates of nobody are ignored. A `reject` uses up nothing that was given before. */
  async count(tx: EntityManager, personId: string, result: Readonly<Record<string, string>>): Promise<number> {
    // In one order for everybody, so that two popups answered at once don't wait for each other's rows.
    const accepted = Object.keys(result).filter((id) => result[id] === 'accept' && this.templates.has(id));
    for (const templateId of accepted.sort()) {
      const more = await this.change(tx, personId, templateId, 'count + 1');
      const row = { personId, templateId, count: 1, updatedAt: this.clock.now() };
      if (more === 0)
        await tx.createQueryBuilder().insert().into(CreditEntity).values(row).updateEntity(false).execute();
    }
    return accepted.length;
  }

  /** One message was sent: one consent less. */
  async spend(tx: EntityManager, personId: string, templateId: string): Promise<void> {
    await this.change(tx, personId, templateId, 'CASE WHEN count > 0 THEN count - 1 ELSE 0 END');
  }

  /** WeChat says there is none: it knows better. */
  async empty(tx: EntityManager, personId: string, templateId: string): Promise<void> {
    await this.change(tx, personId, templateId, '0');
  }

  /** He took every consent back at once. */
  async emptyAll(tx: EntityManager, personId: string): Promise<void> {
    await updateRows(tx, CreditEntity, { personId }, { count: 0, updatedAt: this.clock.now() });
  }

  async left(personId: string, templateId: string): Promise<number> {
    const row = await this.database.read.findOneBy(CreditEntity, { personId, templateId });
    return row?.count ?? 0;
  }

  private async change(tx: EntityManager, personId: string, templateId: string, count: string): Promise<number> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(CreditEntity)
      .set({ count: () => count, updatedAt: this.clock.now() })
      .where({ personId, templateId })
      .updateEntity(false)
      .execute();
    return affected ?? 0;
  }
}
