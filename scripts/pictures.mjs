// Makes docs/pictures/screens.png, the picture in the README, out of the screenshots that the browser tests leave behind:
// `npm test -- --selectProjects browser`, then `node scripts/pictures.mjs`.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { main, Refusal, ROOT } from './command.mjs';

const SHOTS = path.join(ROOT, 'test-output/browser');
const OUTPUT = path.join(ROOT, 'docs/pictures/screens.png');
/** Side by side, in the order of the journey. */
const SCREENS = ['report', 'ticket', 'staff-inbox', 'rate'];

const SCREEN = { width: 375, height: 812 };
const GAP = 36;
const RADIUS = 22;
const BACKGROUND = '#dfe5ee';

/** A screenshot with round corners and a thin frame. */
async function framed(name) {
  const file = path.join(SHOTS, `${name}.png`);
  if (!existsSync(file)) throw new Refusal(`there is no ${file}: run the browser tests first.`);
  const { width, height } = SCREEN;
  const corners = `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${RADIUS}"/></svg>`;
  const line = `<svg width="${width}" height="${height}"><rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="${RADIUS}" fill="none" stroke="#b9c3d2"/></svg>`;
  return sharp(file)
    .resize(width, height, { fit: 'cover', position: 'top' })
    .composite([{ input: Buffer.from(corners), blend: 'dest-in' }, { input: Buffer.from(line) }])
    .png()
    .toBuffer();
}

await main(async () => {
  const screens = await Promise.all(SCREENS.map(framed));
  const width = GAP + SCREENS.length * (SCREEN.width + GAP);
  const height = SCREEN.height + 2 * GAP;
  mkdirSync(path.dirname(OUTPUT), { recursive: true });
  const { size } = await sharp({ create: { width, height, channels: 4, background: BACKGROUND } })
    .composite(screens.map((input, at) => ({ input, left: GAP + at * (SCREEN.width + GAP), top: GAP })))
    .png({ palette: true, colours: 200, effort: 10 })
    .toFile(OUTPUT);
  console.log(`${path.relative(ROOT, OUTPUT)}: ${width} × ${height}, ${Math.round(size / 1024)} kB`);
});
