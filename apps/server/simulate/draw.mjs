// Draws the scenes as photographs into the folder it is given: softened, with grain. A program of its own, because the server
// forbids its process to read SVG.
import path from 'node:path';
import sharp from 'sharp';
import { drawings } from './scenes.mjs';

const noise = { type: 'gaussian', mean: 128, sigma: 14 };
for (const { name, svg } of drawings()) {
  const soft = await sharp(Buffer.from(svg)).blur(1.4).png().toBuffer();
  const { width, height } = await sharp(soft).metadata();
  const grain = await sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .png()
    .toBuffer();
  await sharp(soft)
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 85 })
    .toFile(path.join(process.argv[2], `${name}.jpg`));
}
