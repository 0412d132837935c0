import { readFileSync } from 'node:fs';

const sheet = readFileSync(new URL('./tokens.scss', import.meta.url), 'utf8');
const [lightPart = '', darkPart = ''] = sheet.split('@media (prefers-color-scheme: dark)');
const colours = (part: string) =>
  Object.fromEntries([...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]));
const themes = { light: colours(lightPart), dark: { ...colours(lightPart), ...colours(darkPart) } };

const linear = (channel: number) => (channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string) => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
/** WCAG 2.1, 1.4.3. */
const contrast = (a: string, b: string) => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

const grounds = ['page', 'card', 'pressed'];
const pairs = [
  ...['ink', 'ink-2', 'ink-3', 'brand', 'red'].flatMap((text) => grounds.map((ground) => [text, ground])),
  ...['green', 'amber', 'red'].flatMap((text) => [
    [text, `${text}-soft`],
    [text, 'card'],
    [text, 'page'],
    ['ink', `${text}-soft`],
  ]),
  ...['brand', 'ink', 'ink-2'].map((text) => [text, 'brand-soft']),
  ['on-brand', 'brand'],
  ['on-brand', 'brand-pressed'],
] as [string, string][];

describe.each(Object.entries(themes))('the %s theme', (_, theme) => {
  it.each(pairs)('%s is readable on %s', (text, ground) => {
    expect(theme[text]).toBeDefined();
    expect(theme[ground]).toBeDefined();
    expect(contrast(theme[text] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it('draws the outline of a control strongly enough (WCAG 1.4.11)', () => {
    expect(contrast(theme['line-strong'] ?? '', theme.card ?? '')).toBeGreaterThanOrEqual(3);
    expect(contrast(theme['line-strong'] ?? '', theme.page ?? '')).toBeGreaterThanOrEqual(2.9);
  });
});

it('gives the dark theme a value of its own for every colour', () => {
  expect(Object.keys(colours(darkPart)).sort()).toEqual(Object.keys(colours(lightPart)).sort());
});
