// Browser side of the host: puts the parts together and starts the mini-program.
import * as glassEasel from 'glass-easel';
import { stopDisabledButtons } from './components/button.ts';
import { builtInOf } from './components/kind.ts';
import { hostHooks } from './hooks.ts';
import { guarded, log, report } from './log.ts';
import { createModules, type Hooks } from './modules.ts';
import { createPages } from './pages.ts';
import type { Entry } from './program.ts';
import { createRealm, describe, watch } from './realm.ts';
import { onTheme, themeOf } from './shell.ts';
import { type ApiGroup, createWx } from './wx/api.ts';
import { InnerAudio, interruptAudio } from './wx/audio.ts';
import { consent, setMainSwitch } from './wx/consent.ts';
import { device } from './wx/device.ts';
import { dialogs } from './wx/dialogs.ts';
import { fileSystem, openSavedFiles, toUrl, USER_FOLDER } from './wx/files.ts';
import { location } from './wx/location.ts';
import { album, media } from './wx/media.ts';
import { network, setNetworkType } from './wx/network.ts';
import { agreeByButton, guardPrivacy, privacy } from './wx/privacy.ts';
import { createRecorder, createSpeech } from './wx/recorder.ts';
import { routing } from './wx/routing.ts';
import { createSelectorQuery } from './wx/select.ts';
import { createSharing } from './wx/share.ts';
import { comeBack, goAway, Listeners, secondsHidden } from './wx/stay.ts';
import { seedStorage, storage } from './wx/storage.ts';
import { announceUpdate, checkForUpdate, updateManager } from './wx/update.ts';

const boot = window.__WEAPP_BOOT__;
const program = window.__WEAPP_PROGRAM__;

glassEasel.addGlobalErrorListener((error) => {
  report(describe(error));
  return false;
});
glassEasel.addGlobalWarningListener((message) => {
  report(`warning: ${message}`);
  return false;
});
watch(window, report);
stopDisabledButtons();

const realm = createRealm(report);
let wx: object = {};
const plugins: Record<string, object> = { WechatSI: createSpeech(boot) };
const modules = createModules(program, realm, () => ({
  wx,
  getCurrentPages: () => realm.copyIn(pages.stack.map((page) => page.object)),
  requirePlugin: (name: string) => {
    const plugin = modules.declaresPlugin(name) ? plugins[name] : undefined;
    if (!plugin) throw new Error(`plugin "${name}" is not declared in app.json, or not known to this host`);
    return realm.copyIn(plugin);
  },
}));
const pages = createPages(program, modules);
const { app } = modules;

const appHook = (name: string, ...args: unknown[]): unknown => {
  const hooks = modules.appHooks();
  return guarded(() => (hooks[name] as Hooks[string])?.call(hooks, ...args));
};

/** What the app was started with, and what it was entered with last; a warm start changes the second only. */
let launch: object = {};
let entered: Omit<Entry, 'path'> & object = {};
let painted: Promise<number> = Promise.resolve(Number.NaN);
const themeListeners = new Listeners<{ theme: string }>();
const appShown = new Listeners<object>();
const appHidden = new Listeners<object>();
onTheme(() => {
  pages.redraw();
  const answer = { theme: themeOf(app) };
  appHook('onThemeChange', answer);
  themeListeners.tell(answer);
});

const recorder = createRecorder(boot);
const sharing = createSharing(pages, app.window?.navigationBarTitleText ?? '', () => entered);
const files = createWx([fileSystem], realm, {}, []).wx;
const inert = () => undefined;
const own: ApiGroup = {
  sync: {
    createSelectorQuery: () => createSelectorQuery(pages.top),
    getFileSystemManager: () => files,
    onThemeChange: themeListeners.on,
    offThemeChange: themeListeners.off,
    onAppShow: appShown.on,
    offAppShow: appShown.off,
    onAppHide: appHidden.on,
    offAppHide: appHidden.off,
    getUpdateManager: () => updateManager,
    getRecorderManager: () => recorder.manager,
    createInnerAudioContext: () => new InnerAudio(toUrl),
    getPerformance: () => ({ createObserver: () => ({ observe: inert, disconnect: inert }), getEntries: () => [] }),
    getLogManager: () => console,
    getRealtimeLogManager: () => console,
  },
};
const phone = device(boot, app, { launch: () => launch, entered: () => entered });
const groups = [network, media(boot), location(boot, app), phone].map((group) => guardPrivacy(group, boot, app));
const rest = [storage, dialogs, consent(boot), privacy(boot), routing(pages), sharing.group, own];
const host = createWx([...groups, ...rest], realm, boot.mocks, boot.without);
wx = Object.assign(host.wx, { env: { USER_DATA_PATH: USER_FOLDER } });

