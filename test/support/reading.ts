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
  await page.evaluate(AXE);
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

export interface Limits {
  /** Width and height of what is pressed, in CSS pixels. */
  readonly target: number;
  /** Size of the smallest text. */
  readonly text: number;
  /** Size of a title. */
  readonly title: number;
}

/** Rule F6 of the norms: 44 px for a finger, and in the mode for elders 60 px, text of 18 px and titles of 30 px. */
export const USUAL: Limits = { target: 44, text: 12, title: 20 };
export const LARGE: Limits = { target: 60, text: 18, title: 30 };

/** What has no name, is too small to press or to read, or sticks out at the side; one line each. */
export function layoutFindings(page: Page, limits: Limits): Promise<string[]> {
  return page.evaluate(measure, limits);
}

/** Runs in the page, so it sees nothing of this file. */
function measure({ target, text, title }: Limits): string[] {
  const found: string[] = [];
  const told = (element: Element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 140);
  const shown = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
  };
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter(shown);

  const PRESSED =
    'a[href],button,input,textarea,[role=button],[role=link],[role=checkbox],[role=radio],[role=tab],[role=switch],[tabindex="0"]';
  // Taro draws these bars in a browser only: in WeChat they are WeChat's.
  const ofTaro = (element: Element) => element.closest('#taro-navigation-bar,.weui-tabbar') !== null;
  for (const element of all(PRESSED).filter((one) => !one.closest('[aria-hidden=true]'))) {
    const box = element.closest('taro-input-core,taro-textarea-core') ?? element;
    const name = element.getAttribute('aria-label') ?? box.getAttribute('aria-label') ?? element.textContent ?? '';
    if (name.trim() === '') found.push(`no name: ${told(element)}`);
    const { width, height } = box.getBoundingClientRect();
    const around = box.parentElement?.closest('[role=button],[role=switch],[role=checkbox],label');
    if (!ofTaro(element) && !around && Math.min(width, height) < target - 0.5)
      found.push(`${Math.round(width)}×${Math.round(height)} px to press: ${told(element)}`);
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element || !node.textContent?.trim() || !shown(element) || ofTaro(element)) continue;
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < text - 0.1) found.push(`text of ${size} px: ${told(element)}`);
  }
  for (const element of all('.home__verb,.sent__title,.rate__question,.mine__name')) {
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < title - 0.1) found.push(`title of ${size} px: ${told(element)}`);
  }

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide on a screen of ${clientWidth} px`);
  for (const element of all('.frame *')) {
    const { right, left } = element.getBoundingClientRect();
    if (element.closest('.tabs') || (right <= clientWidth + 1 && left >= -1)) continue;
    found.push(`reaches from ${Math.round(left)} to ${Math.round(right)} of ${clientWidth} px: ${told(element)}`);
  }
  return found;
}
