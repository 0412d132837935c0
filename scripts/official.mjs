// WeChat's own compiler and quality rules over the built mini-program: `node scripts/official.mjs [folder]`, the folder
// being apps/miniprogram/dist/weapp unless another is named. Nothing is sent to anybody: the rules run without a network,
// and a process that asks for one fails the check.
//
// The compiler (miniprogram-ci) is larger than all the rest together, so it is installed in a folder of its own, the
// first time that somebody needs it, from the lock file in scripts/official.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture, isMain, main, Refusal, ROOT, tail } from './command.mjs';
import { npm } from './install.mjs';

const SOURCE = path.join(ROOT, 'scripts/official');
const HOME = path.join(ROOT, 'node_modules/.cache/liudan/official');
const BUILD = path.join(ROOT, 'apps/miniprogram/dist/weapp');
const LOCK = 'package-lock.json';

/** Installs the compiler where that has not been done for this lock file. */
export async function installOfficial() {
  const wanted = readFileSync(path.join(SOURCE, LOCK), 'utf8');
  const stamp = path.join(HOME, '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  mkdirSync(HOME, { recursive: true });
  for (const file of ['package.json', LOCK]) cpSync(path.join(SOURCE, file), path.join(HOME, file));
  const [command, args] = npm('ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error');
  const onWait = (seconds) => console.log(`  … installing WeChat's compiler, ${seconds} s`);
  const { code, output, seconds } = await capture(command, args, { cwd: HOME, onWait, every: 10 });
  if (code !== 0) {
    console.error(tail(output, 20));
    throw new Refusal("WeChat's compiler could not be installed: npm ci failed, its words are above.");
  }
  writeFileSync(stamp, wanted);
  console.log(`Installed WeChat's compiler in ${seconds} s.`);
}

/** Complaints about the output directory `build`, none when it may be uploaded; and what the rules said. */
async function inspect(build) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'liudan-official-'));
  try {
    const project = path.join(scratch, 'project');
    cpSync(build, path.join(project, 'dist'), { recursive: true });
    const config = JSON.parse(readFileSync(path.join(ROOT, 'apps/miniprogram/project.config.json'), 'utf8'));
    writeFileSync(path.join(project, 'project.config.json'), JSON.stringify({ ...config, miniprogramRoot: 'dist/' }));
    const [answerFile, network] = [path.join(scratch, 'answer'), path.join(scratch, 'network')];
    writeFileSync(network, '');
    const env = { NODE_OPTIONS: `--require ${path.join(SOURCE, 'offline.cjs')}`, OFFLINE_LOG: network };
    const script = path.join(SOURCE, 'rules.cjs');
    const { output } = await capture(process.execPath, [script, HOME, project, answerFile], { cwd: scratch, env });
    if (!existsSync(answerFile)) throw new Refusal(`WeChat's rules ended without an answer:\n${tail(output, 20)}`);
    const { files, problem, rules } = JSON.parse(readFileSync(answerFile, 'utf8'));
    const asked = readFileSync(network, 'utf8').split('\n').filter(Boolean);
    return {
      files,
      complaints: [
        ...(problem === null ? [] : [`does not compile: ${problem}`]),
        ...rules.filter(({ passed }) => !passed).map(({ name, words }) => `${name}: ${words}`),
        ...asked.map((what) => `asked for the network: ${what}`),
      ],
      passed: rules.filter(({ passed }) => passed).map(({ name }) => name),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const build = path.resolve(process.argv[2] ?? BUILD);
    if (!existsSync(path.join(build, 'app.json'))) throw new Refusal(`there is no built mini-program in ${build}.`);
    await installOfficial();
    const { files, complaints, passed } = await inspect(build);
    console.log(`compiled ${files} files; rules that hold: ${passed.join(', ') || 'none'}`);
    for (const complaint of complaints) console.log(complaint);
    return complaints.length === 0 ? 0 : 1;
  });
}
