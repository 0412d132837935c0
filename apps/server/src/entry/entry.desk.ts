/** What the routes of the codes answer: rows found, and shown as the contract says. */
import type { EntryCard, EntryPage, EntryPicture, EntryQuery, EntryView } from '@liudan/shared/entry/contract';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { EntryQueries } from './entry.queries.ts';
import { EntryViews } from './entry.view.ts';
import { imageAddress, secondsLeft } from './image-address.ts';
import { type CodePicture, CodePictures } from './pictures.ts';

@Injectable()
export class EntryDesk {
  constructor(
    private readonly queries: EntryQueries,
    private readonly views: EntryViews,
    private readonly pictures: CodePictures,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Pick<Env, 'signingKey'>,
  ) {}

  async view(code: string): Promise<EntryView> {
    return this.views.view((await this.queries.find(code)) ?? fail('NOT_FOUND'));
  }

  async list(viewer: Viewer, query: EntryQuery): Promise<EntryPage> {
    const { rows, next } = await this.queries.list(viewer, query);
    return { items: await this.views.cards(rows), next, communities: this.views.choices(viewer) };
  }

  async cards(ids: readonly string[]): Promise<EntryCard[]> {
    return this.views.cards(await this.queries.byIds(ids));
  }

  async card(viewer: Viewer, code: string): Promise<EntryCard> {
    const [card] = await this.views.cards([await this.queries.kept(viewer, code)]);
    return card ?? fail('NOT_FOUND');
  }

  async picture(viewer: Viewer, code: string): Promise<EntryPicture> {
    const row = await this.queries.kept(viewer, code);
    const { kind, why } = await this.pictures.of(row);
    return { kind, why, url: imageAddress(this.env.signingKey, row.code, this.clock.now()) };
  }

  /** The picture behind a signed address, and for how many seconds the address is still good; null where it isn't. */
  async image(
    code: string,
    given: { e?: string | undefined; s?: string | undefined },
  ): Promise<{ seconds: number; picture: CodePicture } | null> {
    const seconds = secondsLeft(this.env.signingKey, code, given, this.clock.now());
    const row = seconds === null ? null : await this.queries.find(code);
    return row && seconds !== null ? { seconds, picture: await this.pictures.of(row) } : null;
  }
}
