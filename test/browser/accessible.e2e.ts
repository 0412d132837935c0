/** Every page of residents and staff, for everybody: read aloud, large, dark, on a narrow phone (rule F6 of the norms). */
import { jest } from '@jest/globals';
import { H5_DIST, pictures } from '../support/builds.ts';
import { type H5, openH5 } from '../support/h5.ts';
import { type Look, PEOPLE, type Person } from '../support/look.ts';
import { beginLooks, LOOKS } from '../support/looks.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { allPages } from '../support/pages.ts';
import { axeFindings, LARGE, layoutFindings, USUAL } from '../support/reading.ts';
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

async function show({ who, route, sign, prepare }: Look, large: boolean): Promise<H5> {
  const phone = await phoneOf(who);
  await phone.page.setViewportSize(PHONE);
  await phone.page.emulateMedia({ colorScheme: 'light' });
  await phone.keep('settings.largeText', large);
  for (const draft of ['draft.report', 'draft.relay']) await phone.keep(draft, null);
  await phone.open(route());
  await phone.waitForText(sign);
  await prepare?.(phone);
  await phone.quiet();
  return phone;
}

it('looks at every page there is', () => {
  const seen = new Set(LOOKS.map(({ route }) => route().split('?')[0]));
  expect(allPages().filter((page) => !seen.has(page))).toEqual([]);
});

describe.each(LOOKS.map((look) => [look.name, look] as const))('%s', (name, look) => {
  it('has names, room for a finger and contrast, in light and dark, and fits a narrow phone', async () => {
    const phone = await show(look, false);
    await phone.screenshot(picture(`page-${name}`));
    expect(await axeFindings(phone.page)).toEqual([]);
    expect(await layoutFindings(phone.page, USUAL)).toEqual([]);
    await phone.page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(phone.page, ['color-contrast'])).toEqual([]);
    await phone.screenshot(picture(`page-${name}-dark`));
    await phone.page.setViewportSize(NARROW);
    expect(await layoutFindings(phone.page, USUAL)).toEqual([]);
  });

  it('is large where large text was chosen, in light and dark', async () => {
    const phone = await show(look, true);
    await phone.screenshot(picture(`page-${name}-large`));
    expect(
      await axeFindings(phone.page, ['color-contrast', 'aria-hidden-focus', 'scrollable-region-focusable']),
    ).toEqual([]);
    expect(await layoutFindings(phone.page, LARGE)).toEqual([]);
    await phone.page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(phone.page, ['color-contrast'])).toEqual([]);
    await phone.page.setViewportSize(NARROW);
    expect(await layoutFindings(phone.page, LARGE)).toEqual([]);
  });
});
