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
  subPackages?: SubPackage[];
  subpackages?: SubPackage[];
  window?: PageConfig;
  tabBar?: TabBar;
  darkmode?: boolean;
  requiredPrivateInfos?: string[];
  permission?: Record<string, { desc: string }>;
  plugins?: Record<string, { version: string; provider: string }>;
}

interface SubPackage {
  root: string;
  pages: string[];
  plugins?: AppConfig['plugins'];
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

export type Decision = 'accept' | 'reject';

/** What the subscribe dialog answers: shown, all alike, all kept for good, or one by one (those not named: accept). */
export type SubscribeAnswer = 'ask' | Decision | 'always' | Readonly<Record<string, Decision>>;

/** A message template as the account has it. Two of one title are not shown together. */
export interface Template {
  title?: string;
  banned?: boolean;
}

export type Scope = 'scope.userLocation' | 'scope.record' | 'scope.writePhotosAlbum';
export type Permission = 'granted' | 'ask' | 'denied';

/** How somebody comes into the app. */
export interface Entry {
  /** A page with or without a query, e.g. `pages/ticket/index?id=7`; absent: the first page, or wherever he was. */
  path?: string;
  /** 1001 is the list of recent mini-programs. */
  scene?: number;
  /** Of a card in a group that was shared with a ticket; WeChat hands it over in scene 1044 only. */
  shareTicket?: string;
  referrerInfo?: { appId?: string; extraData?: object };
}

/** What the microphone hears: a whole audio file, the seconds it lasts, and the words said for speech to text. */
export interface Voice {
  type: string;
  base64: string;
  seconds: number;
  words: string;
}

/** A page as a message card. */
export interface Card {
  from: 'menu' | 'button' | 'timeline';
  title: string;
  /** With its query; a card in the timeline has a query only. */
  path: string;
  imageUrl: string;
  withShareTicket: boolean;
}

export interface Saved {
  type: string;
  base64: string;
}

/** What one start of the app is given; the local server writes it into the page at every load. */
export interface Boot {
  path: string;
  entry: Omit<Entry, 'path'>;
  fontSizeScaleFactor: number;
  /** Written to storage only when the storage is still empty, so that a restart keeps what the app has written. */
  storage: Record<string, unknown>;
  mocks: Record<string, Mock>;
  subscribe: SubscribeAnswer;
  employee: 'ask' | Decision;
  templates?: Readonly<Record<string, Template>>;
  privacy: 'agreed' | 'ask';
  /** Private APIs that the account's privacy guide does not name. */
  undeclared: readonly string[];
  permissions: Readonly<Partial<Record<Scope, Permission>>>;
  voice?: Voice;
  /** Functions an older base library does not have. */
  without: readonly string[];
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
  hide(seconds: number): void;
  enter(entry: Entry): void;
  mainSwitch(on: boolean): void;
  share(kind: 'menu' | 'timeline'): Promise<Card>;
  cards(): Card[];
  interrupt(begins: boolean): void;
  album(): Promise<Saved[]>;
  updates(outcome: 'ready' | 'failed'): void;
  network(type: string): void;
  firstPaint(): Promise<number>;
  stack(): string[];
}

declare global {
  interface Window {
    __WEAPP_PROGRAM__: Program;
    __WEAPP_BOOT__: Boot;
    __weapp: Control;
    __weappLoginCode?: () => Promise<string>;
    __weappGroup?: () => Promise<{ encryptedData: string; iv: string }>;
  }
}
