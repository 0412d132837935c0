// What WeChat draws around a page: navigation bar, tab bar, page background; colours by theme.
import { report } from './log.ts';
import { make } from './overlay.ts';
import type { AppConfig, PageConfig, Program } from './program.ts';

export type Theme = 'light' | 'dark';

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

/** An app without `"darkmode": true` stays light whatever the phone says. */
export const themeOf = (app: AppConfig): Theme => (app.darkmode && darkQuery.matches ? 'dark' : 'light');

export const onTheme = (act: () => void): void => darkQuery.addEventListener('change', act);

/** Replaces `@name` values by theme.json's value for the theme, at any depth. */
function withTheme<T>(value: T, jsons: Program['jsons'], theme: Theme): T {
  const colours = (jsons.theme as Record<Theme, Record<string, string>> | undefined)?.[theme] ?? {};
  const replace = (part: unknown): unknown => {
    if (typeof part === 'string') return part.startsWith('@') ? (colours[part.slice(1)] ?? part) : part;
    if (Array.isArray(part)) return part.map(replace);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, replace(inner)]));
  };
  return replace(value) as T;
}

export interface ShellView {
  path: string;
  config: PageConfig;
  /** Set by wx.setNavigationBarTitle and setNavigationBarColor. */
  title?: string;
  colours?: { frontColor?: string; backgroundColor?: string };
  canGoBack: boolean;
}

export interface ShellActions {
  back(): void;
  switchTab(path: string): void;
}

const at = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const badges = new Map<number, string>();

export function setBadge(index: number, text: string | undefined): void {
  if (text === undefined) badges.delete(index);
  else badges.set(index, text);
}

function drawNavigation(view: ShellView, window: PageConfig, actions: ShellActions): void {
  const nav = at('nav');
  nav.hidden = window.navigationStyle === 'custom';
  nav.style.background = view.colours?.backgroundColor ?? window.navigationBarBackgroundColor ?? '#000000';
  nav.style.color = view.colours?.frontColor ?? (window.navigationBarTextStyle === 'black' ? '#000' : '#fff');
  nav.replaceChildren(make('span', 'title', view.title ?? window.navigationBarTitleText ?? ''));
  if (!view.canGoBack) return;
  const back = make('span', 'back', '‹');
  back.setAttribute('role', 'button');
  back.setAttribute('aria-label', '返回');
  back.addEventListener('click', actions.back);
  nav.prepend(back);
}

function tabIcon(path: string): HTMLElement {
  const icon = Object.assign(document.createElement('img'), { src: `/__dist/${path}`, alt: '' });
  // WeChat's compiler refuses a package whose tab icons are missing.
  icon.onerror = () => report(`tab icon "${path}" is not in the package`);
  return icon;
}

function drawTabs(view: ShellView, app: AppConfig, actions: ShellActions): void {
  const { tabBar } = app;
  const tab = at('tab');
  tab.hidden = !tabBar?.list.some((item) => item.pagePath === view.path);
  tab.style.background = tabBar?.backgroundColor ?? '#fff';
  tab.setAttribute('role', 'tablist');
  tab.replaceChildren(
    ...(tabBar?.list ?? []).map((item, index) => {
      const current = item.pagePath === view.path;
      const cell = make('div');
      const icon = current ? (item.selectedIconPath ?? item.iconPath) : item.iconPath;
      if (icon) cell.appendChild(tabIcon(icon));
      cell.appendChild(make('span', '', item.text));
      if (badges.has(index)) cell.appendChild(make('b', 'badge', badges.get(index)));
      cell.style.color = (current ? tabBar?.selectedColor : tabBar?.color) ?? '';
      cell.setAttribute('role', 'tab');
      cell.setAttribute('aria-selected', String(current));
      cell.addEventListener('click', () => actions.switchTab(item.pagePath));
      return cell;
    }),
  );
}

/** Draws the frame for the page on top. */
export function drawShell(view: ShellView, app: AppConfig, jsons: Program['jsons'], actions: ShellActions): void {
  const theme = themeOf(app);
  const window = withTheme({ ...app.window, ...view.config }, jsons, theme);
  document.documentElement.dataset.theme = theme;
  drawNavigation(view, window, actions);
  drawTabs(view, withTheme(app, jsons, theme), actions);
  at('stack').style.background = window.backgroundColor ?? '#fff';
}
