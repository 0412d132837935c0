/** Photos over HTTP: one file up, two sizes down. */
import { id as idOf } from '@liudan/shared/contract';
import type { Photo } from '@liudan/shared/media/contract';
import { photo } from '@liudan/shared/media/contract';
import {
  Controller,
  Get,
  Headers,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileStreamInterceptor, type MultipartFileStream } from '@nestjs/platform-fastify/multipart';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, Public, type Viewer } from '../kernel/viewer.ts';
import { Arrivals } from './arrivals.ts';
import { MediaActions } from './media.actions.ts';
import { MediaQueries } from './media.queries.ts';
import { PHOTO_SIZES } from './photo-address.ts';
import { redraw } from './picture.ts';
import { UploadRoom } from './upload-room.ts';

/** The size of the file is counted by `Arrivals`, which knows the district's limit; this is only the parser's own ceiling. */
const limits = { fileSize: 1_000_000_000, files: 1, fields: 4, fieldSize: 1_000, fieldNameSize: 60, parts: 6 };

const signature = z.object({ e: z.string().max(20).optional(), s: z.string().max(60).optional() });

@ApiTags('photos')
@Controller('media')
export class MediaController {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly room: UploadRoom,
    private readonly actions: MediaActions,
    private readonly queries: MediaQueries,
  ) {}

  /** Takes one picture (field `file`); the client attaches the id it gets to a report or an act within 24 hours. */
  @Post()
  @ApiBearerAuth()
  @ApiCreatedResponse({ standardSchema: photo })
  @UseInterceptors(FileStreamInterceptor('file', { limits }))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  async upload(
    @CurrentViewer() viewer: Viewer,
    @UploadedFile() file: MultipartFileStream | undefined,
    @Headers('content-length') length: string | undefined,
  ): Promise<Photo> {
    if (!file) fail('INVALID_INPUT', undefined, { file: '请选择一张照片' });
    const leave = this.room.enter(viewer.personId);
    try {
      const picture = await this.arrivals.receive(file.stream, Number(length) || undefined, (path) =>
        this.room.draw(() => redraw(path)),
      );
      return photo.parse(await this.actions.keep(viewer.personId, picture));
    } finally {
      leave();
    }
  }

  /** The signature is the permission. Whatever is wrong with the address, the answer is the same. */
  @Public()
  @Get(':id/:size')
  @ApiProduces('image/jpeg')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async show(
    @Param('id') id: string,
    @Param('size') size: string,
    @Query({ schema: signature }) given: z.infer<typeof signature>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const known = PHOTO_SIZES.find((one) => one === size);
    if (!known || !idOf.safeParse(id).success) fail('NOT_FOUND');
    const seconds = this.queries.secondsLeft(id, known, given);
    const found = seconds === null ? null : await this.actions.open(id, known);
    if (!found) fail('NOT_FOUND');
    reply.headers({
      'cache-control': `private, max-age=${seconds}, immutable`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    });
    return new StreamableFile(found.body, {
      type: 'image/jpeg',
      disposition: `inline; filename="${id}.jpg"`,
      ...(found.bytes > 0 ? { length: found.bytes } : {}),
    });
  }
}
