/** What became of messages on their way to WeChat: for the operator, who sees that something is wrong with a template or a quota. */
import { deliveryPage, deliveryQuery } from '@liudan/shared/notify/contract';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { MessageQueries } from './message.queries.ts';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('deliveries')
export class DeliveryController {
  constructor(private readonly queries: MessageQueries) {}

  @Get()
  @ApiOkResponse({ standardSchema: deliveryPage })
  list(@CurrentViewer() viewer: Viewer, @Query({ schema: deliveryQuery }) query: z.infer<typeof deliveryQuery>) {
    if (!viewer.duties.some((duty) => duty.role === 'operator')) fail('FORBIDDEN');
    return this.queries.deliveries(query);
  }
}
