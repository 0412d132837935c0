// Completes package-lock.json after `npm install`: `node scripts/complete-lock.mjs`, or `--check` to look only.
//
// Compilers come as one optional package for each platform. Where npm's registry lacks the package of some other
// platform, npm leaves it out of the lock file, and `npm ci` then refuses that lock file everywhere. An entry with the
// version, and with the platform it is for, is all that `npm ci` wants: it installs none but its own platform's.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { main, ROOT } from './command.mjs';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Where Node would find the package from this place: the nearest node_modules that has it. */
function nearest(packages, place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const found = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (found in packages) return found;
    if (at === '') return undefined;
  }
}

/** The entry a platform's package needs, or undefined where the name says no platform. */
function entryFor(name, version, parent) {
  const words = name.split('/').pop().split('-');
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (!os || !cpu || !/^\d/.test(version)) return undefined;
  const glibc = os === 'linux' && words.some((word) => word.startsWith('gnu'));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : glibc ? ['glibc'] : undefined;
  return { version, cpu: [cpu], ...(parent.dev && { dev: true }), ...(libc && { libc }), optional: true, os: [os] };
}

function missingEntries(packages) {
  const missing = [];
  for (const [place, parent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const found = nearest(packages, place, name);
      const entry = entryFor(name, version, parent);
      if (!entry || packages[found]?.version === version) continue;
      // Beside its parent, as npm would put it; below it where another version already stands there.
      const beside = `${place.slice(0, place.lastIndexOf('node_modules/'))}node_modules/${name}`;
      missing.push([found === undefined ? beside : `${place}/node_modules/${name}`, entry]);
    }
  }
  return missing;
}

await main(() => {
  const file = path.join(ROOT, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingEntries(lock.packages);
  if (process.argv.includes('--check')) {
    for (const [place] of missing) console.log(`package-lock.json lacks ${place}`);
    if (missing.length > 0) console.log('Run node scripts/complete-lock.mjs; until then npm ci refuses the lock file.');
    return missing.length > 0 ? 1 : 0;
  }
  const all = [...Object.entries(lock.packages), ...missing].sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`);
  console.log(`package-lock.json: ${missing.length} entries added.`);
});
