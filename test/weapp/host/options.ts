import type { Page } from 'playwright-core';
import type { Screen } from '../../support/screen.ts';
import type { CompileProblem } from './compile.ts';
import type {
  ApiEntry,
  Card,
  Decision,
  Entry,
  Permission,
  Saved,
  SetDataEntry,
  SubscribeAnswer,
  Template,
} from './program.ts';

/** What the microphone hears next: a whole audio file of the format the app asks for. */
export interface Heard {
  type: 'mp3' | 'aac' | 'wav';
  file: Buffer;
  seconds: number;
  /** For speech to text. */
  words?: string;
}

/** A constant answer, or a function of the call's options. The function runs in the page: it sees nothing of the test. */
export type MockAnswer = object | ((options: never) => unknown);

export interface HostOptions {
  /** The output directory with app.json in it. */
  dist: string;
  /** Path of Chromium; CHROME_PATH, then /usr/bin/chromium, when absent. */
  executablePath?: string;
  width?: number;
  height?: number;
  /** First page, e.g. `pages/ticket/index`; the app's own first page when absent. */
  path?: string;
  /** Query of the first page, as a QR code or a message card would carry it. */
  query?: Record<string, string>;
  /** Scene value of the start; 1001 is the list of recent mini-programs. */
  scene?: number;
  /** Of the card in a group that the app is started from (scene 1044). */
  shareTicket?: string;
  /** Values put into the storage before the first start. */
  storage?: Record<string, unknown>;
  /** The phone's font scale; true is WeChat's care mode, 1.4. */
  largeText?: boolean | number;
  dark?: boolean;
  /** Where the phone is, and how sure of it in metres; 'denied' refuses the permission. */
  location?: { latitude: number; longitude: number; accuracy?: number } | 'denied';
  /** What was answered before to WeChat's own questions; 'granted' where absent, 'ask' shows the dialog at the first use. */
  permissions?: { location?: Permission; microphone?: Permission; album?: Permission };
  /**
   * Where the servers really are whose addresses are compiled into the app: `{ 'http://127.0.0.1:3000': server.url }`.
   * The app goes on asking the address it knows, its requests and pictures arrive at the other.
   */
  origins?: Readonly<Record<string, string>>;
  /** 'ask' shows the privacy popup at the first private API; the default has been agreed before. */
  privacy?: 'agreed' | 'ask';
  /** Private APIs that the account's privacy guide does not name: they fail with errno 112. */
  undeclared?: readonly string[];
  /** What wx.login answers; without it login fails. */
  loginCode?: () => string | Promise<string>;
  /** What wx.getGroupEnterInfo answers in a scene out of a group. */
  group?: () => { encryptedData: string; iv: string } | Promise<{ encryptedData: string; iv: string }>;
  /** The account's message templates by id. Where it is given, other ids do not exist. */
  templates?: Readonly<Record<string, Template>>;
  voice?: Heard;
  /** Functions of `wx` that this phone's older base library does not have. */
  without?: readonly string[];
  mocks?: Record<string, MockAnswer>;
}

/** The verbs of every screen, and what only a mini-program's phone can do. */
export interface Host extends Screen {
  page: Page;
  /** Warnings and errors of the template compiler. */
  problems: CompileProblem[];
  /** wx.reLaunch to a page, with or without a query. */
  open(path: string): Promise<void>;
  /** Replaces one `wx` function, also after a kill. To make it fail, let the function throw `{ errMsg, errCode }`. */
  mock(name: string, answer: MockAnswer): Promise<void>;
  /** Ends the app and starts it again: memory is gone, storage and saved files stay. */
  kill(start?: string | Entry): Promise<void>;
  /** Comes back into the running app as from a card, a code or a message: with a path it is opened there. */
  enter(entry: Entry): Promise<void>;
  pullDown(selector?: string): Promise<void>;
  /** The app goes to the background; `seconds` says that it has been there for so long. Requests are cut after 5. */
  hide(seconds?: number): Promise<void>;
  show(): Promise<void>;
  setOffline(offline: boolean): Promise<void>;
  setNetwork(type: 'wifi' | '2g' | '3g' | '4g' | '5g' | 'none'): Promise<void>;
  /** Breaks the next connections whose address contains `path`, halfway out or when the answer is on its way. */
  drop(path: string, when: 'sending' | 'answering', times?: number): void;
  setDark(dark: boolean): Promise<void>;
  setLocation(place: { latitude: number; longitude: number }): Promise<void>;
  /** Answers the subscribe dialog from now on without showing it; 'ask' shows it again. */
  subscribeDialog(answer: SubscribeAnswer): Promise<void>;
  /** The same for the two dialogs of an employee relation. */
  employeeDialog(answer: 'ask' | Decision): Promise<void>;
  /** WeChat's own switch for all subscribe messages of this app. */
  subscriptions(on: boolean): Promise<void>;
  /** What the microphone hears from now on. */
  hears(voice: Heard): Promise<void>;
  /** A call takes microphone and sound away, or gives the microphone back. */
  interrupt(begins: boolean): Promise<void>;
  /** Sends the page on by WeChat's own menu; fails where the page does not allow it. */
  share(kind?: 'menu' | 'timeline'): Promise<Card>;
  /** All cards that were sent, those of share buttons as well. */
  cards(): Promise<Card[]>;
  /** The pictures in the phone's album. */
  album(): Promise<Saved[]>;
  /** A new version was fetched, or could not be. */
  update(outcome: 'ready' | 'failed'): Promise<void>;
  /** Milliseconds from the launch of the app (its first script) to the frame that shows words of its first page. */
  firstPaint(): Promise<number>;
  /** Paths of the open pages, the one on top last. */
  stack(): Promise<string[]>;
  errors(): Promise<string[]>;
  setDataLog(): Promise<SetDataEntry[]>;
  apiLog(): Promise<ApiEntry[]>;
  close(): Promise<void>;
}
