/** Messages over HTTP. */
import { id as idOf } from '@liudan/shared/contract';
import { LIMITS } from '@liudan/shared/limits';
import { messagePage, messageQuery, subscriptionAnswer, ticketRead } from '@liudan/shared/notify/contract';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { MessageActions } from './message.actions.ts';
import { MessageQueries } from './message.queries.ts';

const idempotencyKey = z.string().min(1).max(LIMITS.idempotencyKey);

@ApiTags('messages')
@ApiBearerAuth()
@Controller()
export class MessageController {
  constructor(
    private readonly queries: MessageQueries,
    private readonly actions: MessageActions,
  ) {}

  /** The signed-in person's messages, newest first, with how many are unread. */
  @Get('messages')
  @ApiOkResponse({ standardSchema: messagePage })
  list(@CurrentViewer() viewer: Viewer, @Query({ schema: messageQuery }) query: z.infer<typeof messageQuery>) {
    return this.queries.messagesOf(viewer.personId, query);
  }

  @Post('messages/read-all')
  @HttpCode(204)
  @ApiNoContentResponse()
  async readAll(@CurrentViewer() viewer: Viewer): Promise<void> {
    await this.actions.readAll(viewer.personId);
  }

  /** Everything told of one ticket, because it was opened; nothing is said of whether there was anything. */
  @Post('messages/read')
  @HttpCode(204)
  @ApiNoContentResponse()
  async readTicket(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: ticketRead }) { ticketId }: z.infer<typeof ticketRead>,
  ): Promise<void> {
    await this.actions.readTicket(viewer.personId, ticketId);
  }

  @Post('messages/:id/read')
  @HttpCode(204)
  @ApiNoContentResponse()
  async read(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<void> {
    if (!idOf.safeParse(id).success) fail('NOT_FOUND');
    await this.actions.read(viewer.personId, id);
  }

  /** What WeChat's popup was answered with, by template id. */
  @Post('subscriptions')
  @HttpCode(204)
  @ApiNoContentResponse()
  async subscribe(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: subscriptionAnswer }) { result }: z.infer<typeof subscriptionAnswer>,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<void> {
    const known = idempotencyKey.safeParse(key);
    await this.actions.subscribe(viewer.personId, result, known.success ? known.data : undefined);
  }
}
