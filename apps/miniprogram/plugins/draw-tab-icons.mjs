// Draws the tab bar's pictures from the same line icons as the rest: WeChat's native tab bar takes PNG files only.
// Run by hand when a token or an icon changes: node plugins/draw-tab-icons.mjs
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';

const require = createRequire(import.meta.url);
const theme = JSON.parse(readFileSync(new URL('../src/theme.json', import.meta.url), 'utf8'));
const target = new URL('../src/assets/tab/', import.meta.url);
const icons = { home: 'house', tickets: 'clipboard-list', messages: 'bell', me: 'user-round' };

mkdirSync(target, { recursive: true });
for (const [name, icon] of Object.entries(icons)) {
  const svg = readFileSync(require.resolve(`lucide-static/icons/${icon}.svg`), 'utf8');
  for (const mode of ['light', 'dark']) {
    for (const on of [false, true]) {
      const colour = on ? theme[mode].tabOn : theme[mode].tabText;
      const file = `${name}${mode === 'dark' ? '-dark' : ''}${on ? '-on' : ''}.png`;
      const drawn = svg.replaceAll('currentColor', colour).replace('stroke-width="2"', 'stroke-width="1.75"');
      await sharp(Buffer.from(drawn), { density: 243 })
        .resize(81, 81)
        .png({ compressionLevel: 9, palette: true, colours: 16 })
        .toFile(new URL(file, target).pathname);
    }
  }
}
