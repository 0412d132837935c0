/** A plain QR code, for a camera of any make. */
import qrcode from 'qrcode';
import sharp from 'sharp';

/** The empty border every code needs, in modules. */
const QUIET = 4;
/** Pixels of a module: a code of a link is some 40 modules wide, and is printed a hand wide. */
const SCALE = 20;

/** PNG, black on white. A quarter of it may be dirty or torn before a camera loses it. */
export async function qrPicture(text: string): Promise<Buffer> {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'Q' });
  const width = (modules.size + 2 * QUIET) * SCALE;
  const pixels = Buffer.alloc(width * width, 255);
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column) !== 1) continue;
      const left = (column + QUIET) * SCALE;
      for (let y = (row + QUIET) * SCALE; y < (row + QUIET + 1) * SCALE; y++)
        pixels.fill(0, y * width + left, y * width + left + SCALE);
    }
  return sharp(pixels, { raw: { width, height: width, channels: 1 } })
    .png({ palette: true, colours: 2 })
    .toBuffer();
}
