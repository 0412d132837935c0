/** What ties a person to channels, changed by what the channels say: consents used up, bindings gone. */
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { replaceRows, updateRows } from '../kernel/rows.ts';
import { Sealer } from '../kernel/sealed.ts';
import { BindingEntity } from './binding.entity.ts';
import { CreditActions } from './credit.actions.ts';
import type { DeliveryEntity } from './delivery.entity.ts';
import type { Outcome } from './outcome.ts';

type Bound = BindingEntity['channel'];

@Injectable()
export class TieActions {
  constructor(
    private readonly credits: CreditActions,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /** What the outcome of a try says about the ties of the person it was for. */
  async learn(
    tx: EntityManager,
    personId: string,
    tried: DeliveryEntity,
    { credit, lost, reason }: Outcome,
  ): Promise<void> {
    const templateId = 'templateId' in tried.data ? tried.data.templateId : '';
    if (credit === 'spend') await this.credits.spend(tx, personId, templateId);
    if (credit === 'empty') await this.credits.empty(tx, personId, templateId);
    const channel = tried.channel;
    if (!lost || (channel !== 'wecom' && channel !== 'employee')) return;
    if (lost === 'binding') await this.loosen(tx, personId, channel, reason ?? '');
    else await this.take(tx, personId, { [templateId]: false });
  }

  async wecom(tx: EntityManager, personId: string, userid: string): Promise<void> {
    await this.put(tx, { personId, channel: 'wecom', account: this.sealer.seal(userid), templates: [] });
  }

  /** 用工关系 is there; the templates that were answered, each taken or not. */
  async employee(tx: EntityManager, personId: string, templates: Readonly<Record<string, boolean>>): Promise<void> {
    const row = await tx.findOneBy(BindingEntity, { personId, channel: 'employee' });
    // A new binding begins with what was taken together with it.
    const kept = row?.state === 'ok' ? row.templates : [];
    await this.put(tx, { personId, channel: 'employee', account: null, templates: changed(kept, templates) });
  }

  /** The tie is gone, says the other side. */
  async loosen(tx: EntityManager, personId: string, channel: Bound, reason: string): Promise<void> {
    const broken = { state: 'broken', reason, updatedAt: this.clock.now() } as const;
    await updateRows(tx, BindingEntity, { personId, channel, state: 'ok' }, broken);
  }

  /** He switched a template off in WeChat. */
  async refused(tx: EntityManager, personId: string, templateId: string): Promise<void> {
    await this.credits.empty(tx, personId, templateId);
  }

  /** WeChat may send him nothing any more. */
  async close(tx: EntityManager, personId: string, reason: string): Promise<void> {
    await this.credits.emptyAll(tx, personId);
    await this.loosen(tx, personId, 'employee', reason);
  }

  private async take(tx: EntityManager, personId: string, answers: Readonly<Record<string, boolean>>): Promise<void> {
    const row = await tx.findOneBy(BindingEntity, { personId, channel: 'employee' });
    if (!row) return;
    const change = { templates: changed(row.templates, answers), updatedAt: this.clock.now() };
    await updateRows(tx, BindingEntity, { personId, channel: 'employee' }, change);
  }

  private async put(tx: EntityManager, row: Pick<BindingEntity, 'personId' | 'channel' | 'account' | 'templates'>) {
    await replaceRows(tx, BindingEntity, [{ ...row, state: 'ok', reason: null, updatedAt: this.clock.now() }]);
  }
}

const changed = (kept: readonly string[], answers: Readonly<Record<string, boolean>>): string[] => {
  const taken = Object.keys(answers).filter((id) => answers[id]);
  return [...new Set([...kept.filter((id) => answers[id] !== false), ...taken])].sort();
};
