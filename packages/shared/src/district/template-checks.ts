/** Checks the texts of a district: ready answers, notices and the WeChat templates beside them. */
import { NOTICE_KINDS, type NoticeKind } from '../notify/contract.ts';
import type { DistrictFiles, Problem } from './files.ts';
import { NOTICE_PLACEHOLDERS, PLACEHOLDERS, placeholdersIn, SMS_LINK } from './placeholders.ts';
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
      checkFields(kind, notice.wechat.fields, (path, reason) => say(`notices.${kind}.wechat.${path}`, reason));
    if (notice.employee)
      checkFields(kind, notice.employee.fields, (path, reason) => say(`notices.${kind}.employee.${path}`, reason));
    for (const [index, param] of (notice.sms?.params ?? []).entries())
      checkPlaceholders(kind, param.replaceAll(`{${SMS_LINK}}`, ''), (reason) =>
        say(`notices.${kind}.sms.params[${index}]`, reason),
      );
  }
  checkSharedTemplates('wechat', templates.notices, say);
  checkSharedTemplates('employee', templates.notices, say);
  for (const [side, kinds] of Object.entries(district.subscribe)) {
    const asked = new Set<string>();
    const types = new Set(kinds.map((kind) => templates.notices[kind].wechat?.type));
    if (types.has('onetime') && types.has('longterm'))
      say(
        `subscribe.${side}`,
        'templates of both types are asked for in one popup, which WeChat refuses; expected onetime or longterm alone',
        'district.yaml',
      );
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
  by: 'wechat' | 'employee',
  notices: DistrictFiles['templates']['notices'],
  say: (path: string, reason: string) => void,
) {
  const first = new Map<string, { kind: NoticeKind; form: string }>();
  for (const kind of NOTICE_KINDS) {
    const template = notices[kind][by];
    if (!template) continue;
    const type = 'type' in template ? [template.type] : [];
    const form = [...type, ...Object.keys(template.fields).sort()].join(' ');
    const before = first.get(template.templateId);
    if (!before) first.set(template.templateId, { kind, form });
    else if (before.form !== form)
      say(
        `notices.${kind}.${by}`,
        `the template ${shown(template.templateId)} has "${form}" here and "${before.form}" in ${before.kind}; expected the same type and fields`,
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

function checkFields(
  kind: NoticeKind,
  fields: NonNullable<NoticeTemplate['wechat']>['fields'],
  say: (path: string, reason: string) => void,
) {
  for (const [key, value] of Object.entries(fields)) {
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
  const count = Object.keys(fields).length;
  if (count < 1 || count > 5) say('fields', `${count} fields are here; a template of WeChat has 1 to 5`);
}
