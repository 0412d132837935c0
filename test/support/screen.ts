/** A screen as a person uses it: by what is written on it. The same verbs drive the built mini-program and the H5 client. */
import type { Locator, Page } from 'playwright-core';

/** Milliseconds that a text or a control may take to appear. */
export const PATIENCE = 10_000;
/** A part of a text is taken only when the whole has not turned up for this long. */
const WHOLE_MS = 1_000;

export interface UploadedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export interface Screen {
  /** Taps the first visible element with this text, name or selector (a selector begins with `.`, `#`, `[` or `wx-`). */
  tap(textOrSelector: string): Promise<void>;
  /** Types into a field: by its name, or by a selector of the field or of the element around it. */
  fill(nameOrSelector: string, text: string): Promise<void>;
  /** The visible text of the page on top, without navigation bar and dialogs. */
  text(): Promise<string>;
  waitForText(text: string): Promise<void>;
  /** Waits until nothing of this selector is to be seen. */
  waitUntilGone(selector: string): Promise<void>;
  /** Taps `trigger`, which must open the file chooser, and picks the files. */
  chooseFiles(trigger: string, files: UploadedFile[]): Promise<void>;
  screenshot(file: string): Promise<void>;
}

/** `layers` are selectors of what may lie above something else, uppermost first; `top` is the page itself. */
export interface Layers {
  readonly layers: readonly string[];
  readonly top: string;
}

const isSelector = (text: string): boolean => /^([.#[]|wx-)/.test(text);

/** The text that is laid out in what is visible of `selector`, line breaks as on the screen. */
const seen = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).filter({ visible: true }).allInnerTexts()).join('\n');

/** Where a person would look: in the uppermost layer first. `ways` are tried in every layer, the late ones after a while. */
async function look(page: Page, wanted: string, layers: readonly string[], ways: Way[], late: Way[]): Promise<Locator> {
  const places = layers.map((selector) => page.locator(selector).filter({ visible: true }).last());
  const soon = places.flatMap((place) => ways.map((way) => way(place, wanted)));
  const later = places.flatMap((place) => late.map((way) => way(place, wanted)));
  const started = Date.now();
  while (Date.now() - started < PATIENCE) {
    for (const candidate of Date.now() - started > WHOLE_MS ? [...soon, ...later] : soon) {
      const visible = candidate.filter({ visible: true }).first();
      if ((await visible.count()) > 0) return visible;
    }
    await page.waitForTimeout(50);
  }
  throw new Error(`nothing to see of "${wanted}" in: ${await seen(page, 'body')}`);
}

type Way = (place: Locator, wanted: string) => Locator;
const bySelector: Way = (place, wanted) => place.locator(wanted);
const byText: Way = (place, wanted) => place.getByText(wanted, { exact: true });
const byName: Way = (place, wanted) => place.getByLabel(wanted, { exact: true });
const byPart: Way = (place, wanted) => place.getByText(wanted);

/** What is tapped is known by its text or its name; a part of a text will do where the whole is nowhere. */
const find = (page: Page, wanted: string, layers: readonly string[]) =>
  isSelector(wanted)
    ? look(page, wanted, layers, [bySelector], [])
    : look(page, wanted, layers, [byText, byName], [byPart]);

/** A field is known by its name; a text that says the same stands beside it. */
const findField = (page: Page, wanted: string, layers: readonly string[]) =>
  look(page, wanted, layers, [isSelector(wanted) ? bySelector : byName], []);

export function screenOf(page: Page, { layers, top }: Layers): Screen {
  return {
    tap: async (wanted) => (await find(page, wanted, layers)).tap({ timeout: PATIENCE }),
    async fill(wanted, text) {
      const found = await findField(page, wanted, layers);
      const inner = found.locator('input,textarea');
      await ((await inner.count()) > 0 ? inner.first() : found).fill(text);
    },
    text: () => seen(page, top),
    async waitForText(text) {
      const visible = page.getByText(text).filter({ visible: true }).first();
      await visible.waitFor({ timeout: PATIENCE }).catch(async () => {
        throw new Error(`"${text}" did not appear in: ${await seen(page, 'body')}`);
      });
    },
    waitUntilGone: async (selector) => {
      const visible = page.locator(selector).filter({ visible: true }).first();
      await visible.waitFor({ state: 'hidden', timeout: PATIENCE });
    },
    async chooseFiles(trigger, files) {
      const found = await find(page, trigger, layers);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser', { timeout: PATIENCE }), found.tap()]);
      await chooser.setFiles(files);
    },
    async screenshot(file) {
      await page.screenshot({ path: file });
    },
  };
}
