import { agreePrivacy, bindPhone, type Me, me, nameMe, tieCommunity } from '@liudan/shared/identity/contract';
import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { MeActions } from './me.actions.ts';
import { MeQueries } from './me.queries.ts';
import { PhoneActions } from './phone.actions.ts';

/** The person himself. Every change answers with the person as he is then. */
@ApiTags('me')
@ApiBearerAuth()
@Controller('me')
export class MeController {
  constructor(
    private readonly queries: MeQueries,
    private readonly actions: MeActions,
    private readonly phones: PhoneActions,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: me })
  read(@CurrentViewer() viewer: Viewer): Promise<Me> {
    return this.queries.me(viewer.personId);
  }

  @Put('privacy')
  @ApiOkResponse({ standardSchema: me })
  async privacy(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: agreePrivacy }) body: z.infer<typeof agreePrivacy>,
  ): Promise<Me> {
    await this.actions.agreePrivacy(viewer.personId, body.version);
    return this.read(viewer);
  }

  @Put('community')
  @ApiOkResponse({ standardSchema: me })
  async community(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: tieCommunity }) body: z.infer<typeof tieCommunity>,
  ): Promise<Me> {
    if (body.community !== undefined) await this.actions.tieByChoice(viewer.personId, body.community);
    else if (body.grid !== undefined) await this.actions.tieByGrid(viewer.personId, body.grid);
    else if (body.place !== undefined) await this.actions.tieByPlace(viewer.personId, body.place);
    return this.read(viewer);
  }

  @Post('phone')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: me })
  async phone(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: bindPhone }) body: z.infer<typeof bindPhone>,
  ): Promise<Me> {
    if (body.code !== undefined) await this.phones.bindByWechat(viewer.personId, body.code);
    else if (body.phone !== undefined) await this.actions.contact(viewer.personId, viewer.kind, body.phone);
    return this.read(viewer);
  }

  @Put('name')
  @ApiOkResponse({ standardSchema: me })
  async name(@CurrentViewer() viewer: Viewer, @Body({ schema: nameMe }) body: z.infer<typeof nameMe>): Promise<Me> {
    await this.actions.nameMe(viewer.personId, viewer.kind, body.name);
    return this.read(viewer);
  }
}
