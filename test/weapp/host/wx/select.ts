import { builtInOf } from '../components/kind.ts';
import type { OpenPage } from '../pages.ts';

type Callback = (answer: unknown) => void;

interface Fields {
  id?: boolean;
  dataset?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
}

function read(element: HTMLElement, wanted: Fields): Record<string, unknown> {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  const answer: Record<string, unknown> = {};
  if (wanted.id) answer.id = element.id;
  if (wanted.dataset) answer.dataset = (element as { __wxElement?: { dataset?: object } }).__wxElement?.dataset ?? {};
  if (wanted.rect) Object.assign(answer, { left, top, right, bottom });
  if (wanted.size) Object.assign(answer, { width, height });
  if (wanted.scrollOffset) {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = element;
    Object.assign(answer, { scrollTop, scrollLeft, scrollHeight, scrollWidth });
  }
  for (const name of wanted.properties ?? []) answer[name] = builtInOf(element)?.data[name];
  for (const name of wanted.computedStyle ?? []) {
    answer[name] = getComputedStyle(element).getPropertyValue(name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`));
  }
  return answer;
}

/** wx.createSelectorQuery(): reads positions and attributes of the page on top. Answers arrive in a later task. */
export function createSelectorQuery(top: () => OpenPage | undefined): object {
  const jobs: (() => unknown)[] = [];
  const find = (selector: string): HTMLElement[] => {
    const page = top();
    if (!page) return [];
    if (selector === ':viewport') return [page.scroller];
    const css = selector
      .replace(/>>>/g, ' ')
      .replace(/(^|[\s>,])(page|view|scroll-view|image|text|button)(?=$|[\s.#>,[])/g, '$1wx-$2');
    return [...page.frame.querySelectorAll<HTMLElement>(css)];
  };
  const node = (selector: string, all: boolean) => {
    const ask = (wanted: Fields, callback?: Callback) => {
      jobs.push(() => {
        const found = find(selector).map((element) => read(element, wanted));
        const answer = all ? found : (found[0] ?? null);
        callback?.(answer);
        return answer;
      });
      return query;
    };
    const everything: Fields = { id: true, dataset: true, rect: true, size: true };
    return {
      boundingClientRect: (callback?: Callback) => ask(everything, callback),
      scrollOffset: (callback?: Callback) => ask({ id: true, dataset: true, scrollOffset: true }, callback),
      fields: (wanted: Fields, callback?: Callback) => ask(wanted, callback),
    };
  };
  const query = {
    in: () => query,
    select: (selector: string) => node(selector, false),
    selectAll: (selector: string) => node(selector, true),
    selectViewport: () => node(':viewport', false),
    exec: (callback?: Callback) => {
      window.setTimeout(() => {
        const answers = jobs.splice(0).map((job) => job());
        callback?.(answers);
      });
      return query;
    },
  };
  return query;
}