Object.assign(hostHooks, {
  ask: host.ask,
  toUrl,
  agreePrivacy: agreeByButton,
  share: (button: HTMLElement) => {
    const { dataset = {} } = (button as { __wxElement?: { dataset?: object } }).__wxElement ?? {};
    sharing.share('button', { id: button.id, dataset }).catch((error) => report(describe(error)));
  },
});

const entryOf = ({ path: url = '', scene, shareTicket, referrerInfo }: Entry) => {
  const { path, query } = pages.parse(`/${(url || app.entryPagePath || app.pages[0] || '').replace(/^\//, '')}`);
  const ticket = scene === 1044 ? shareTicket : undefined;
  return { path, query, scene: scene ?? 1001, shareTicket: ticket, referrerInfo: referrerInfo ?? {} };
};

function hide(seconds: number): void {
  pages.call(pages.top(), 'onHide');
  appHook('onHide', {});
  appHidden.tell({});
  goAway(seconds);
}

/** A warm start: with a path everything open is closed, without one he is where he was. */
function enter(entry: Entry): void {
  if (secondsHidden() === undefined) hide(0);
  comeBack();
  const top = pages.top();
  entered = entry.path || !top ? entryOf(entry) : { ...entryOf(entry), path: top.path, query: top.query };
  appHook('onShow', entered);
  appShown.tell(entered);
  if (entry.path) pages.router.reLaunch({ url: `/${entry.path.replace(/^\//, '')}` });
  else pages.call(top, 'onShow');
}

window.__weapp = {
  log,
  boot,
  options: {
    loginCode: () =>
      window.__weappLoginCode?.() ?? Promise.reject(new Error('the test gives no login code (option loginCode)')),
  },
  mock: host.mock,
  open: async (url) => {
    pages.router.reLaunch({ url: `/${url.replace(/^\//, '')}` });
  },
  pullDown: (selector) => {
    const view = selector && document.querySelector(selector);
    if (view) builtInOf(view)?.fire('refresherrefresh');
    else pages.pullDown();
  },
  hide,
  enter,
  mainSwitch: setMainSwitch,
  share: (kind) => sharing.share(kind),
  cards: () => sharing.cards,
  interrupt: (begins) => {
    recorder.interrupt(begins);
    interruptAudio(begins);
  },
  album,
  updates: announceUpdate,
  network: setNetworkType,
  firstPaint: () => painted,
  stack: () => pages.stack.map((page) => page.path),
};

/** Resolves to the milliseconds from `began` to the frame that shows the first words of the page on top. */
function firstWords(began: number): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const words = (pages.top()?.frame.textContent ?? '').trim() !== '';
      // The frame after the one in which the words are there is the one that has painted them.
      if (words) requestAnimationFrame(() => resolve(performance.now() - began));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

async function start(): Promise<void> {
  await openSavedFiles();
  seedStorage(boot.storage);
  painted = firstWords(performance.now());
  guarded(() => modules.load('app'));
  const first = entryOf({ ...boot.entry, path: boot.path });
  const { path, query } = first;
  launch = first;
  entered = first;
  appHook('onLaunch', launch);
  appHook('onShow', launch);
  if (modules.allPages.includes(path)) guarded(() => pages.launch(`/${boot.path || path}`));
  else {
    report(`page "${path}" is not found`);
    appHook('onPageNotFound', { path, query, isEntryPage: true });
  }
  checkForUpdate();
  document.documentElement.dataset.weapp = 'started';
}

start().catch((error) => report(describe(error)));
