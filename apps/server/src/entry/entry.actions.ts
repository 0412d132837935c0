/** Making codes and taking them out of use. */
import { randomInt } from 'node:crypto';
import { placeToGrid } from '@liudan/shared/dispatch/place';
import type { District } from '@liudan/shared/district/schema';
import { makeCode } from '@liudan/shared/entry/code';
import type { AddEntries, EditEntry } from '@liudan/shared/entry/contract';
import { keepsWaysIn, standingOrgs } from '@liudan/shared/entry/keepers';
import { isAdded } from '@liudan/shared/entry/kinds';
import type { Org } from '@liudan/shared/org/tier';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import { insertRows, updateRows } from '../kernel/rows.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { EntryQueries } from './entry.queries.ts';
import { EntryTools } from './entry.tools.ts';
import { EntryCodeEntity } from './entry-code.entity.ts';
import { EntryEventEntity } from './entry-event.entity.ts';

/** As they are made; `added` are the rows' ids, in the order of the names. */
export interface Added {
  readonly added: readonly string[];
  readonly existed: number;
}

/** A statement holds some ten thousand values at most. */
const AT_ONCE = 200;
const PLAIN = { label: '', address: '', lng: null, lat: null, picture: null, retiredAt: null } as const;

@Injectable()
export class EntryActions {
  constructor(
    private readonly database: Database,
    private readonly tools: EntryTools,
    private readonly queries: EntryQueries,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Gives every community and every grid its code where it has none yet; says how many it gave. */
  async standUp(): Promise<number> {
    const rows = await this.database.read.find(EntryCodeEntity, {
      select: { standsFor: true },
      where: { standsFor: Not(IsNull()) },
    });
    const known = new Set(rows.map(({ standsFor }) => standsFor));
    const missing = standingOrgs(this.district).filter(({ id }) => !known.has(id));
    if (missing.length === 0) return 0;
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const some = missing.slice(at, at + AT_ONCE);
      try {
        await this.insert(some.map((org) => this.standing(org)));
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        // Another process was as quick, or a code was drawn twice: one by one, what is still missing.
        for (const org of some) await this.insert([this.standing(org)]).catch(unlessThere);
      }
    }
    return missing.length;
  }

  /** FORBIDDEN for a community whose codes aren't the viewer's to keep; what is there already is counted and left alone. */
  async add(viewer: Viewer, asked: AddEntries, key: string): Promise<Added> {
    const { community, kind, labels, address, place } = asked;
    if (!keepsWaysIn(community, viewer, this.district)) fail('FORBIDDEN');
    const org = this.orgFor(asked);
    const { answer } = await this.tools.once.run({ personId: viewer.personId, key, fingerprint: asked }, async (tx) => {
      const there = await tx.findBy(EntryCodeEntity, { communityId: community, kind, org, retiredAt: IsNull() });
      const taken = new Set(there.map(({ label }) => label));
      const names = [...new Set(labels)].filter((label) => !taken.has(label));
      const [at, by] = [this.tools.clock.now(), viewer.personId];
      const rows = names.map((label) => ({
        ...this.fresh(kind, org, community, at),
        label,
        address,
        lng: place?.lng ?? null,
        lat: place?.lat ?? null,
        createdBy: by,
      }));
      await insertRows(tx, EntryCodeEntity, rows);
      await this.log(
        tx,
        rows.map(({ id, label }) => ({ subjectId: id, action: 'added', actorId: by, said: label, at })),
      );
      return { added: rows.map(({ id }) => id), existed: labels.length - rows.length };
    });
    return answer;
  }

