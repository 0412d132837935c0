/** Checks the texts of a district: ready answers, notices and the WeChat templates beside them. */
import { NOTICE_KINDS, type NoticeKind } from '../notify/contract.ts';
import type { DistrictFiles, Problem } from './files.ts';
import { NOTICE_PLACEHOLDERS, PLACEHOLDERS, placeholdersIn } from './placeholders.ts';
import { shown } from './reason.ts';
import type { NoticeTemplate } from './schema.ts';

const FILE = 'templates.yaml';

/** Every problem with templates.yaml, and with what district.yaml asks consent for. */
export function checkTemplates(files: DistrictFiles): Problem[] {
  const { templates, district, categories } = files;
  const categoryIds = new Set(categories.roots.flatMap((root) => [root.id, ...root.leaves.map((leaf) => leaf.id)]));
  const problems: Problem[] = [];
  const say = (path: string, reason: string, file = FILE) => problems.push({ file, path, reason });
  for (const [action, answers] of Object.entries(templates.answers)) {
    for (const id of Object.keys(answers.byCategory))
      if (!categoryIds.has(id))
        say(`answers.${action}.byCategory.${id}`, `${shown(id)} is no category of categories.yaml`);
    for (const text of [...answers.any, ...Object.values(answers.byCategory).flat()])
      if (/[{}]/.test(text))
        say(
          `answers.${action}`,
          `${shown(text)} has braces; ready answers are offered as they stand and have no placeholders`,
        );
  }
  for (const kind of NOTICE_KINDS) {
    const notice = templates.notices[kind];
    for (const [path, text] of [
      ['title', notice.title],
      ['body', notice.body],
    ] as const)
      checkPlaceholders(kind, text, (reason) => say(`notices.${kind}.${path}`, reason));
    if (notice.wechat)
      checkWechat(kind, notice.wechat, (path, reason) => say(`notices.${kind}.wechat.${path}`, reason));
  }
  checkSharedTemplates(templates.notices, say);
  for (const [side, kinds] of Object.entries(district.subscribe)) {
    const asked = new Set<string>();
    for (const [index, kind] of kinds.entries()) {
      const template = templates.notices[kind].wechat?.templateId;
      const path = `subscribe.${side}[${index}]`;
      if (template === undefined)
        say(
          path,
          `${shown(kind)} has no wechat template in templates.yaml; consent is asked for templates`,
          'district.yaml',
        );
      else if (asked.has(template))
        say(
          path,
          `the template ${shown(template)} of ${shown(kind)} is asked for in this popup already`,
          'district.yaml',
        );
      asked.add(template ?? '');
    }
  }
  return problems;
}

/** Kinds may share one template of WeChat, and then it is one and the same: same fields, same type. */
function checkSharedTemplates(
  notices: DistrictFiles['templates']['notices'],
  say: (path: string, reason: string) => void,
) {
  const first = new Map<string, { kind: NoticeKind; form: string }>();
  for (const kind of NOTICE_KINDS) {
    const { wechat } = notices[kind];
    if (!wechat) continue;
    const form = [wechat.type, ...Object.keys(wechat.fields).sort()].join(' ');
    const before = first.get(wechat.templateId);
    if (!before) first.set(wechat.templateId, { kind, form });
    else if (before.form !== form)
      say(
        `notices.${kind}.wechat`,
        `the template ${shown(wechat.templateId)} has "${form}" here and "${before.form}" in ${before.kind}; expected the same type and fields`,
      );
  }
}

function checkPlaceholders(kind: NoticeKind, text: string, say: (reason: string) => void) {
  const known: readonly string[] = NOTICE_PLACEHOLDERS[kind];
  for (const name of placeholdersIn(text))
    if (!known.includes(name))
      say(
        `{${name}} isn't known in a notice of the kind ${kind}; expected one of ${known.map((k) => `{${k}}`).join(' ')}`,
      );
}

/** WeChat's rules for values (subscribeMessage.send): what is literal is checked here, what is filled in by its kind. */
const FIELDS: Record<string, { holds: readonly string[]; literal: RegExp; expected: string; max: number }> = {
  thing: {
    holds: ['text', 'code', 'time', 'phrase'],
    literal: /^[^\n]*$/u,
    expected: 'at most 20 characters on one line',
    max: 20,
  },
  character_string: {
    holds: ['code'],
    literal: /^[\x21-\x7e]*$/,
    expected: 'at most 32 letters, digits and signs, no Chinese',
    max: 32,
  },
  phrase: { holds: ['phrase'], literal: /^\p{Script=Han}*$/u, expected: 'at most 5 Chinese characters', max: 5 },
  time: { holds: ['time'], literal: /^$/, expected: 'a placeholder of a time: {time} or {due}', max: 0 },
  date: { holds: ['time'], literal: /^$/, expected: 'a placeholder of a time: {time} or {due}', max: 0 },
};

function checkWechat(
  kind: NoticeKind,
  wechat: NonNullable<NoticeTemplate['wechat']>,
  say: (path: string, reason: string) => void,
) {
  for (const [key, value] of Object.entries(wechat.fields)) {
    const path = `fields.${key}`;
    const rule = FIELDS[key.replace(/\d+$/, '')];
    if (!rule || !/\d$/.test(key)) {
      say(
        path,
        `${shown(key)} is no field of a template; expected ${Object.keys(FIELDS).join(', ')} followed by a number`,
      );
      continue;
    }
    checkPlaceholders(kind, value, (reason) => say(path, reason));
    const literal = value.replace(/\{[^{}]*\}/g, '');
    if (!rule.literal.test(literal) || [...literal].length > rule.max)
      say(path, `${shown(value)} is here; expected ${rule.expected}`);
    for (const name of placeholdersIn(value)) {
      const holds = PLACEHOLDERS[name as keyof typeof PLACEHOLDERS];
      if (holds && !rule.holds.includes(holds))
        say(path, `{${name}} can't stand in a ${key} field: expected ${rule.expected}`);
    }
  }
  const count = Object.keys(wechat.fields).length;
  if (count < 1 || count > 5) say('fields', `${count} fields are here; a template of WeChat has 1 to 5`);
}
