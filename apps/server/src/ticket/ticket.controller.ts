/** Tickets over HTTP. */
import { id as idOf } from '@liudan/shared/contract';
import {
  actOnTicket,
  type InboxCounts,
  inboxCounts,
  revealed,
  type TicketCard,
  type TicketQuery,
  type TicketView,
  ticketQuery,
} from '@liudan/shared/ticket/contract';
import {
  type Joined,
  type JoinTicket,
  joined,
  joinTicket,
  type SubmitTicket,
  type Submitted,
  submitTicket,
} from '@liudan/shared/ticket/reporting/contract';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import type * as z from 'zod';
import { keyOf } from '../kernel/once.ts';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { TicketActions } from './ticket.actions.ts';
import type { Acted } from './ticket.answers.ts';
import { TicketLooks } from './ticket.looks.ts';
import { TicketQueries } from './ticket.queries.ts';
import { TicketViews } from './ticket.view.ts';

const known = (id: string): string => (idOf.safeParse(id).success ? id : fail('NOT_FOUND'));

@Controller('tickets')
export class TicketController {
  constructor(
    private readonly actions: TicketActions,
    private readonly queries: TicketQueries,
    private readonly views: TicketViews,
    private readonly looks: TicketLooks,
  ) {}

  /** 点单: begins a ticket. The same `Idempotency-Key` gives the same ticket. */
  @Post()
  submit(
    @CurrentViewer() viewer: Viewer,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: submitTicket }) report: SubmitTicket,
  ): Promise<Submitted> {
    return this.actions.submit(viewer, report, keyOf(key));
  }

  /** A list: `mine` (reported by me), `followed` (where I have the same problem), `inbox` (waits for my organisation, by deadline), `all` (what my duties let me see). */
  @Get()
  async list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: ticketQuery }) query: TicketQuery,
  ): Promise<{ items: TicketCard[]; next: string | null }> {
    const { rows, next } = await this.queries.list(viewer, query);
    return { items: await this.views.cards(rows, viewer), next };
  }

  @Get('counts')
  async counts(@CurrentViewer() viewer: Viewer): Promise<InboxCounts> {
    return inboxCounts.parse(await this.queries.counts(viewer));
  }

  @Get(':id')
  async page(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<TicketView> {
    return this.views.page(await this.queries.see(viewer, known(id)), viewer);
  }

  /** One act of the journey. A ticket that went on since `version` answers STALE_VERSION and says what changed. */
  @Post(':id/actions')
  @HttpCode(200)
  act(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: actOnTicket }) body: z.infer<typeof actOnTicket>,
  ): Promise<Acted> {
    const { action, version, ...input } = body;
    return this.actions.act(viewer, known(id), { action, version, input }, keyOf(key));
  }

  /** 一起跟进: whoever has the same problem follows an open ticket. Staff may name the resident at their desk in `reporter`. */
  @Post(':id/join')
  @HttpCode(200)
  async join(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: joinTicket }) body: JoinTicket,
  ): Promise<Joined> {
    return joined.parse(await this.actions.join(viewer, known(id), body, keyOf(key)));
  }

  /** The unmasked name and phone of the reporter, for whoever handles the ticket. Each look is kept. */
  @Post(':id/reveal')
  @HttpCode(200)
  async reveal(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<z.infer<typeof revealed>> {
    return revealed.parse(await this.looks.reveal(viewer, known(id)));
  }
}
