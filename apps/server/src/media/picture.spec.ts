import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { ProblemError } from '../kernel/problem.ts';
import { redraw } from './picture.ts';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } });

/** A JPEG as a phone writes it: lying on its side, with its camera, its place and its time. */
const fromPhone = () =>
  plain(2000, 1000)
    .jpeg()
    .withExif({
      IFD0: { Make: 'Phone', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '27/1 6/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '109/1 49/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();

/** A PNG that says it is `side` pixels wide and high and holds next to nothing. */
function bomb(side: number): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(body.length, 0);
    frame.writeUInt32BE(crc(named), 4);
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1024))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

describe('a picture is drawn anew', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'picture-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const drawn = async (bytes: Buffer | string) => {
    const path = join(folder, 'upload');
    await writeFile(path, bytes);
    return redraw(path);
  };
  const refusal = async (bytes: Buffer | string) => {
    try {
      await drawn(bytes);
      return 'taken';
    } catch (error) {
      return error instanceof ProblemError ? error.refusal.refused : String(error);
    }
  };

  it('keeps the way up and nothing that was written about it', async () => {
    const original = await fromPhone();
    const written = await sharp(original).metadata();
    // 0x8825 is the entry that points at the place where the photo was taken.
    const entry = [Buffer.from([0x25, 0x88]), Buffer.from([0x88, 0x25])].some((tag) => written.exif?.includes(tag));
    expect([written.orientation, written.exif?.includes('Phone'), entry]).toEqual([6, true, true]);
    const picture = await drawn(original);
    expect([picture.width, picture.height]).toEqual([800, 1600]);
    for (const size of [picture.full, picture.thumb]) {
      const found = await sharp(size).metadata();
      expect(found.format).toBe('jpeg');
      expect([found.exif, found.icc, found.xmp, found.iptc, found.orientation]).toEqual(Array(5).fill(undefined));
      expect(size.includes('Exif')).toBe(false);
      expect(size.includes('Phone')).toBe(false);
    }
    const thumb = await sharp(picture.thumb).metadata();
    expect([thumb.width, thumb.height]).toEqual([160, 320]);
  });

  it.each(['png', 'webp'] as const)('takes %s and never makes a small picture larger', async (format) => {
    const picture = await drawn(await plain(300, 200).toFormat(format).toBuffer());
    expect([picture.width, picture.height]).toEqual([300, 200]);
    expect(picture.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('shows what is see-through as white', async () => {
    const clear = await sharp({ create: { width: 4, height: 4, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    const { full } = await drawn(clear);
    expect([...(await sharp(full).raw().toBuffer())].every((value) => value > 250)).toBe(true);
  });

  it.each([
    ['GIF', async () => plain(8, 8).gif().toBuffer()],
    ['TIFF', async () => plain(8, 8).tiff().toBuffer()],
    [
      'SVG',
      async () =>
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'),
    ],
    ['HTML', async () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['PDF', async () => Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')],
    [
      'a zip file with a photo inside',
      async () => Buffer.concat([Buffer.from('PK\x03\x04'), await plain(9, 9).jpeg().toBuffer()]),
    ],
  ])('refuses %s', async (_, make) => {
    expect(await refusal(await make())).toBe('UNSUPPORTED_MEDIA');
  });

  it('refuses damaged photos', async () => {
    const whole = await plain(900, 900).jpeg().toBuffer();
    expect(await refusal(whole.subarray(0, whole.length / 2))).toBe('MEDIA_UNREADABLE');
    const png = await plain(900, 900).png().toBuffer();
    expect(await refusal(png.subarray(0, png.length / 2))).toBe('MEDIA_UNREADABLE');
  });

  it('refuses a small file that would fill the memory, before it is decoded', async () => {
    const before = process.memoryUsage().rss;
    expect(await refusal(bomb(30_000))).toBe('MEDIA_UNREADABLE');
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  it('leaves behind what hides after the end of a photo', async () => {
    const photo = await plain(60, 60).jpeg().toBuffer();
    const { full } = await drawn(Buffer.concat([photo, Buffer.from('PK\x03\x04<script>alert(1)</script>')]));
    expect(full.includes('script')).toBe(false);
    expect(full.includes('PK\x03\x04')).toBe(false);
  });
});
