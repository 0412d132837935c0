// The two programs that tests need and npm does not have, a database and a browser, come from Debian's packages.
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { capture, Refusal, tail } from './command.mjs';

const MORE_PLACES = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/usr/libexec', '/opt/homebrew/bin'];

/** The path of the first of these programs that this machine has, or undefined. */
export function findProgram(...names) {
  const places = [...(process.env.PATH ?? '').split(path.delimiter), ...MORE_PLACES];
  for (const name of names) {
    for (const place of places) {
      const file = path.join(place, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here: the next place may have it.
      }
    }
  }
  return undefined;
}

async function asRoot() {
  if (process.getuid?.() === 0) return [];
  const { code } = await capture('sudo', ['-n', 'true']);
  return code === 0 ? ['sudo', '-n'] : undefined;
}

let listsAreFresh = false;

/**
 * Installs Debian packages where that is allowed, and refuses in one line that names them where it is not.
 * `why` completes the sentence "… is needed".
 */
export async function installPackages(packages, why) {
  const prefix = findProgram('apt-get') && (await asRoot());
  if (!prefix) {
    throw new Refusal(`${why} is needed: install ${packages.join(', ')} (Debian's names), then run this again.`);
  }
  const apt = async (...args) => {
    const [command, ...rest] = [...prefix, 'apt-get', ...args];
    const onWait = (seconds) => console.log(`  … apt-get ${args[0]}, ${seconds} s`);
    const { code, output } = await capture(command, rest, {
      onWait,
      every: 8,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (code !== 0) {
      console.error(tail(output, 15));
      throw new Refusal(`${why} is needed, and apt-get could not install ${packages.join(', ')}.`);
    }
  };
  console.log(`Installing ${packages.join(', ')} …`);
  if (!listsAreFresh) await apt('update', '-q');
  listsAreFresh = true;
  await apt('install', '-q', '-y', '--no-install-recommends', ...packages);
}

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

async function hasChineseFont() {
  const { code, output } = await capture('fc-list', [':lang=zh', 'family']);
  // A machine without fontconfig (macOS) draws text by other means and has Chinese fonts of its own.
  return code === 127 || output.trim() !== '';
}

/** Makes sure that there is a browser and a font with Chinese characters; resolves to the browser's path. */
export async function provideChromium() {
  const chosen = process.env.CHROME_PATH;
  if (chosen && !existsSync(chosen)) throw new Refusal(`CHROME_PATH names ${chosen}, and there is no such file.`);
  const found = chosen ?? findProgram(...BROWSERS);
  const missing = [...(found ? [] : ['chromium']), ...((await hasChineseFont()) ? [] : ['fonts-noto-cjk'])];
  if (missing.length > 0) await installPackages(missing, 'a Chromium with a Chinese font');
  return found ?? findProgram(...BROWSERS);
}