  /** Corrects what a code says; NOT_FOUND for one that isn't the viewer's to keep, CHANGED_MEANWHILE for one out of use. */
  async edit(viewer: Viewer, code: string, asked: EditEntry, key: string): Promise<void> {
    const row = await this.added(viewer, code);
    const { label, grid, address, place } = asked;
    const org = this.orgFor({
      community: row.communityId,
      ...(grid === null ? {} : { grid }),
      ...(place === null ? {} : { place }),
    });
    const fingerprint = { edit: code, ...asked };
    await this.tools.once.run({ personId: viewer.personId, key, fingerprint }, async (tx) => {
      const { id, kind, communityId } = row;
      const same = await tx.findBy(EntryCodeEntity, { communityId, kind, org, label, retiredAt: IsNull() });
      if (same.some((other) => other.id !== id)) fail('INVALID_INPUT', undefined, { label: '这个名称已经有码了' });
      const before = await tx.findOneByOrFail(EntryCodeEntity, { id });
      if (before.retiredAt !== null) fail('CHANGED_MEANWHILE');
      const pin = { lng: place?.lng ?? null, lat: place?.lat ?? null };
      await updateRows(tx, EntryCodeEntity, { id }, { label, org, address, ...pin });
      const [actorId, at] = [viewer.personId, this.tools.clock.now()];
      await this.log(tx, [{ subjectId: id, action: 'edited', actorId, said: label, at }]);
      return {};
    });
  }

  /** NOT_FOUND for a code that isn't the viewer's to keep; one that stands for a community or a grid stays as long as this. */
  async retire(viewer: Viewer, code: string, key: string): Promise<void> {
    const row = await this.added(viewer, code);
    const fingerprint = { retire: code };
    await this.tools.once.run({ personId: viewer.personId, key, fingerprint }, async (tx) => {
      const { id, label } = row;
      const at = this.tools.clock.now();
      const before = await tx.findOneByOrFail(EntryCodeEntity, { id });
      if (before.retiredAt !== null) return {};
      await updateRows(tx, EntryCodeEntity, { id }, { retiredAt: at });
      await this.log(tx, [{ subjectId: id, action: 'retired', actorId: viewer.personId, said: label, at }]);
      return {};
    });
  }

  /** A code that people have added, for who keeps it. */
  private async added(viewer: Viewer, code: string): Promise<EntryCodeEntity> {
    const row = await this.queries.kept(viewer, code);
    if (!isAdded(row.kind)) fail('INVALID_INPUT', undefined, { code: '社区和网格的码一直有效，不能修改或停用' });
    return row;
  }

  /** The grid that was chosen, or the one the pin lies in; the community itself where neither says more. */
  private orgFor({ community, grid, place }: Pick<AddEntries, 'community' | 'grid' | 'place'>): string {
    if (grid !== undefined && this.district.orgs.get(grid)?.parentId !== community)
      fail('INVALID_INPUT', undefined, { grid: '这个网格不在所选的社区' });
    if (place === undefined) return grid ?? community;
    const found = placeToGrid(this.district, place.lng, place.lat) ?? fail('PLACE_OUTSIDE');
    if (found.communityId !== community) fail('INVALID_INPUT', undefined, { place: '这个位置不在所选的社区' });
    return grid ?? found.gridId;
  }

  private standing({ id, tier, communityId }: Org): EntryCodeEntity {
    const kind = tier === 'grid' ? 'grid' : 'community';
    return { ...this.fresh(kind, id, communityId ?? id, this.tools.clock.now()), standsFor: id };
  }

  private fresh(kind: EntryCodeEntity['kind'], org: string, communityId: string, at: number): EntryCodeEntity {
    const [id, code] = [this.tools.ids.next(), makeCode((below) => randomInt(below))];
    return { ...PLAIN, id, code, kind, org, communityId, standsFor: null, createdBy: null, createdAt: at };
  }

  private insert(rows: EntryCodeEntity[]): Promise<void> {
    return this.database.write((tx) => insertRows(tx, EntryCodeEntity, rows));
  }

  private log(tx: EntityManager, events: readonly Omit<EntryEventEntity, 'id'>[]): Promise<void> {
    return insertRows(
      tx,
      EntryEventEntity,
      events.map((event) => ({ ...event, id: this.tools.ids.next() })),
    );
  }
}

function unlessThere(error: unknown): void {
  if (!isUniqueViolation(error)) throw error;
}
