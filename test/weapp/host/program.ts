// The DOM types are needed by the half of the host that runs inside the browser; this is the one file that asks for them.
/// <reference lib="dom" />
import type { template } from 'glass-easel';

/** What compile.ts hands to the page: a mini-program's output directory, compiled. Keys are paths without extension. */
export interface Program {
  /** Every attribute the templates give to a built-in tag, in camel case, so that it can be declared as a property. */
  attributes: Record<string, string[]>;
  jsons: Record<string, PageConfig>;
  styles: Record<string, string>;
  templates: Record<string, template.ComponentTemplate>;
  modules: Record<string, string>;
}

/** The fields of app.json and of a page's json that the host acts on. */
export interface PageConfig {
  component?: boolean;
  usingComponents?: Record<string, string>;
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: string;
  navigationStyle?: string;
  backgroundColor?: string;
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
  disableScroll?: boolean;
}

export interface AppConfig extends PageConfig {
  pages: string[];
  entryPagePath?: string;
  subPackages?: { root: string; pages: string[] }[];
  subpackages?: { root: string; pages: string[] }[];
  window?: PageConfig;
  tabBar?: TabBar;
  darkmode?: boolean;
  requiredPrivateInfos?: string[];
  permission?: Record<string, { desc: string }>;
}

export interface TabBar {
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[];
}

/** A replacement for one `wx` function: a constant answer, or the source text of a function of the call's options. */
export interface Mock {
  value?: unknown;
  source?: string;
}

export type SubscribeAnswer = 'ask' | 'accept' | 'reject' | 'always';

/** What one start of the app is given; the local server writes it into the page at every load. */
export interface Boot {
  path: string;
  scene: number;
  fontSizeScaleFactor: number;
  /** Written to storage only when the storage is still empty, so that a restart keeps what the app has written. */
  storage: Record<string, unknown>;
  mocks: Record<string, Mock>;
  subscribe: SubscribeAnswer;
  privacy: 'agreed' | 'ask';
  locationDenied: boolean;
}

export interface SetDataEntry {
  path: string;
  keys: string[];
  /** Length of the payload as JSON, in UTF-16 units, which is what WeChat warns about. */
  bytes: number;
}

export interface ApiEntry {
  name: string;
  options: unknown;
  answer?: unknown;
}

/** The handle by which the driver reaches into the running host. */
export interface Control {
  log: { setData: SetDataEntry[]; errors: string[]; api: ApiEntry[] };
  options: { loginCode: () => Promise<string> };
  boot: Boot;
  mock(name: string, mock: Mock): void;
  open(url: string): Promise<unknown>;
  pullDown(selector?: string): void;
  hide(): void;
  show(): void;
  stack(): string[];
}

declare global {
  interface Window {
    __WEAPP_PROGRAM__: Program;
    __WEAPP_BOOT__: Boot;
    __weapp: Control;
    __weappLoginCode?: () => Promise<string>;
  }
}
