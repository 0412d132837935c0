// What a person agrees to be sent: one-time subscribe messages, and the messages of an employee relation.
import { inTap } from '../events.ts';
import { addButtons, make, openSheet } from '../overlay.ts';
import type { Boot, Decision, Scope, SubscribeAnswer } from '../program.ts';
import { ApiFailure, type ApiGroup } from './api.ts';
import { authSetting, needScope, openSettings, type Toggle } from './permission.ts';
import { secondsHidden } from './stay.ts';

const KEPT = 'weapp-host:subscriptions';
const MAIN_SWITCH_OFF = 'weapp-host:subscriptions-off';
const EMPLOYEE = 'weapp-host:employee';

type Decisions = Record<string, Decision>;
type Answers = Record<string, Decision | 'ban' | 'filter'>;

const read = <T>(key: string, absent: T): T => JSON.parse(localStorage.getItem(key) ?? 'null') ?? absent;
const write = (key: string, value: unknown): void => localStorage.setItem(key, JSON.stringify(value));

const mainSwitch = (): boolean => !read(MAIN_SWITCH_OFF, false);
export const setMainSwitch = (on: boolean): void => write(MAIN_SWITCH_OFF, !on);

const tick = (label: string, checked: boolean): [line: HTMLElement, field: HTMLInputElement] => {
  const field = document.createElement('input');
  field.type = 'checkbox';
  field.checked = checked;
  const line = make('label', '', label);
  line.prepend(field);
  return [line, field];
};

/** One line for each template, ticked at first; what is unticked is refused though the rest is allowed. */
function askTemplates(
  title: string,
  lines: [id: string, title: string][],
  keepable: boolean,
): Promise<{ allowed: boolean; decisions: Decisions; keep: boolean }> {
  return new Promise((resolve) => {
    const { box, close } = openSheet('bottom', title);
    box.appendChild(make('h2', '', title));
    const fields = lines.map(([id, name]): [string, HTMLInputElement] => {
      const [line, field] = tick(name, true);
      box.appendChild(line);
      return [id, field];
    });
    const [keepLine, keep] = tick('总是保持以上选择，不再询问', false);
    if (keepable) box.appendChild(keepLine);
    const answer = (allowed: boolean) => () => {
      close();
      const decide = (field: HTMLInputElement): Decision => (allowed && field.checked ? 'accept' : 'reject');
      const decisions = Object.fromEntries(fields.map(([id, field]) => [id, decide(field)]));
      resolve({ allowed, decisions, keep: keep.checked });
    };
    addButtons(box, [
      ['取消', answer(false)],
      ['允许', answer(true)],
    ]);
  });
}

const byTest = (answer: Exclude<SubscribeAnswer, 'ask'>, ids: string[]): { decisions: Decisions; keep: boolean } => ({
  decisions: Object.fromEntries(
    ids.map((id) => [
      id,
      typeof answer === 'string' ? (answer === 'reject' ? 'reject' : 'accept') : (answer[id] ?? 'accept'),
    ]),
  ),
  keep: answer === 'always',
});

/** What WeChat decides without asking: unknown ids fail the call, banned templates and double titles drop out. */
function sortOut(boot: Boot, ids: string[]): Answers {
  const { templates } = boot;
  if (!templates) return {};
  if (ids.some((id) => !templates[id]))
    throw new ApiFailure('No template data return, verify the template id exist', { errCode: 20001 });
  const out: Answers = {};
  const titles = new Set<string>();
  for (const id of ids) {
    const { title = id, banned } = templates[id] ?? {};
    if (banned) out[id] = 'ban';
    else if (titles.has(title)) out[id] = 'filter';
    titles.add(title);
  }
  return out;
}

function checkIds(tmplIds: unknown, most: number): string[] {
  if (!Array.isArray(tmplIds) || tmplIds.length === 0) throw new ApiFailure('TmplIds is empty', { errCode: 10001 });
  if (tmplIds.length > most) throw new ApiFailure('Templates count out of max bounds', { errCode: 20003 });
  return [...new Set(tmplIds as string[])];
}

