/** The codes over HTTP: anybody opens one, those who keep them print them. */
import {
  type AddEntries,
  type AddedEntries,
  addEntries,
  addedEntries,
  type EditEntry,
  type EntryCard,
  type EntryPage,
  type EntryPicture,
  type EntryQuery,
  type EntryView,
  editEntry,
  entryCard,
  entryPage,
  entryPicture,
  entryQuery,
  entryView,
  imageQuery,
  type PosterQuery,
  posterQuery,
} from '@liudan/shared/entry/contract';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type * as z from 'zod';
import { printableWithPictures } from '../kernel/html.ts';
import { keyOf } from '../kernel/once.ts';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, Public, type Viewer } from '../kernel/viewer.ts';
import { EntryActions } from './entry.actions.ts';
import { EntryDesk } from './entry.desk.ts';
import { Posters } from './posters.ts';
import { UseSweep } from './use.sweep.ts';

@ApiTags('ways in')
@Controller('codes')
export class EntryController {
  constructor(
    private readonly desk: EntryDesk,
    private readonly actions: EntryActions,
    private readonly posters: Posters,
    private readonly uses: UseSweep,
  ) {}

  /** The codes in use that the viewer keeps. */
  @Get()
  @ApiBearerAuth()
  @ApiOkResponse({ standardSchema: entryPage })
  list(@CurrentViewer() viewer: Viewer, @Query({ schema: entryQuery }) query: EntryQuery): Promise<EntryPage> {
    return this.desk.list(viewer, query);
  }

  /** Buildings or stations, one or a list of them. The same `Idempotency-Key` makes them once. */
  @Post()
  @ApiBearerAuth()
  @ApiCreatedResponse({ standardSchema: addedEntries })
  async add(
    @CurrentViewer() viewer: Viewer,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: addEntries }) asked: AddEntries,
  ): Promise<AddedEntries> {
    const { added, existed } = await this.actions.add(viewer, asked, keyOf(key));
    return { items: await this.desk.cards(added), existed };
  }

  /** A page for A4 paper. */
  @Get('poster')
  @ApiBearerAuth()
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async poster(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: posterQuery }) asked: PosterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const page = await this.posters.page(viewer, asked);
    reply.headers(printableWithPictures);
    return page;
  }

  /** What somebody who scanned it is told. Each opening is counted, and nobody's name with it. */
  @Public()
  @Get(':code')
  @ApiOkResponse({ standardSchema: entryView })
  async open(@Param('code') code: string): Promise<EntryView> {
    const view = await this.desk.view(code);
    this.uses.count(view.code);
    return view;
  }

  @Get(':code/card')
  @ApiBearerAuth()
  @ApiOkResponse({ standardSchema: entryCard })
  card(@CurrentViewer() viewer: Viewer, @Param('code') code: string): Promise<EntryCard> {
    return this.desk.card(viewer, code);
  }

  /** Draws it where that wasn't done yet, and says whose code it is and where the picture lies. */
  @Get(':code/picture')
  @ApiBearerAuth()
  @ApiOkResponse({ standardSchema: entryPicture })
  picture(@CurrentViewer() viewer: Viewer, @Param('code') code: string): Promise<EntryPicture> {
    return this.desk.picture(viewer, code);
  }

  /** The signature is the permission. Whatever is wrong with the address, the answer is the same. */
  @Public()
  @Get(':code/image')
  @ApiProduces('image/png', 'image/jpeg')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async image(
    @Param('code') code: string,
    @Query({ schema: imageQuery }) given: z.infer<typeof imageQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { seconds, picture } = (await this.desk.image(code, given)) ?? fail('NOT_FOUND');
    reply.headers({
      'cache-control': `private, max-age=${seconds}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'x-code-kind': picture.kind,
    });
    const { type, bytes } = picture;
    const disposition = `inline; filename="${code}.${type === 'image/png' ? 'png' : 'jpg'}"`;
    return new StreamableFile(bytes, { type, disposition, length: bytes.length });
  }

  /** Corrects what a building's or a station's code says; what hangs on the wall stays good. */
  @Put(':code')
  @ApiBearerAuth()
  @ApiOkResponse({ standardSchema: entryCard })
  async edit(
    @CurrentViewer() viewer: Viewer,
    @Param('code') code: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: editEntry }) asked: EditEntry,
  ): Promise<EntryCard> {
    await this.actions.edit(viewer, code, asked, keyOf(key));
    return this.desk.card(viewer, code);
  }

  /** Takes a building's or a station's code out of use. */
  @Post(':code/retire')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOkResponse({ standardSchema: entryCard })
  async retire(
    @CurrentViewer() viewer: Viewer,
    @Param('code') code: string,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<EntryCard> {
    await this.actions.retire(viewer, code, keyOf(key));
    return this.desk.card(viewer, code);
  }
}
