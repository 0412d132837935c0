// The mini-program's own files: require(), and the registration functions App, Page, Component and Behavior.
import {
  type CodeSpace,
  type ComponentEnv,
  MiniProgramEnv,
} from 'glass-easel-miniprogram-adapter/dist/glass_easel_miniprogram_adapter';
import { registerBuiltIns } from './components/register.ts';
import { createContext } from './events.ts';
import type { AppConfig, Program } from './program.ts';
import type { Realm } from './realm.ts';

export type Hooks = Record<string, ((...args: unknown[]) => unknown) | undefined>;

export interface Modules {
  app: AppConfig;
  /** Main pages first, then those of the sub-packages with their full path. */
  allPages: string[];
  declaresPlugin(name: string): boolean;
  codeSpace: CodeSpace;
  backend: ReturnType<MiniProgramEnv['associateBackend']>;
  /** The object given to App(); empty before app.js ran. */
  appHooks(): Hooks;
  /** Runs a file once and answers its exports. */
  load(id: string): unknown;
  /** Runs the file of a page or component, and of the components it uses, so that it can be created. */
  define(id: string): void;
}

/** Resolves `target` as written in the file `from`; the answer has no leading slash and no `.js`. */
export function resolvePath(from: string, target: string): string {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/').replace(/\.js$/, '');
}

// Property types come from the logic layer's realm; the framework compares them with ours, so they are mapped by name.
const TYPES: Record<string, unknown> = { String, Number, Boolean, Object, Array };
const ourType = (type: unknown): unknown => (typeof type === 'function' ? (TYPES[type.name] ?? type) : type);

function ourProperties(properties: Record<string, unknown> = {}): Record<string, unknown> {
  const ours = (property: unknown) =>
    typeof property === 'object' && property !== null
      ? { ...property, type: ourType((property as { type?: unknown }).type) }
      : ourType(property);
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, ours(property)]));
}

export function createModules(program: Program, realm: Realm, environment: () => Record<string, unknown>): Modules {
  const { jsons, templates, styles, modules } = program;
  const app = jsons.app as AppConfig;
  const subPackages = app.subPackages ?? app.subpackages ?? [];
  const allPages = [
    ...app.pages,
    ...subPackages.flatMap((s) => s.pages.map((p) => `${s.root.replace(/\/$/, '')}/${p}`)),
  ];
  const env = new MiniProgramEnv();
  const codeSpace = env.createCodeSpace('main', true);
  registerBuiltIns(codeSpace.getComponentSpace(), program.attributes);
  const backend = env.associateBackend(createContext());

  for (const [id, content] of Object.entries(templates)) {
    codeSpace.addCompiledTemplate(id, { groupList: templates, content } as unknown as Parameters<
      CodeSpace['addCompiledTemplate']
    >[1]);
  }
  for (const [id, json] of Object.entries(jsons)) {
    if (!json.component && !json.usingComponents && !allPages.includes(id)) continue;
    const usingComponents = { ...app.usingComponents, ...json.usingComponents };
    codeSpace.addComponentStaticConfig(id, { ...json, usingComponents } as Parameters<
      CodeSpace['addComponentStaticConfig']
    >[1]);
  }
  addStyle('app', styles.app);

  let hooks: Hooks = {};
  // The file being defined; the framework must know which path a Page() or Component() call belongs to.
  let current: ComponentEnv | undefined;
  const scope = (): ComponentEnv => {
    if (!current) throw new Error('Page or Component was called outside the file of a page or component');
    return current;
  };
  const registration = {
    App: (config: Hooks) => {
      hooks = config;
    },
    Page: (config: object) => scope().Page(config as never),
    Component: (config: { properties?: Record<string, unknown> }) =>
      scope().Component({ ...config, properties: ourProperties(config.properties) } as never),
    Behavior: (config: object) => scope().Behavior(config as never),
    getApp: () => hooks,
  };

  const cache = new Map<string, { exports: unknown }>();
  const load = (id: string): unknown => {
    const known = cache.get(id);
    if (known) return known.exports;
    const source = modules[id];
    if (source === undefined) throw new Error(`module '${id}.js' is not defined`);
    const module = { exports: realm.copyIn({}) };
    cache.set(id, module);
    const require = (target: string) => load(resolvePath(id, target));
    const own = { require, module, exports: module.exports, global: realm.global };
    realm.evaluate(id, source, { ...registration, ...environment(), ...own });
    return module.exports;
  };

  const defined = new Set<string>();
  const define = (id: string): void => {
    if (defined.has(id)) return;
    defined.add(id);
    for (const used of Object.values({ ...app.usingComponents, ...jsons[id]?.usingComponents }))
      define(resolvePath(id, used));
    addStyle(id, styles[id]);
    codeSpace.componentEnv(id, (env) => {
      const outer = current;
      current = env;
      try {
        load(id);
      } finally {
        current = outer;
      }
    });
  };

  const declared = [app.plugins, ...subPackages.map((s) => s.plugins)];
  const declaresPlugin = (name: string) => declared.some((plugins) => plugins?.[name] !== undefined);
  return { app, allPages, declaresPlugin, codeSpace, backend, appHooks: () => hooks, load, define };
}

function addStyle(id: string, css: string | undefined): void {
  if (!css) return;
  const style = document.createElement('style');
  style.dataset.weapp = id;
  style.textContent = css;
  document.head.appendChild(style);
}

/** A page's own style sheet counts only while the page is on top, because each page of WeChat is a web view of its own. */
export function showStylesOf(path: string, allPages: string[]): void {
  for (const style of document.head.querySelectorAll<HTMLStyleElement>('style[data-weapp]')) {
    const id = style.dataset.weapp ?? '';
    style.media = id === path || !allPages.includes(id) ? 'all' : 'not all';
  }
}
