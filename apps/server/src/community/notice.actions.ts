/** Writing, changing and withdrawing notices, reading them, and taking over those of the district's file. */
import type { EditNotice, WithdrawNotice, WriteNotice, Written } from '@liudan/shared/community/contract';
import { mayWriteFor, wrongTimes } from '@liudan/shared/community/notice';
import type { District } from '@liudan/shared/district/schema';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import { insertRows, updateRows } from '../kernel/rows.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { CommunityTools } from './community.tools.ts';
import { NoticeEntity } from './notice.entity.ts';
import { NoticeQueries } from './notice.queries.ts';
import { NoticeReaderEntity } from './notice-reader.entity.ts';

@Injectable()
export class NoticeActions {
  constructor(
    private readonly database: Database,
    private readonly tools: CommunityTools,
    private readonly queries: NoticeQueries,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Publishes a notice now, or plans it. FORBIDDEN for an organisation that isn't the viewer's to write for. */
  async write(viewer: Viewer, notice: WriteNotice, key: string): Promise<Written> {
    if (!mayWriteFor(notice.org, viewer, this.district)) fail('FORBIDDEN');
    return this.once(viewer, key, notice, async (tx) => {
      const [id, now] = [this.tools.ids.next(), this.tools.clock.now()];
      const { org, topic, title, body, pinned, photos } = notice;
      const times = this.timesOf(notice, now, null);
      const row = { id, org, topic, title, body, pinned, photos, ...times, seedKey: null, createdAt: now, version: 1 };
      await insertRows(tx, NoticeEntity, [{ ...row, ...FRESH, authorId: viewer.personId }]);
      await this.attach(tx, viewer, id, photos, now);
      return { id, version: 1 };
    });
  }

  /** Changes what a notice says. CHANGED_MEANWHILE where it went on since `version`, or was withdrawn. */
  async edit(viewer: Viewer, id: string, { version, ...notice }: EditNotice, key: string): Promise<Written> {
    return this.once(viewer, key, { id, version, ...notice }, async (tx) => {
      const before = await this.queries.forWriting(tx, viewer, id);
      if (before.withdrawnAt !== null || before.version !== version) fail('CHANGED_MEANWHILE');
      const now = this.tools.clock.now();
      const { topic, title, body, pinned, photos } = notice;
      const times = this.timesOf(notice, now, before);
      const said = before.publishAt <= now && (title !== before.title || body !== before.body);
      const change = { topic, title, body, pinned, photos, ...times, editedAt: said ? now : before.editedAt };
      await this.change(tx, before, { ...change, editorId: viewer.personId });
      const added = photos.filter((photo) => !before.photos.includes(photo));
      await this.attach(tx, viewer, id, added, now);
      return { id, version: version + 1 };
    });
  }

  /** Takes a notice back; it is gone for its readers at once and stays with its reason for who wrote it. */
  async withdraw(viewer: Viewer, id: string, { version, reason }: WithdrawNotice, key: string): Promise<Written> {
    return this.once(viewer, key, { id, version, reason }, async (tx) => {
      const before = await this.queries.forWriting(tx, viewer, id);
      if (before.withdrawnAt !== null || before.version !== version) fail('CHANGED_MEANWHILE');
      const change = { withdrawnAt: this.tools.clock.now(), withdrawnBecause: reason };
      await this.change(tx, before, { ...change, editorId: viewer.personId });
      return { id, version: version + 1 };
    });
  }

  /** Counts a resident as a reader, once for ever; staff who look are not counted. */
  async read(viewer: Viewer, id: string): Promise<void> {
    await this.queries.see(viewer, id);
    if (viewer.kind !== 'resident') return;
    const reader = { noticeId: id, personId: viewer.personId };
    if (await this.database.read.existsBy(NoticeReaderEntity, reader)) return;
    await this.unlessThere({ ...reader, at: this.tools.clock.now() }, NoticeReaderEntity);
  }

  /** The notices of notices.yaml that never were taken over. What became of one since is not undone. */
  async takeOver(): Promise<number> {
    const known = await this.database.read.find(NoticeEntity, { select: { seedKey: true } });
    const keys = new Set(known.map(({ seedKey }) => seedKey));
    const missing = this.district.notices.filter(({ id }) => !keys.has(id));
    for (const { id: seedKey, org, topic, title, body, pinned, publishedAt } of missing) {
      const row = { id: this.tools.ids.next(), seedKey, org, topic, title, body, pinned, photos: [], version: 1 };
      const times = { publishAt: publishedAt, untilAt: null, createdAt: this.tools.clock.now() };
      await this.unlessThere({ ...row, ...times, ...FRESH }, NoticeEntity);
    }
    return missing.length;
  }

  /** Two processes may do the same at once; who comes second has nothing left to do. */
  private async unlessThere<T extends object>(row: T, entity: new () => T): Promise<void> {
    try {
      await this.database.write((tx) => insertRows(tx, entity, [row]));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }

  private timesOf(
    { publishAt, until }: Pick<WriteNotice, 'publishAt' | 'until'>,
    now: number,
    before: NoticeEntity | null,
  ): Pick<NoticeEntity, 'publishAt' | 'untilAt'> {
    const times = {
      publishAt: publishAt === undefined ? (before?.publishAt ?? now) : Date.parse(publishAt),
      untilAt: until === null ? null : Date.parse(until),
    };
    const wrong = wrongTimes(times, now, before);
    return wrong ? fail('INVALID_INPUT', undefined, wrong) : times;
  }

  private attach(tx: EntityManager, viewer: Viewer, subjectId: string, ids: readonly string[], at: number) {
    if (ids.length > this.district.settings.photos.perAct)
      fail('INVALID_INPUT', undefined, { photos: `最多 ${this.district.settings.photos.perAct} 张照片` });
    const to = { ownerId: viewer.personId, subjectId, purpose: 'notice', at } as const;
    return this.tools.media.attachToPage(tx, { ids, ...to });
  }

  private async change(tx: EntityManager, { id, version }: NoticeEntity, change: Partial<NoticeEntity>): Promise<void> {
    const met = await updateRows(tx, NoticeEntity, { id, version }, { ...change, version: version + 1 });
    if (met !== 1) fail('CHANGED_MEANWHILE');
  }

  private async once<T extends object>(
    { personId }: Viewer,
    key: string,
    fingerprint: object,
    work: (tx: EntityManager) => Promise<T>,
  ): Promise<T> {
    return (await this.tools.once.run({ personId, key, fingerprint }, work)).answer;
  }
}

const FRESH = { withdrawnAt: null, withdrawnBecause: null, authorId: null, editorId: null, editedAt: null };
