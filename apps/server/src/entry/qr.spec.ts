import qrcode from 'qrcode';
import sharp from 'sharp';
import { qrPicture } from './qr.ts';

/** The dark modules of a picture, row by row, found as a camera finds them: by the corner marks, which are seven modules wide. */
async function modulesOf(picture: Buffer): Promise<string[]> {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
  const dark = (x: number, y: number) => (data[Math.floor(y) * info.width + Math.floor(x)] ?? 255) < 128;
  let left = 0;
  while (!dark(left, left)) left++;
  let end = left;
  while (dark(end, left)) end++;
  const module = (end - left) / 7;
  const size = Math.round((info.width - 2 * left) / module);
  const at = (step: number) => left + (step + 0.5) * module;
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => (dark(at(x), at(y)) ? '#' : '.')).join(''),
  );
}

describe('a plain QR code', () => {
  const link = 'https://liudan.test/#/pages/home/index?c=34679ACD';

  it('is dark where the code of its text is dark, with an empty border of four modules', async () => {
    const picture = await qrPicture(link);
    const { modules } = qrcode.create(link, { errorCorrectionLevel: 'Q' });
    const wanted = Array.from({ length: modules.size }, (_, y) =>
      Array.from({ length: modules.size }, (_, x) => (modules.get(y, x) === 1 ? '#' : '.')).join(''),
    );
    expect(await modulesOf(picture)).toEqual(wanted);
    const { width, height, format } = await sharp(picture).metadata();
    expect([width, height, format]).toEqual([(modules.size + 8) * 20, (modules.size + 8) * 20, 'png']);
  });
});
