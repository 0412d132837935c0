/** Similar tickets as strangers may know them, and as staff see them. */
import type { District } from '@liudan/shared/district/schema';
import { isHimself } from '@liudan/shared/ticket/relation';
import { shownToOthers } from '@liudan/shared/ticket/screening';
import { withoutNumbers } from '@liudan/shared/ticket/similar';
import type { LikeReport, LikeTickets, SimilarTicket } from '@liudan/shared/ticket/similar/contract';
import { Inject, Injectable } from '@nestjs/common';
import { DISTRICT } from '../kernel/district.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { locate } from './place.ts';
import { ReporterQueries } from './reporter.queries.ts';
import { type Like, SimilarQueries } from './similar.queries.ts';
import type { Stored } from './ticket.store.ts';
import { TicketViews } from './ticket.view.ts';

const SHOWN = 5;

@Injectable()
export class SimilarViews {
  constructor(
    private readonly queries: SimilarQueries,
    private readonly known: ReporterQueries,
    private readonly views: TicketViews,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** For whoever is about to report: at most five, a whitelist without anybody's name or number. */
  async forReport(viewer: Viewer, { text, place, category }: LikeReport): Promise<SimilarTicket[]> {
    const located = locate(place, this.district);
    const found = await this.queries.like({ ...located, text, category: category ?? null });
    const shown = found.filter(({ row }) => isHimself(viewer, row.reporterId) || this.isPublic(row)).slice(0, SHOWN);
    const cards = await this.views.cards(
      shown.map(({ row }) => row),
      viewer,
      'resident',
    );
    return shown.flatMap((like) => {
      const card = cards.find(({ id }) => id === like.row.id);
      return card ? [this.shown(like, card, viewer)] : [];
    });
  }

  /** For who may see a ticket: those like it that he may see as well. */
  async forTicket(viewer: Viewer, { whole: { ticket } }: Stored): Promise<LikeTickets['items']> {
    const found = await this.queries.like(ticket, ticket.id);
    const visible = await this.known.byIds(
      viewer,
      found.map(({ row }) => row.id),
    );
    const seen = found.filter(({ row }) => visible.get(row.id)?.visible).slice(0, 2 * SHOWN);
    const cards = await this.views.cards(
      seen.map(({ row }) => row),
      viewer,
    );
    return seen.flatMap(({ row, likeness: { distanceWords, reasons } }) => {
      const card = cards.find(({ id }) => id === row.id);
      return card ? [{ card, distanceWords, reasons }] : [];
    });
  }

  private shown(
    { row, likeness: { distanceWords, reasons } }: Like,
    card: Awaited<ReturnType<TicketViews['cards']>>[number],
    viewer: Viewer,
  ): SimilarTicket {
    const mine = isHimself(viewer, row.reporterId);
    const open = mine || !row.hideName;
    const kind = this.district.categories.get(row.category ?? '')?.name ?? '一件相似的单子';
    const { id, submittedAt, stateWords, sentence, dots, dotsWords } = card;
    return {
      id,
      summary: open ? withoutNumbers(card.summary) : kind,
      thumbUrl: mine || (open && shownToOthers(row.screening, row.shown) === 'all') ? card.thumbUrl : null,
      distanceWords,
      reasons,
      submittedAt,
      stateWords,
      sentence,
      dots,
      dotsWords,
      mine,
    };
  }

  /** What is between people, or goes another way by law, is shown to nobody else; nor is what was found unreasonable, or not looked through. */
  private isPublic({ category, state, screening, shown }: Like['row']): boolean {
    if (state === 'explaining' || shownToOthers(screening, shown) === 'nothing') return false;
    const root = this.district.categories.get(category ?? '')?.rootId;
    return root === undefined || this.district.settings.similar.shownToResidents.includes(root);
  }
}
