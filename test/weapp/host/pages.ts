// The page stack and its router, with WeChat's limits and life cycle.
import { guarded, log } from './log.ts';
import { type Hooks, type Modules, resolvePath, showStylesOf } from './modules.ts';
import { make } from './overlay.ts';
import type { Program } from './program.ts';
import { drawShell, type ShellView } from './shell.ts';

const MAX_STACK = 10;

/** What getCurrentPages() hands out: the page's own object, with the hooks it defined. */
export interface PageObject {
  route: string;
  __route__: string;
  options: Record<string, string>;
  setData(data: Record<string, unknown>, done?: () => void): void;
  [hook: string]: unknown;
}

export interface OpenPage {
  path: string;
  query: Record<string, string>;
  frame: HTMLElement;
  scroller: HTMLElement;
  root: ReturnType<Modules['backend']['createRoot']>;
  object: PageObject;
  view: ShellView;
}

export interface RouteOptions {
  url?: string;
  delta?: number;
}

export interface Pages {
  stack: OpenPage[];
  top(): OpenPage | undefined;
  launch(url: string): void;
  parse(url: string): { path: string; query: Record<string, string> };
  /** Calls one hook of a page; what it throws is reported, and its answer comes back. */
  call(page: OpenPage | undefined, hook: string, ...args: unknown[]): unknown;
  redraw(): void;
  pullDown(): void;
  stopPullDown(): void;
  router: Record<
    'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack',
    (options: RouteOptions) => void
  >;
}

export function createPages(program: Program, modules: Modules): Pages {
  const { app, allPages } = modules;
  const stack: OpenPage[] = [];
  const tabPages = new Set((app.tabBar?.list ?? []).map((item) => item.pagePath));
  const frames = document.getElementById('stack') as HTMLElement;
  const top = () => stack.at(-1);

  const call = (page: OpenPage | undefined, hook: string, ...args: unknown[]): unknown =>
    guarded(() => (page?.object[hook] as Hooks[string])?.call(page?.object, ...args));

  const parse = (url: string) => {
    const [target = '', search = ''] = url.split('?');
    const path = resolvePath(top()?.path ?? 'app', target);
    const pairs = search
      .split('&')
      .filter(Boolean)
      .map((pair): [string, string] => {
        const [name = '', ...rest] = pair.split('=');
        return [name, rest.join('=')];
      });
    return { path, query: Object.fromEntries(pairs) };
  };

  const redraw = () => {
    const page = top();
    if (!page) return;
    page.view.canGoBack = stack.length > 1;
    drawShell(page.view, app, program.jsons, {
      back: () => router.navigateBack({ delta: 1 }),
      switchTab: (path) => {
        if (top()?.path !== path) router.switchTab({ url: `/${path}` });
        const index = app.tabBar?.list.findIndex((item) => item.pagePath === path) ?? 0;
        call(top(), 'onTabItemTap', { index, pagePath: path, text: app.tabBar?.list[index]?.text });
      },
    });
    page.frame.style.setProperty('--weapp-vh', `${page.frame.clientHeight / 100}px`);
  };

  const showTop = () => {
    const page = top();
    for (const other of stack) other.frame.hidden = other !== page;
    if (!page) return;
    showStylesOf(page.path, allPages);
    redraw();
    call(page, 'onShow');
  };

  const openPage = (path: string, query: Record<string, string>): OpenPage => {
    modules.define(path);
    const frame = make('wx-page');
    const scroller = make('div', 'scroller');
    const slot = make('div');
    scroller.appendChild(slot);
    frame.appendChild(scroller);
    frames.appendChild(frame);
    const root = modules.backend.createRoot('wx-page-root', modules.codeSpace, path);
    const object = root.get() as unknown as PageObject;
    const config = program.jsons[path] ?? {};
    const page: OpenPage = { path, query, frame, scroller, root, object, view: { path, config, canGoBack: false } };
    Object.assign(object, { route: path, __route__: path, options: query });
    logSetData(page);
    watchScroll(page, call);
    stack.push(page);
    root.attach(scroller as never, slot as never);
    call(page, 'onLoad', query);
    showTop();
    requestAnimationFrame(() => call(page, 'onReady'));
    return page;
  };

  const closePage = (page: OpenPage) => {
    call(page, 'onUnload');
    page.root.release();
    page.frame.remove();
    stack.splice(stack.indexOf(page), 1);
  };

  const target = (url: string | undefined, tab: boolean, verb: string) => {
    const parsed = parse(url ?? '');
    if (!allPages.includes(parsed.path)) throw new Error(`page "${parsed.path}" is not found`);
    if (!tab && tabPages.has(parsed.path)) throw new Error(`can not ${verb} a tabbar page`);
    return parsed;
  };

  const router: Pages['router'] = {
    navigateTo({ url }) {
      const { path, query } = target(url, false, 'navigateTo');
      if (stack.length >= MAX_STACK) throw new Error('webview count limit exceed');
      call(top(), 'onHide');
      openPage(path, query);
    },
    redirectTo({ url }) {
      const { path, query } = target(url, false, 'redirectTo');
      const page = top();
      if (page) closePage(page);
      openPage(path, query);
    },
    reLaunch({ url }) {
      const { path, query } = target(url, true, 'reLaunch');
      for (const page of [...stack].reverse()) closePage(page);
      openPage(path, query);
    },
    switchTab({ url }) {
      const { path } = target(url, true, 'switchTab');
      if (!tabPages.has(path)) throw new Error('can not switch to no-tabBar page');
      call(top(), 'onHide');
      for (const page of [...stack].reverse()) if (!tabPages.has(page.path)) closePage(page);
      const index = stack.findIndex((page) => page.path === path);
      if (index < 0) openPage(path, {});
      else {
        stack.push(...stack.splice(index, 1));
        showTop();
      }
    },
    navigateBack({ delta = 1 }) {
      if (stack.length < 2) throw new Error('cannot navigate back at first page.');
      for (let left = Math.min(delta, stack.length - 1); left > 0; left -= 1) closePage(top() as OpenPage);
      showTop();
    },
  };

  return {
    stack,
    top,
    parse,
    call,
    redraw,
    router,
    launch: (url) => {
      const { path, query } = target(url, true, 'launch');
      openPage(path, query);
    },
    pullDown() {
      const page = top();
      if (!page || !{ ...app.window, ...page.view.config }.enablePullDownRefresh) {
        throw new Error('enablePullDownRefresh is not set for this page');
      }
      if (!page.frame.querySelector(':scope > .refreshing')) page.frame.prepend(make('div', 'refreshing', '•••'));
      call(page, 'onPullDownRefresh');
    },
    stopPullDown: () => top()?.frame.querySelector(':scope > .refreshing')?.remove(),
  };
}

/** WeChat serialises the data on its way to the view layer: what JSON cannot carry is lost here as it is there. */
function logSetData(page: OpenPage): void {
  const { object, path } = page;
  const setData = object.setData;
  object.setData = function (this: PageObject, data, done) {
    const json = JSON.stringify(data);
    log.setData.push({ path, keys: Object.keys(data), bytes: json.length });
    setData.call(this, JSON.parse(json) as Record<string, unknown>, done);
  };
}

function watchScroll(page: OpenPage, call: Pages['call']): void {
  const { scroller, view } = page;
  let low = false;
  scroller.addEventListener('scroll', () => {
    if (page.object.onPageScroll) call(page, 'onPageScroll', { scrollTop: scroller.scrollTop });
    const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    const atLow = left <= (view.config.onReachBottomDistance ?? 50);
    if (atLow && !low) call(page, 'onReachBottom');
    low = atLow;
  });
}
