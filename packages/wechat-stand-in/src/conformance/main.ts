/**
 * `node dist/conformance/main.js [--wechat …] [--wecom …] [--sms …] [--report conformance.md]`: puts the cases to the
 * hosts named, with the app of `WECHAT_APPID` and `WECHAT_SECRET` if they are set. Ends with 1 where an answer differs.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CASES } from './cases.ts';
import { type Finding, putAll } from './put.ts';

const { values } = parseArgs({
  options: {
    wechat: { type: 'string' },
    wecom: { type: 'string' },
    sms: { type: 'string' },
    report: { type: 'string' },
  },
});

const { WECHAT_APPID: appid, WECHAT_SECRET: secret } = process.env;
const { report, ...bases } = values;
const findings = await putAll(CASES, { bases, ...(appid && secret ? { app: { appid, secret } } : {}) });
const said = (finding: Finding) => finding.skipped ?? finding.difference ?? 'as expected';
const text = findings.map((finding) => `| ${finding.name} | ${said(finding)} |`).join('\n');
const table = `| case | answer |\n|---|---|\n${text}\n`;
process.stdout.write(table);
if (report !== undefined) await writeFile(report, `# Conformance, ${new Date().toISOString()}\n\n${table}`);
process.exitCode = findings.some(({ difference }) => difference !== null) ? 1 : 0;
