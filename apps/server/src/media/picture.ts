/**
 * What becomes of an uploaded picture: it is decoded and drawn anew in two sizes, so that nothing of the original file survives but its
 * pixels, the right way up. Place, time, camera and anything hidden behind or beside the picture are gone.
 */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { fail } from '../kernel/problem.ts';

// The decoder behind sharp opens many formats, SVG and PDF among them. Everything is blocked but the three a phone's camera writes,
// by what the file is and not by what it is called.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp'].flatMap((format) => [
    `VipsForeignLoad${format}File`,
    `VipsForeignLoad${format}Buffer`,
  ]),
});
// Decoded pictures would otherwise stay in memory and temporary files open after they are removed.
sharp.cache(false);

const FORMATS = ['jpeg', 'png', 'webp'];
/** A picture of more pixels than this is refused before it is decoded: 109 KB of PNG can hold 900 million. */
const MAX_PIXELS = 50e6;
const SECONDS = 20;
const FULL = 1600;
const THUMB = 320;
const QUALITY = 80;

export interface Picture {
  full: Buffer;
  thumb: Buffer;
  width: number;
  height: number;
  /** SHA-256 of `full`, in hex. */
  sha256: string;
}

/**
 * Draws the picture in the file anew as JPEG of at most 1600 and 320 px. Throws UNSUPPORTED_MEDIA for anything that isn't JPEG, PNG or
 * WebP by its content, and MEDIA_UNREADABLE for a damaged, empty or oversized (pixels) picture.
 */
export async function redraw(path: string): Promise<Picture> {
  await checkFormat(path);
  try {
    const upright = sharp(path, { failOn: 'error', limitInputPixels: MAX_PIXELS })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .timeout({ seconds: SECONDS });
    const full = await upright
      .resize({ width: FULL, height: FULL, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    const thumb = await sharp(full.data)
      .resize({ width: THUMB, height: THUMB, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: QUALITY })
      .toBuffer();
    const sha256 = createHash('sha256').update(full.data).digest('hex');
    return { full: full.data, thumb, width: full.info.width, height: full.info.height, sha256 };
  } catch {
    return fail('MEDIA_UNREADABLE');
  }
}

async function checkFormat(path: string): Promise<void> {
  const format = await sharp(path, { limitInputPixels: MAX_PIXELS })
    .metadata()
    .then((found) => found.format)
    .catch((error: unknown) => (/pixel limit/i.test(String(error)) ? fail('MEDIA_UNREADABLE') : undefined));
  if (!format || !FORMATS.includes(format)) fail('UNSUPPORTED_MEDIA');
}
