/** Puts the posters of codes together. */
import type { District } from '@liudan/shared/district/schema';
import type { EntryView, PosterQuery } from '@liudan/shared/entry/contract';
import { orgOf } from '@liudan/shared/org/tree';
import { speech } from '@liudan/shared/wording';
import { Inject, Injectable } from '@nestjs/common';
import { DISTRICT } from '../kernel/district.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { EntryQueries } from './entry.queries.ts';
import { EntryViews } from './entry.view.ts';
import { type CodePicture, CodePictures } from './pictures.ts';
import { type Poster, posterSheets } from './poster.ts';

const SCAN = { wechat: '打开微信，扫一扫', link: '用微信或手机相机扫一扫' } as const;
/** As many fit beside each other. */
const CONTACTS = 2;

@Injectable()
export class Posters {
  constructor(
    private readonly queries: EntryQueries,
    private readonly views: EntryViews,
    private readonly pictures: CodePictures,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The page to be printed, for who keeps the codes. */
  async page(viewer: Viewer, asked: PosterQuery): Promise<string> {
    const rows = await this.queries.forPoster(viewer, asked);
    const pictures = await this.pictures.ofAll(rows);
    const views = await Promise.all(rows.map((row) => this.views.view(row)));
    const posters = views.flatMap((view, at) => {
      const picture = pictures[at];
      return picture ? [this.poster(view, picture)] : [];
    });
    return posterSheets(posters, asked.layout, speech(this.district));
  }

  private poster(view: EntryView, { kind, type, bytes }: CodePicture): Poster {
    const { words, grid, community, code } = view;
    return {
      words,
      grid: grid === null || words.includes(grid.name) ? null : grid.name,
      code,
      picture: `data:${type};base64,${bytes.toString('base64')}`,
      scan: SCAN[kind],
      contacts: this.contacts(view, orgOf(this.district, community.id).phone ?? null),
      district: this.district.name,
    };
  }

  private contacts({ worker, community }: EntryView, office: string | null): Poster['contacts'] {
    const { wording, settings } = this.district;
    const all = [
      ...(worker ? [{ role: wording.roles.grid_worker, name: worker.name, phone: spaced(worker.phone) }] : []),
      ...(office === null ? [] : [{ role: `${community.name}电话`, name: null, phone: office }]),
      { role: '服务热线', name: null, phone: settings.phone },
    ];
    return all.slice(0, CONTACTS);
  }
}

/** A mobile number as it is read aloud. */
const spaced = (phone: string | null): string | null => phone?.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3') ?? null;
