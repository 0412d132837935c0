/** Photographs as a phone would take them: drawn here, with the grain and the size of the real thing, so that nobody's are used. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { UploadedFile } from './screen.ts';

const WIDTH = 1600;
const HEIGHT = 1200;

const windows = (x: number, y: number, columns: number, rows: number, lit: readonly number[]): string =>
  Array.from({ length: columns * rows }, (_, at) => {
    const colour = lit.includes(at) ? '#f3cf7a' : '#141b2c';
    return `<rect x="${x + (at % columns) * 74}" y="${y + Math.floor(at / columns) * 96}" width="42" height="58" fill="${colour}"/>`;
  }).join('');

/** A street at night, seen by somebody who walks home. */
const street = (burning: boolean): string => `
  <defs>
    <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#0b1120"/><stop offset="1" stop-color="${burning ? '#3c3a46' : '#232a3d'}"/>
    </linearGradient>
    <radialGradient id="glow"><stop offset="0" stop-color="#fff3c9"/><stop offset=".18" stop-color="#ffdf94" stop-opacity=".75"/>
      <stop offset="1" stop-color="#ffb84d" stop-opacity="0"/></radialGradient>
  </defs>
  <rect width="1600" height="1200" fill="url(#sky)"/>
  <rect x="0" y="250" width="470" height="620" fill="#1d2536"/><rect x="500" y="360" width="360" height="510" fill="#182032"/>
  <rect x="1180" y="210" width="420" height="660" fill="#1b2334"/>
  ${windows(50, 310, 5, 5, [3, 11, 17])}${windows(540, 420, 4, 4, [5, 14])}${windows(1230, 280, 5, 5, [1, 8, 13, 21])}
  <path d="M0 870 H1600 V1200 H0z" fill="${burning ? '#4b4640' : '#262a31'}"/>
  <path d="M620 870 L980 870 L1500 1200 L60 1200z" fill="${burning ? '#5f574c' : '#30353d'}"/>
  <path d="M790 880 L806 880 L822 960 L776 960z M764 1000 L836 1000 L868 1160 L732 1160z" fill="#b9b6aa" opacity="${burning ? 0.9 : 0.35}"/>
  <path d="M1062 900 L1070 240 Q1074 150 960 158 L900 166" fill="none" stroke="#0d1119" stroke-width="26" stroke-linecap="round"/>
  <rect x="1026" y="880" width="84" height="34" fill="#0d1119"/>
  <path d="M828 150 L918 150 L930 186 L816 186z" fill="#0f131b"/>
  ${burning ? '<ellipse cx="872" cy="200" rx="560" ry="500" fill="url(#glow)"/><ellipse cx="872" cy="1010" rx="520" ry="120" fill="#ffdf9a" opacity=".28"/><rect x="826" y="180" width="94" height="12" fill="#fffbe8"/>' : ''}`;

/** A pavement by day with a broken lid over a drain, or with a new one. */
const drain = (mended: boolean): string => `
  <rect width="1600" height="1200" fill="#a9a59b"/>
  ${Array.from({ length: 48 }, (_, at) => `<rect x="${(at % 8) * 204 - (Math.floor(at / 8) % 2) * 100}" y="${Math.floor(at / 8) * 204}" width="196" height="196" fill="${['#b3aea3', '#aaa59a', '#bab5aa', '#a29d92'][(at * 7) % 4]}"/>`).join('')}
  <ellipse cx="800" cy="640" rx="400" ry="330" fill="#55585b"/>
  ${
    mended
      ? '<ellipse cx="800" cy="632" rx="370" ry="302" fill="#70757a"/><g stroke="#5b6065" stroke-width="14">' +
        Array.from({ length: 9 }, (_, at) => `<path d="M${560 + at * 60} 430 V840 M500 ${460 + at * 44} H1100"/>`).join(
          '',
        ) +
        '</g><ellipse cx="800" cy="632" rx="370" ry="302" fill="none" stroke="#45494d" stroke-width="22"/>'
      : '<ellipse cx="800" cy="640" rx="360" ry="292" fill="#15171a"/><path d="M440 640 A360 292 0 0 1 830 350 L760 560 L900 640 L700 930 A360 292 0 0 1 440 640z" fill="#7b7f83"/><path d="M830 350 L760 560 L900 640 L700 930" fill="none" stroke="#3a3d40" stroke-width="14"/>'
  }`;

const SCENES = {
  darkStreet: () => street(false),
  litStreet: () => street(true),
  brokenDrain: () => drain(false),
  mendedDrain: () => drain(true),
} as const;
export type Scene = keyof typeof SCENES;

const kept = new Map<Scene, Promise<Buffer>>();

async function taken(scene: Scene): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${SCENES[scene]()}</svg>`;
  const drawer = spawn(process.execPath, [path.join(import.meta.dirname, 'draw.mjs')], {
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  drawer.stdin.end(drawing);
  const bytes = await buffer(drawer.stdout);
  if (bytes.length === 0) throw new Error(`the photograph ${scene} could not be drawn`);
  return bytes;
}

/** A JPEG of some hundred kilobytes, as the file chooser hands it over. */
export async function photograph(scene: Scene): Promise<UploadedFile> {
  const bytes = kept.get(scene) ?? taken(scene);
  kept.set(scene, bytes);
  return { name: `${scene}.jpg`, mimeType: 'image/jpeg', buffer: await bytes };
}