async function requestSubscribe(boot: Boot, tmplIds: string[]): Promise<Answers> {
  const ids = checkIds(tmplIds, 5);
  if (!inTap()) throw new ApiFailure('can only be invoked by user TAP gesture.');
  if (secondsHidden() !== undefined) throw new ApiFailure('can not show UI in background', { errCode: 10005 });
  if (!mainSwitch()) throw new ApiFailure('The main switch is switched off', { errCode: 20004 });
  const sorted = sortOut(boot, ids);
  const kept = read<Decisions>(KEPT, {});
  const open = ids.filter((id) => !sorted[id] && !kept[id]);
  let decisions: Decisions = {};
  if (open.length > 0) {
    const titled = open.map((id): [string, string] => [id, boot.templates?.[id]?.title ?? id]);
    const given =
      boot.subscribe === 'ask'
        ? await askTemplates('申请发送一次性订阅消息', titled, true)
        : byTest(boot.subscribe, open);
    decisions = given.decisions;
    if (given.keep) write(KEPT, { ...kept, ...decisions });
  }
  const answers: Answers = { ...kept, ...decisions, ...sorted };
  return Object.fromEntries(ids.map((id) => [id, answers[id] ?? 'reject']));
}

interface Relation {
  /** Empty while nobody has been asked. */
  bindingStatus: Decision | '';
  templates: Decisions;
}

const relation = (): Relation => read<Relation>(EMPLOYEE, { bindingStatus: '', templates: {} });

async function askEmployee(
  boot: Boot,
  title: string,
  ids: string[],
): Promise<{ allowed: boolean; decisions: Decisions }> {
  if (secondsHidden() !== undefined) throw new ApiFailure('can not show UI in background');
  if (boot.employee !== 'ask') return { allowed: boot.employee === 'accept', ...byTest(boot.employee, ids) };
  return askTemplates(
    title,
    ids.map((id) => [id, boot.templates?.[id]?.title ?? id]),
    false,
  );
}

async function bindEmployee(boot: Boot, tmplIds: unknown): Promise<object> {
  const ids = tmplIds === undefined ? [] : checkIds(tmplIds, 6);
  const known = relation();
  if (known.bindingStatus === 'accept') return { bindingStatus: 'accept', ...known.templates };
  const { allowed, decisions } = await askEmployee(boot, '申请与你绑定用工关系', ids);
  const bindingStatus = allowed ? 'accept' : 'reject';
  write(EMPLOYEE, { bindingStatus, templates: decisions } satisfies Relation);
  return { bindingStatus, ...decisions };
}

/** Asks for the templates that have not been allowed yet; the relation must be there. */
async function subscribeEmployee(boot: Boot, tmplIds: unknown): Promise<Decisions> {
  const ids = checkIds(tmplIds, 6);
  const known = relation();
  if (known.bindingStatus !== 'accept') throw new ApiFailure('invalid employee relation');
  const open = ids.filter((id) => known.templates[id] !== 'accept');
  const asked = open.length > 0 ? await askEmployee(boot, '申请发送用工关系消息', open) : { decisions: {} };
  const templates: Decisions = { ...known.templates, ...asked.decisions };
  write(EMPLOYEE, { ...known, templates } satisfies Relation);
  return Object.fromEntries(ids.map((id) => [id, templates[id] ?? 'reject']));
}

const mainToggle = (): Toggle => ({ label: '接收订阅消息', on: mainSwitch(), set: setMainSwitch });

export function consent(boot: Boot): ApiGroup {
  const settings = (withSubscriptions = false) => ({
    authSetting: authSetting(boot),
    ...(withSubscriptions
      ? { subscriptionsSetting: { mainSwitch: mainSwitch(), itemSettings: read<Decisions>(KEPT, {}) } }
      : {}),
  });
  return {
    calls: {
      // The tap must still be going on when the call is made; the check runs before anything is awaited.
      requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) => requestSubscribe(boot, tmplIds),
      getSetting: ({ withSubscriptions }: { withSubscriptions?: boolean }) => settings(withSubscriptions),
      async openSetting({ withSubscriptions }: { withSubscriptions?: boolean }) {
        if (!inTap()) throw new ApiFailure('can only be invoked by user TAP gesture.');
        await openSettings(boot, withSubscriptions ? [mainToggle()] : []);
        return settings(withSubscriptions);
      },
      authorize: ({ scope }: { scope: Scope }) => needScope(boot, scope),
      bindEmployeeRelation: ({ tmplIds }: { tmplIds?: string[] }) => bindEmployee(boot, tmplIds),
      checkEmployeeRelation: () => ({ bindingStatus: relation().bindingStatus }),
      requestSubscribeEmployeeMessage: ({ tmplIds }: { tmplIds: string[] }) => subscribeEmployee(boot, tmplIds),
    },
  };
}
