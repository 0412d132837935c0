/** Every page of the built mini-program, opened in WeChat's host with large text: how fast, how large, how much data. */
import { jest } from '@jest/globals';
import { API_BASE, pictures, WEAPP_DIST } from '../support/builds.ts';
import { type Look, PEOPLE, type Person } from '../support/look.ts';
import { beginLooks, LOOKS } from '../support/looks.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { allPages } from '../support/pages.ts';
import { LARGE, layoutFindings } from '../support/reading.ts';
import { signInAll } from '../support/story.ts';
import { type Host, openHost } from './host/host.ts';

// A browser is started for each person, and each opens many pages.
jest.setTimeout(90_000);

const picture = pictures('weapp');
const HERE = { latitude: 27.111, longitude: 109.9865, accuracy: 15 };
/** What one setData may carry, in UTF-16 units of its JSON. */
const PAYLOAD = 20 * 1024;
const FIRST_PAGE_MS = 300;
const STARTS = 5;

let house: Noticed;
let phone: Host | undefined;
let owner: Person | undefined;
/** The largest payload of each page, and what was in it. */
const payloads = new Map<string, { bytes: number; keys: string[] }>();

const start = (options: object = {}): Promise<Host> =>
  openHost({ dist: WEAPP_DIST, origins: { [API_BASE]: house.server.url }, location: HERE, ...options });

beforeAll(async () => {
  house = await startNoticed();
  await beginLooks(house, await signInAll(house.server));
});
afterAll(async () => {
  await handBack();
  await house?.close();
});

async function handBack(): Promise<void> {
  for (const { path, bytes, keys } of (await phone?.setDataLog()) ?? []) {
    if (bytes > (payloads.get(path)?.bytes ?? 0)) payloads.set(path, { bytes, keys });
  }
  await phone?.close();
  [phone, owner] = [undefined, undefined];
}

function openidOf(name: string): string {
  const found = [...house.district.people, ...house.district.residents].find((person) => person.name === name);
  if (!found) throw new Error(`nobody in the demo district is called ${name}`);
  return `o_demo_${found.key}`;
}

/** The phone of this person; whoever had one before hands it back. */
async function phoneOf(who: Person): Promise<Host> {
  if (phone && owner === who) return phone;
  await handBack();
  const name = PEOPLE[who];
  owner = who;
  phone = await start({
    largeText: true,
    ...(name === null ? {} : { loginCode: () => house.standIn.login(openidOf(name)) }),
  });
  if (name === null) return phone;
  await phone.open('pages/me/index');
  await phone.tap('微信登录');
  await phone.waitForText('退出登录');
  return phone;
}

describe('the first page', () => {
  it(`is painted within ${FIRST_PAGE_MS} ms of a cold start`, async () => {
    const taken: number[] = [];
    for (let left = STARTS; left > 0; left -= 1) {
      const fresh = await start();
      taken.push(await fresh.firstPaint());
      await fresh.close();
    }
    taken.sort((a, b) => a - b);
    const median = taken[Math.floor(STARTS / 2)] ?? Number.NaN;
    console.log(`first page: ${taken.map((ms) => `${Math.round(ms)} ms`).join(', ')}`);
    expect(median).toBeLessThan(FIRST_PAGE_MS);
  });
});

const pageOf = ({ route }: Look): string => route().split('?')[0] ?? '';
/** In WeChat nobody is a visitor for long: without an account only what others do not see is looked at. */
const visitorsLast = [...LOOKS].sort((a, b) => Number(a.who === 'visitor') - Number(b.who === 'visitor'));
/** One state of each page, the first in which its person finds it; grouped by person, so that few phones are needed. */
const walk = [...new Map(visitorsLast.reverse().map((look) => [pageOf(look), look])).values()].sort((a, b) =>
  a.who.localeCompare(b.who),
);

it('walks through every page there is', () => {
  expect(walk.map(pageOf).sort()).toEqual(allPages().sort());
});

describe.each(walk.map((look): [string, Look] => [pageOf(look), look]))('%s', (_, look) => {
  it('has large text and room for a finger', async () => {
    const host = await phoneOf(look.who);
    await host.open(look.route());
    await host.waitForText(look.sign);
    expect(await layoutFindings(host.page, LARGE)).toEqual([]);
    await host.screenshot(picture(`page-${look.name}-large`));
    expect(await host.errors()).toEqual([]);
  });
});

describe('what goes over the bridge', () => {
  it('is little at a time, on every page', async () => {
    await handBack();
    const all = [...payloads].sort(([, a], [, b]) => b.bytes - a.bytes);
    const lines = all
      .slice(0, 12)
      .map(([page, { bytes, keys }]) => `${bytes} ${page} (${keys.slice(0, 3).join(', ')})`);
    console.log(`largest setData of each page, in characters:\n${lines.join('\n')}`);
    expect(all.map(([page]) => page)).toEqual(expect.arrayContaining(walk.map(pageOf)));
    expect(all.filter(([, { bytes }]) => bytes >= PAYLOAD)).toEqual([]);
  });
});
