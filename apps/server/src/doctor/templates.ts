/** The district's message templates against those of the account, and the pages they open against those of the app. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { District, NoticeTemplate } from '@liudan/shared/district/schema';
import { type Finding, fail, ok, warn } from './finding.ts';
import type { Outside } from './outside.ts';
import { saidOf, wechatRemedy } from './remedies.ts';

const LONGTERM = 3;

interface Theirs {
  readonly longterm: boolean;
  readonly keys: readonly string[];
}

type Ours = readonly [kind: string, notice: NoticeTemplate];

export async function templates(district: District, outside: Outside): Promise<Finding[]> {
  const answer = await outside.wechat({ path: '/wxaapi/newtmpl/gettemplate' });
  if (answer.kind !== 'answer') return [fail('templates', saidOf(answer), wechatRemedy(answer))];
  const theirs = accountOf(answer.body.data);
  const notices: Ours[] = Object.entries(district.templates.notices);
  const used = notices.filter(([, { wechat }]) => wechat);
  const found = used.flatMap((notice) => compared(notice, theirs));
  return found.length > 0 ? found : [ok('templates', `${used.length} notices fit the account's templates`)];
}

/** Id -> its type and the keywords in its text, as in `编号:{{character_string1.DATA}}`. */
function accountOf(data: unknown): ReadonlyMap<string, Theirs> {
  const rows = Array.isArray(data) ? (data as { priTmplId?: unknown; type?: unknown; content?: unknown }[]) : [];
  return new Map(
    rows.map(({ priTmplId, type, content }) => [
      String(priTmplId),
      {
        longterm: Number(type) === LONGTERM,
        keys: [...String(content ?? '').matchAll(/\{\{(\w+)\.DATA\}\}/g)].map(([, key = '']) => key),
      },
    ]),
  );
}

function compared([kind, { wechat }]: Ours, account: ReadonlyMap<string, Theirs>): Finding[] {
  if (!wechat) return [];
  const where = `notices.${kind}.wechat of templates.yaml`;
  const theirs = account.get(wechat.templateId);
  if (!theirs)
    return [
      fail(
        'templates',
        `${where}: the account has no template ${wechat.templateId} (「${wechat.title}」)`,
        `add 「${wechat.title}」 at 订阅消息 of mp.weixin.qq.com, and copy its id`,
      ),
    ];
  const type = theirs.longterm ? 'longterm' : 'onetime';
  const ours = Object.keys(wechat.fields);
  const missing = theirs.keys.filter((key) => !ours.includes(key));
  const extra = ours.filter((key) => !theirs.keys.includes(key));
  return [
    ...(type === wechat.type ? [] : [fail('templates', `${where}: its type is ${type}`, `write type: ${type}`)]),
    ...(missing.length === 0
      ? []
      : [
          fail(
            'templates',
            `${where}: it also has ${missing.join(', ')}`,
            'WeChat refuses a message without them (47003)',
          ),
        ]),
    ...(extra.length === 0
      ? []
      : [fail('templates', `${where}: it has no ${extra.join(', ')}`, `its keywords are ${theirs.keys.join(', ')}`)]),
  ];
}

/** The pages that messages open, in the built mini-program beside this server where there is one. */
export function pages(district: District, weappDir: string): Finding {
  const file = join(weappDir, 'app.json');
  if (!existsSync(file))
    return warn(
      'pages',
      'no built mini-program beside this server to look into',
      'npm run build:weapp -w @liudan/miniprogram',
    );
  const app = JSON.parse(readFileSync(file, 'utf8')) as {
    pages?: string[];
    subPackages?: { root: string; pages: string[] }[];
    subpackages?: { root: string; pages: string[] }[];
  };
  const packed = app.subPackages ?? app.subpackages ?? [];
  const known = new Set([
    ...(app.pages ?? []),
    ...packed.flatMap(({ root, pages: inside }) => inside.map((page) => `${root.replace(/\/$/, '')}/${page}`)),
  ]);
  const wrong = Object.entries(district.templates.notices).filter(
    ([, { wechat }]) => wechat && !known.has(wechat.page.replace(/\?.*$/s, '')),
  );
  if (wrong.length === 0) return ok('pages', 'every page that a message opens is in the mini-program');
  const named = wrong.map(([kind, { wechat }]) => `${kind} opens ${wechat?.page}`).join('; ');
  return fail('pages', named, 'correct the pages in templates.yaml: WeChat refuses the messages otherwise (41030)');
}
