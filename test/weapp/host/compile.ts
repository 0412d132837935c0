// Compiles a WeChat mini-program output directory (app.json, *.wxml, *.wxss, *.wxs, *.js) into one program for the page.
// Templates go through WeChat's own open-source compiler, so that what it refuses is refused here too.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import type { TmplGroup as TemplateGroup } from 'glass-easel-template-compiler';
import type { Boot } from './program.ts';
import { BUILT_IN_TAGS, collectAttributes, convertWxss, renameTags } from './styles.ts';

const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler') as {
  TmplGroup: new () => TemplateGroup;
};
const here = path.dirname(fileURLToPath(import.meta.url));

export interface CompileProblem {
  file: string;
  message: string;
  line: number;
}

export interface Compiled {
  /** JavaScript that sets `window.__WEAPP_PROGRAM__`. */
  program: string;
  problems: CompileProblem[];
}

interface TemplateParseError {
  message: string;
  start_line: number;
}

/** Every file below `dist`, relative, with forward slashes, in a fixed order. */
export function filesOf(dist: string): string[] {
  return fs
    .readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dist, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** Compiles `dist`. Template warnings and errors come back as problems, not as exceptions. */
export function compile(dist: string): Compiled {
  const read = (file: string) => fs.readFileSync(path.join(dist, file), 'utf8');
  const readWxss = (file: string): string =>
    read(file).replace(/@import\s+(?:url\()?["']([^"']+)["']\)?;?/g, (_, target: string) =>
      readWxss(target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(file), target)),
    );
  const group = new TmplGroup();
  const problems: CompileProblem[] = [];
  const attributes = new Map<string, Set<string>>();
  const jsons: Record<string, unknown> = {};
  const styles: Record<string, string> = {};
  const modules: Record<string, string> = {};
  for (const file of filesOf(dist)) {
    const extension = path.posix.extname(file);
    const id = extension ? file.slice(0, -extension.length) : file;
    if (extension === '.wxml') {
      const wxml = read(file);
      collectAttributes(wxml, attributes);
      const found = (group.addTmpl(id, renameTags(wxml)) ?? []) as TemplateParseError[];
      problems.push(...found.map((p) => ({ file, message: p.message, line: p.start_line })));
    } else if (extension === '.wxs') group.addScript(id, read(file));
    else if (extension === '.json') jsons[id] = JSON.parse(read(file));
    else if (extension === '.wxss') styles[id] = convertWxss(readWxss(file));
    else if (extension === '.js') modules[id] = read(file);
  }
  const templates = group.getTmplGenObjectGroups();
  group.free();
  const named = Object.fromEntries([...attributes].map(([tag, names]) => [tag, [...names]]));
  const parts = [
    `attributes:${JSON.stringify(named)}`,
    `jsons:${JSON.stringify(jsons)}`,
    `styles:${JSON.stringify(styles)}`,
    `templates:${templates}`,
    `modules:${JSON.stringify(modules)}`,
  ];
  return { program: `window.__WEAPP_PROGRAM__={${parts.join(',')}};`, problems };
}

let runtime: Promise<string> | undefined;

/** The browser half of the host as one script; bundled once per process. */
export function bundleRuntime(): Promise<string> {
  runtime ??= esbuild
    .build({
      entryPoints: [path.join(here, 'main.ts')],
      bundle: true,
      format: 'iife',
      write: false,
      target: 'es2022',
      define: { BUILT_IN_TAGS: JSON.stringify(BUILT_IN_TAGS) },
      logLevel: 'error',
    })
    .then((result) => result.outputFiles[0]?.text ?? '');
  return runtime;
}

/** The page that runs the program: look of the built-in components, boot values, program, runtime. */
export function toHtml(program: string, script: string, boot: Boot): string {
  const inline = (text: string) => `<script>${text.replace(/<\/script/gi, '<\\/script')}</script>`;
  const look = ['built-ins.css', 'shell.css'].map((name) => fs.readFileSync(path.join(here, name), 'utf8')).join('\n');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>weapp</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><style>${look}</style></head>
<body><div id="shell"><div id="nav"></div><div id="stack"></div><div id="tab"></div></div><div id="overlays"></div>
${inline(`window.__WEAPP_BOOT__=${JSON.stringify(boot)};`)}${inline(program)}${inline(script)}</body></html>`;
}
