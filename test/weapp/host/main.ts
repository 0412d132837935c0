// Browser side of the host: puts the parts together and starts the mini-program.
import * as glassEasel from 'glass-easel';
import { stopDisabledButtons } from './components/button.ts';
import { builtInOf } from './components/kind.ts';
import { hostHooks } from './hooks.ts';
import { guarded, log, report } from './log.ts';
import { createModules, type Hooks } from './modules.ts';
import { createPages } from './pages.ts';
import { createRealm, describe, watch } from './realm.ts';
import { onTheme, themeOf } from './shell.ts';
import { type ApiGroup, createWx } from './wx/api.ts';
import { agreePrivacy, consent, guardPrivacy } from './wx/consent.ts';
import { device } from './wx/device.ts';
import { dialogs } from './wx/dialogs.ts';
import { fileSystem, openSavedFiles, toUrl, USER_FOLDER } from './wx/files.ts';
import { location } from './wx/location.ts';
import { media } from './wx/media.ts';
import { network } from './wx/network.ts';
import { routing } from './wx/routing.ts';
import { createSelectorQuery } from './wx/select.ts';
import { seedStorage, storage } from './wx/storage.ts';

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
const modules = createModules(program, realm, () => ({
  wx,
  getCurrentPages: () => realm.copyIn(pages.stack.map((page) => page.object)),
}));
const pages = createPages(program, modules);
const { app } = modules;

const appHook = (name: string, ...args: unknown[]): unknown => {
  const hooks = modules.appHooks();
  return guarded(() => (hooks[name] as Hooks[string])?.call(hooks, ...args));
};

let launch: object = {};
const themeListeners = new Set<(answer: { theme: string }) => void>();
onTheme(() => {
  pages.redraw();
  const answer = { theme: themeOf(app) };
  appHook('onThemeChange', answer);
  for (const listener of themeListeners) listener(answer);
});

const files = createWx([fileSystem], realm, {}).wx;
const inert = () => undefined;
const own: ApiGroup = {
  sync: {
    createSelectorQuery: () => createSelectorQuery(pages.top),
    getFileSystemManager: () => files,
    onThemeChange: (listener: (answer: { theme: string }) => void) => void themeListeners.add(listener),
    offThemeChange: (listener: (answer: { theme: string }) => void) => void themeListeners.delete(listener),
    getUpdateManager: () => ({
      onCheckForUpdate: inert,
      onUpdateReady: inert,
      onUpdateFailed: inert,
      applyUpdate: inert,
    }),
    getPerformance: () => ({ createObserver: () => ({ observe: inert, disconnect: inert }), getEntries: () => [] }),
    getLogManager: () => console,
    getRealtimeLogManager: () => console,
  },
};
const groups = [network, media, location(boot), device(boot, app, () => launch)].map((group) =>
  guardPrivacy(group, boot, app),
);
const host = createWx([...groups, storage, dialogs, consent(boot), routing(pages), own], realm, boot.mocks);
wx = Object.assign(host.wx, { env: { USER_DATA_PATH: USER_FOLDER } });

Object.assign(hostHooks, {
  ask: host.ask,
  toUrl,
  agreePrivacy,
  share: (button: HTMLElement) => {
    const target = {
      id: button.id,
      dataset: (button as { __wxElement?: { dataset?: object } }).__wxElement?.dataset ?? {},
    };
    const answer = pages.call(pages.top(), 'onShareAppMessage', { from: 'button', target });
    log.api.push({ name: 'onShareAppMessage', options: {}, answer });
  },
});

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
  hide: () => {
    pages.call(pages.top(), 'onHide');
    appHook('onHide');
  },
  show: () => {
    appHook('onShow', launch);
    pages.call(pages.top(), 'onShow');
  },
  stack: () => pages.stack.map((page) => page.path),
};

async function start(): Promise<void> {
  await openSavedFiles();
  seedStorage(boot.storage);
  guarded(() => modules.load('app'));
  const { path, query } = pages.parse(`/${(boot.path || app.entryPagePath || app.pages[0] || '').replace(/^\//, '')}`);
  launch = { path, query, scene: boot.scene, shareTicket: undefined, referrerInfo: {} };
  appHook('onLaunch', launch);
  appHook('onShow', launch);
  if (modules.allPages.includes(path)) guarded(() => pages.launch(`/${boot.path || path}`));
  else {
    report(`page "${path}" is not found`);
    appHook('onPageNotFound', { path, query, isEntryPage: true });
  }
  document.documentElement.dataset.weapp = 'started';
}

start().catch((error) => report(describe(error)));
