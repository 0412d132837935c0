/** What a page is like for somebody who sees little, hears it read out, or has large fingers: measured as it is laid out. */
/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Serious and critical findings of axe, one line each; `rules` are its rules' ids, all of them if left out. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // The content policy lets no script of a stranger in; the browser's own hand is not a stranger.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const found = await page.evaluate(async (only) => {
    const { axe } = window as unknown as {
      axe: { run(root: Document, options: object): Promise<{ violations: Violation[] }> };
    };
    const options = only ? { runOnly: { type: 'rule', values: only } } : {};
    return (await axe.run(document, { ...options, resultTypes: ['violations'] })).violations;
  }, rules);
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} (${node.failureSummary ?? ''})`),
    );
}

/** Rule F6 of the norms in CSS pixels: what every page keeps in the usual mode, and what in the mode for elders. */
export interface Limits {
  /** Width and height of what is pressed. */
  readonly target: number;
  /** Sizes by what a text is. */
  readonly text: Readonly<Record<TextRole, number>>;
  /** Height of a line in parts of its letters. */
  readonly line: number;
}

type TextRole = 'title' | 'main';

/**
 * What a text is: a title names a page or a dialog, or says the one thing that the page is opened for. All the rest is
 * main text, however quietly it is written.
 */
const TITLES = [
  ...['.home__verb', '.sent__title', '.rate__question', '.mine__name', '.announcement__title', '.head__sentence'],
  ...['.sheet__title', '.org-pick__name', '.taro-navigation-bar-title'],
].join(',');

export const USUAL: Limits = { target: 44, text: { title: 20, main: 12 }, line: 1.3 };
export const LARGE: Limits = { target: 60, text: { title: 30, main: 18 }, line: 1.3 };

/** What breaks the rules, one line each; an empty list is a good page. */
export function layoutFindings(page: Page, limits: Limits): Promise<string[]> {
  return page.evaluate(measure, { limits, titles: TITLES });
}

/** Runs in the page, so it sees nothing of this file. Knows the elements of both clients. */
function measure({ limits, titles }: { limits: Limits; titles: string }): string[] {
  const found: string[] = [];
  const told = (element: Element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 140);
  const shown = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
  };
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter(shown);
  // WeChat draws these bars, and sizes them by itself. In a browser Taro draws them; where text is large they are ours.
  const ours = document.documentElement.classList.contains('large');
  const shell = `#nav,#tab,#overlays${ours ? '' : ',#taro-navigation-bar,.weui-tabbar'}`;
  const ofShell = (element: Element) => element.closest(shell) !== null;
  const mine = (selector: string) => all(selector).filter((element) => !ofShell(element));

  const PRESSED =
    'a[href],button,wx-button,input,textarea,wx-picker,[role=button],[role=link],[role=checkbox],[role=radio],[role=tab],[role=switch],[tabindex="0"]';
  const FIELDS = 'taro-input-core,taro-textarea-core,wx-input,wx-textarea';
  for (const element of mine(PRESSED).filter((one) => !one.closest('[aria-hidden=true]'))) {
    const box = element.closest(FIELDS) ?? element;
    const name = element.getAttribute('aria-label') ?? box.getAttribute('aria-label') ?? element.textContent ?? '';
    if (name.trim() === '') found.push(`no name: ${told(element)}`);
    const { width, height } = box.getBoundingClientRect();
    const around = box.parentElement?.closest('[role=button],[role=switch],[role=checkbox],label');
    if (!around && Math.min(width, height) < limits.target - 0.5)
      found.push(`${Math.round(width)}×${Math.round(height)} px to press: ${told(element)}`);
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element || !node.textContent?.trim() || !shown(element) || ofShell(element)) continue;
    const { fontSize, lineHeight } = getComputedStyle(element);
    const size = Number.parseFloat(fontSize);
    const role = element.closest(titles) ? 'title' : 'main';
    if (size < limits.text[role] - 0.1) found.push(`${role} text of ${size} px: ${told(element)}`);
    const line = Number.parseFloat(lineHeight) / size;
    if (!(line >= limits.line - 0.01)) found.push(`lines of ${lineHeight} for letters of ${size} px: ${told(element)}`);
  }

  // Colour alone tells nothing: what is green, amber or red has words, and what is chosen looks different in shape.
  const meaning = ['--green', '--amber', '--red', '--green-soft', '--amber-soft', '--red-soft'];
  const probe = document.createElement('i');
  document.querySelector('.frame')?.append(probe);
  const colours = new Set(
    meaning.map((name) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    }),
  );
  probe.remove();
  const worded = (element: Element | null | undefined) =>
    Boolean(element?.textContent?.trim() || element?.getAttribute('aria-label'));
  for (const element of mine('.frame *')) {
    if (!colours.has(getComputedStyle(element).backgroundColor)) continue;
    // A dot may stand beside its words, in a box that holds little else.
    const beside = element.parentElement && element.parentElement.children.length <= 3 && worded(element.parentElement);
    if (!worded(element) && !beside) found.push(`said by colour alone: ${told(element)}`);
  }
  const shape = (element: Element) => {
    const look = getComputedStyle(element);
    const after = [getComputedStyle(element, '::before').content, getComputedStyle(element, '::after').content];
    const inner = [...element.querySelectorAll('*')].map(({ tagName, className }) => `${tagName}${className}`);
    const line = [look.borderTopWidth, look.borderBottomWidth, look.boxShadow.replace(/rgba?\([^)]*\)/g, '')];
    return JSON.stringify([look.fontWeight, look.textDecorationLine, line, after, inner]);
  };
  for (const state of ['aria-checked', 'aria-selected']) {
    for (const chosen of mine(`[role=radio][${state}=true],[role=tab][${state}=true]`)) {
      const group = chosen.closest('[role=radiogroup],[role=tablist]') ?? chosen.parentElement;
      const other = group?.querySelector(`[role=${chosen.getAttribute('role')}][${state}=false]`);
      if (other && shape(chosen) === shape(other)) found.push(`chosen by colour alone: ${told(chosen)}`);
    }
  }

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide on a screen of ${clientWidth} px`);
  for (const element of mine('.frame *')) {
    const { right, left } = element.getBoundingClientRect();
    if (element.closest('.tabs') || (right <= clientWidth + 1 && left >= -1)) continue;
    found.push(`reaches from ${Math.round(left)} to ${Math.round(right)} of ${clientWidth} px: ${told(element)}`);
  }
  return found;
}
