/** The channels over HTTP: each member of the staff sees and repairs his own, the operator sees how all of them do. */
import { channelFigures, employeeReport, myChannels } from '@liudan/shared/notify/contract';
import { Body, Controller, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { keyOf } from '../kernel/once.ts';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { ChannelActions } from './channel.actions.ts';
import { ChannelQueries } from './channel.queries.ts';
import { FiguresQueries } from './figures.queries.ts';

type Mine = z.infer<typeof myChannels>;

@ApiTags('messages')
@ApiBearerAuth()
@Controller()
export class ChannelController {
  constructor(
    private readonly queries: ChannelQueries,
    private readonly actions: ChannelActions,
    private readonly figures: FiguresQueries,
  ) {}

  @Get('me/channels')
  @ApiOkResponse({ standardSchema: myChannels })
  mine(@CurrentViewer() viewer: Viewer): Promise<Mine> {
    return this.queries.mine(staff(viewer));
  }

  @Put('me/channels/employee')
  @ApiOkResponse({ standardSchema: myChannels })
  async employee(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: employeeReport }) report: z.infer<typeof employeeReport>,
  ): Promise<Mine> {
    await this.actions.employee(staff(viewer), report);
    return this.queries.mine(viewer.personId);
  }

  @Post('me/channels/wecom')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: myChannels })
  async wecom(@CurrentViewer() viewer: Viewer): Promise<Mine> {
    await this.actions.wecom(staff(viewer));
    return this.queries.mine(viewer.personId);
  }

  /** Sends the person a test; what becomes of it is read from `me/channels`. */
  @Post('me/channels/test')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: myChannels })
  async test(@CurrentViewer() viewer: Viewer, @Headers('idempotency-key') key: string | undefined): Promise<Mine> {
    await this.actions.test(staff(viewer), keyOf(key));
    return this.queries.mine(viewer.personId);
  }

  @Get('channels')
  @ApiOkResponse({ standardSchema: channelFigures })
  all(@CurrentViewer() viewer: Viewer): Promise<z.infer<typeof channelFigures>> {
    if (!viewer.duties.some((duty) => duty.role === 'operator')) fail('FORBIDDEN');
    return this.figures.all();
  }
}

/** Residents have consents and a phone number, and nothing to bind. */
const staff = ({ personId, duties }: Viewer): string => (duties.length > 0 ? personId : fail('FORBIDDEN'));
