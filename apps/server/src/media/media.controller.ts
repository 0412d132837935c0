/** Photos and recordings over HTTP: one file up; two sizes, or the recording, down. */
import { buffer } from 'node:stream/consumers';
import { id as idOf } from '@liudan/shared/contract';
import { LIMITS } from '@liudan/shared/limits';
import { type Photo, photo, type Voice, voice } from '@liudan/shared/media/contract';
import { refuse } from '@liudan/shared/problem';
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
import { keyOf } from '../kernel/once.ts';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, Public, type Viewer } from '../kernel/viewer.ts';
import { Arrivals, type Limit } from './arrivals.ts';
import { MediaActions } from './media.actions.ts';
import { MediaQueries } from './media.queries.ts';
import { SHAPES } from './photo-address.ts';
import { redraw } from './picture.ts';
import { piece } from './piece.ts';
import { readSound, SOUND_TYPES } from './sound.ts';
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

  /**
   * Takes one picture (field `file`); the client attaches the id it gets to a report or an act within 24 hours. The same file again under
   * the same `Idempotency-Key` is the same photo.
   */
  @Post()
  @ApiBearerAuth()
  @ApiCreatedResponse({ standardSchema: photo })
  @UseInterceptors(FileStreamInterceptor('file', { limits }))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  async upload(
    @CurrentViewer() viewer: Viewer,
    @UploadedFile() file: MultipartFileStream | undefined,
    @Headers() headers: Sent,
  ): Promise<Photo> {
    if (!file) fail('INVALID_INPUT', undefined, { file: '请选择一张照片' });
    const leave = this.room.enter(viewer.personId);
    try {
      const kept = await this.arrivals.receive(file.stream, announcedIn(headers), ({ path, sha256 }) =>
        this.actions.keepPhoto({ ownerId: viewer.personId, key: keyIn(headers), sha256 }, () =>
          this.room.draw(() => redraw(path)),
        ),
      );
      return photo.parse(kept);
    } finally {
      leave();
    }
  }

  /** Takes one recording (field `file`) of at most a minute, in the same way. */
  @Post('voice')
  @ApiBearerAuth()
  @ApiCreatedResponse({ standardSchema: voice })
  @UseInterceptors(FileStreamInterceptor('file', { limits }))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  async record(
    @CurrentViewer() viewer: Viewer,
    @UploadedFile() file: MultipartFileStream | undefined,
    @Headers() headers: Sent,
  ): Promise<Voice> {
    if (!file) fail('INVALID_INPUT', undefined, { file: '请先录一段话' });
    const leave = this.room.enter(viewer.personId);
    try {
      const kept = await this.arrivals.receive(
        file.stream,
        announcedIn(headers),
        ({ path, sha256 }) =>
          this.actions.keepVoice({ ownerId: viewer.personId, key: keyIn(headers), sha256 }, () => readSound(path)),
        VOICE_LIMIT,
      );
      return voice.parse(kept);
    } finally {
      leave();
    }
  }

  /** The signature is the permission. Whatever is wrong with the address, the answer is the same. */
  @Public()
  @Get(':id/:size')
  @ApiProduces('image/jpeg', ...Object.values(SOUND_TYPES))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async show(
    @Param('id') id: string,
    @Param('size') size: string,
    @Query({ schema: signature }) given: z.infer<typeof signature>,
    @Headers('range') range: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const known = SHAPES.find((one) => one === size);
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
    const { type, extension } = found;
    const named = { type, disposition: `inline; filename="${id}.${extension}"` };
    if (known !== 'voice') return new StreamableFile(found.body, { ...named, ...lengthOf(found.bytes) });
    return playable(await buffer(found.body), range, reply, named);
  }
}

type Sent = Readonly<Record<string, string | undefined>>;
const announcedIn = (headers: Sent) => Number(headers['content-length']) || undefined;
/** Older mini-programs and other clients send none; what they send twice is two files. */
const keyIn = (headers: Sent) => (headers['idempotency-key'] === undefined ? null : keyOf(headers['idempotency-key']));
const lengthOf = (bytes: number) => (bytes > 0 ? { length: bytes } : {});

const VOICE_LIMIT: Limit = {
  nothing: 'VOICE_UNREADABLE',
  maxBytes: LIMITS.voiceBytes,
  refuse: () => refuse('VOICE_TOO_LONG', { seconds: String(LIMITS.voiceSeconds) }),
};

/** An iPhone plays nothing that it can't ask for in pieces. */
function playable(
  whole: Buffer,
  range: string | undefined,
  reply: FastifyReply,
  named: { type: string; disposition: string },
): StreamableFile {
  reply.header('accept-ranges', 'bytes');
  const asked = piece(range, whole.length);
  if (asked === null) return new StreamableFile(whole, { ...named, length: whole.length });
  const { from, to } = asked;
  reply.code(206).header('content-range', `bytes ${from}-${to}/${whole.length}`);
  return new StreamableFile(whole.subarray(from, to + 1), { ...named, length: to - from + 1 });
}
