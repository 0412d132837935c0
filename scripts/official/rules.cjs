// Runs WeChat's compiler and quality rules: node rules.cjs <folder with miniprogram-ci> <project folder> <answer file>.
// The answer is { files, problem, rules: [{ name, passed, words }] }. Nothing of it needs WeChat's servers.
const { generateKeyPairSync } = require('node:crypto');
const { writeFileSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const [modules, projectPath, answerFile] = process.argv.slice(2);
const load = createRequire(path.join(modules, 'package.json'));
const ci = load('miniprogram-ci');

/** What WeChat's servers say of an ordinary account: sizes in MB, icons in KB. */
const LIMITS = {
  MaxCodeSize: 2,
  MaxSubpackageSubCodeSize: 2,
  MaxSubpackageFullCodeSize: 30,
  NavigateMiniprogramLimit: 10,
  MaxSubPackageLimit: 100,
  MinTabbarCount: 2,
  MaxTabbarCount: 5,
  MaxTabbarIconSize: 40,
  MaxCustomTabbarCount: 5,
};

// The list of file types that may be uploaded is asked for, unless it is the one the compiler has at hand.
const types = load('miniprogram-ci/dist/utils/white_ext_list.js');
types.getWhiteExtList = async () => ({
  GameWhiteList: new Set(types.GameWhiteList),
  MiniProgramWhiteList: new Set(types.MiniProgramWhiteList),
});

function openProject() {
  // A key belongs to every upload; this one has never been seen by anybody.
  const privateKeyPath = `${answerFile}.key`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(privateKeyPath, privateKey.export({ type: 'pkcs1', format: 'pem' }));
  const ids = { appid: 'wx0000000000000000', type: 'miniProgram' };
  const project = new ci.Project({ ...ids, projectPath, privateKeyPath, ignores: [] });
  const account = { platform: false, appType: 0, gameApp: false, isSandbox: false, released: false };
  project.attr = async () => ({ ...account, setting: LIMITS });
  return project;
}

async function inspect() {
  const project = openProject();
  const { setting } = JSON.parse(readFileSync(path.join(projectPath, 'project.config.json'), 'utf8'));
  const chosen = {
    es6: setting.es6,
    minifyJS: setting.minified,
    minifyWXML: setting.minifyWXML,
    minifyWXSS: setting.minifyWXSS,
  };
  let files = 0;
  let problem = null;
  try {
    const upload = { project, version: '0.0.0', desc: '', setting: chosen, onProgressUpdate() {} };
    files = Object.keys(await ci.getCompiledResult(upload, `${answerFile}.zip`)).length;
  } catch (error) {
    problem = [error.path, error.message ?? error].filter(Boolean).join(': ');
  }
  const judged = await ci
    .checkCodeQuality(project, `${answerFile}.quality`)
    .catch((error) => [{ name: 'QUALITY', success: false, text: String(error.message ?? error) }]);
  const rules = judged.map(({ name, success, text, detail }) => ({
    name,
    passed: success,
    words: [text, detail && JSON.stringify(detail)].filter(Boolean).join(' '),
  }));
  writeFileSync(answerFile, JSON.stringify({ files, problem, rules }));
}

inspect().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
