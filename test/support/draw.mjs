// Reads a drawing (SVG) and writes a photograph (JPEG): softened, with grain. A program of its own, because the server
// forbids sharp to read SVG for the whole of its process, and the tests run in that process.
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';

const soft = await sharp(await buffer(process.stdin))
  .blur(1.6)
  .png()
  .toBuffer();
const { width, height } = await sharp(soft).metadata();
const noise = { type: 'gaussian', mean: 128, sigma: 16 };
const grain = await sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
  .png()
  .toBuffer();
const photograph = sharp(soft)
  .composite([{ input: grain, blend: 'soft-light' }])
  .jpeg({ quality: 88 });
process.stdout.write(await photograph.toBuffer());
