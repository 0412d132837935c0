/** Every page of residents and staff, for everybody: read aloud, large, dark, on a narrow phone (rule F6 of the norms). */
import { jest } from '@jest/globals';
import { H5_DIST, pictures } from '../support/builds.ts';
import { type H5, openH5 } from '../support/h5.ts';
import { type Look, PEOPLE, type Person } from '../support/look.ts';
import { beginLooks, LOOKS } from '../support/looks.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { allPages } from '../support/pages.ts';
import { axeFindings, LARGE, type Limits, layoutFindings, USUAL } from '../support/reading.ts';
import { signInAll } from '../support/story.ts';

// A page is measured in several modes, and read by axe in each.
jest.setTimeout(60_000);

const picture = pictures('browser');
const PHONE = { width: 375, height: 812 };
const NARROW = { width: 320, height: 640 };

let house: Noticed;
const phones = new Map<Person, H5>();
const began = performance.now();

beforeAll(async () => {
  house = await startNoticed({ env: { H5_DIR: H5_DIST } });
  await beginLooks(house, await signInAll(house.server));
});
afterAll(async () => {
  for (const phone of phones.values()) await phone.close();
  await house?.close();
  console.log(`${LOOKS.length} looks took ${Math.round((performance.now() - began) / 1000)} s`);
});

/** Whoever is first asked for gets a phone of his own. */
async function phoneOf(who: Person): Promise<H5> {
  const known = phones.get(who);
  if (known) return known;
  const phone = await openH5(house);
  phones.set(who, phone);
  const name = PEOPLE[who];
  if (name !== null) await phone.become(name);
  return phone;
}

async function show({ who, route, sign, prepare }: Look): Promise<H5> {
  const phone = await phoneOf(who);
  await phone.page.setViewportSize(PHONE);
  await phone.page.emulateMedia({ colorScheme: 'light' });
  for (const key of ['settings.largeText', 'draft.report', 'draft.relay']) await phone.keep(key, null);
  await phone.open(route());
  await phone.waitForText(sign);
  await prepare?.(phone);
  await phone.quiet();
  return phone;
}

const CONTRAST = ['color-contrast'];

/** The page as it stands, in both themes and on both screens; `read` are the rules by which axe reads the light one. */
async function findings({ page }: H5, limits: Limits, read?: readonly string[]): Promise<string[]> {
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = [...(await axeFindings(page, read)), ...(await layoutFindings(page, limits))];
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axeFindings(page, CONTRAST);
  await page.setViewportSize(NARROW);
  return [...light, ...dark.map((one) => `dark: ${one}`), ...(await layoutFindings(page, limits))];
}

it('looks at every page there is', () => {
  const seen = new Set(LOOKS.map(({ route }) => route().split('?')[0]));
  expect(allPages().filter((page) => !seen.has(page))).toEqual([]);
});

it.each(LOOKS.map((look) => [look.name, look] as const))('%s is for everybody, usual and large', async (name, look) => {
  const phone = await show(look);
  await phone.photograph(picture(`page-${name}`));
  expect(await findings(phone, USUAL)).toEqual([]);
  await phone.page.setViewportSize(PHONE);
  await phone.photograph(picture(`page-${name}-dark`));
  await phone.page.emulateMedia({ colorScheme: 'light' });
  // He chooses large text in another window of his, and this one follows.
  await phone.keepElsewhere('settings.largeText', true);
  await phone.page.locator('.frame.large').filter({ visible: true }).first().waitFor();
  await phone.photograph(picture(`page-${name}-large`));
  expect(await findings(phone, LARGE, [...CONTRAST, 'aria-hidden-focus', 'scrollable-region-focusable'])).toEqual([]);
});
