import type { OpenPage, Pages, RouteOptions } from '../pages.ts';
import { setBadge } from '../shell.ts';
import { ApiFailure, type ApiGroup } from './api.ts';

type Listener = (...args: unknown[]) => void;

/** The channel between a page and the page it opened. */
function createChannel() {
  const listeners = new Map<string, Set<Listener>>();
  const of = (name: string) => listeners.get(name) ?? listeners.set(name, new Set()).get(name) ?? new Set<Listener>();
  return {
    on: (name: string, listener: Listener) => void of(name).add(listener),
    off: (name: string, listener: Listener) => void of(name).delete(listener),
    emit: (name: string, ...args: unknown[]) => {
      for (const listener of [...of(name)]) listener(...args);
    },
  };
}

interface NavigateOptions extends RouteOptions {
  events?: Record<string, Listener>;
}

export function routing(pages: Pages): ApiGroup {
  const { router } = pages;
  const view = () => {
    const page = pages.top();
    if (!page) throw new ApiFailure('no page is open');
    return page;
  };
  const redrawn = (change: (page: OpenPage) => void) => {
    change(view());
    pages.redraw();
  };
  return {
    calls: {
      navigateTo: (options: NavigateOptions) => {
        const eventChannel = createChannel();
        for (const [name, listener] of Object.entries(options.events ?? {})) eventChannel.on(name, listener);
        router.navigateTo(options);
        view().object.getOpenerEventChannel = () => eventChannel;
        return { eventChannel };
      },
      redirectTo: (options: RouteOptions) => router.redirectTo(options),
      reLaunch: (options: RouteOptions) => router.reLaunch(options),
      switchTab: (options: RouteOptions) => router.switchTab(options),
      navigateBack: (options: RouteOptions) => router.navigateBack(options),
      setNavigationBarTitle: ({ title }: { title: string }) =>
        redrawn((page) => {
          page.view.title = title;
        }),
      setNavigationBarColor: (colours: { frontColor?: string; backgroundColor?: string }) =>
        redrawn((page) => {
          page.view.colours = colours;
        }),
      showNavigationBarLoading: () => undefined,
      hideNavigationBarLoading: () => undefined,
      setBackgroundColor: () => undefined,
      setTabBarBadge: ({ index, text }: { index: number; text: string }) => redrawn(() => setBadge(index, text)),
      removeTabBarBadge: ({ index }: { index: number }) => redrawn(() => setBadge(index, undefined)),
      showTabBarRedDot: ({ index }: { index: number }) => redrawn(() => setBadge(index, '•')),
      hideTabBarRedDot: ({ index }: { index: number }) => redrawn(() => setBadge(index, undefined)),
      startPullDownRefresh: () => pages.pullDown(),
      stopPullDownRefresh: () => pages.stopPullDown(),
      pageScrollTo: ({ scrollTop, selector }: { scrollTop?: number; selector?: string }) => {
        const { scroller } = view();
        if (selector) scroller.querySelector(selector)?.scrollIntoView();
        else scroller.scrollTop = scrollTop ?? 0;
      },
    },
  };
}
