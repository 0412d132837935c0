/** Employee messages: whoever is bound to the owner once gets messages without being asked for each of them. */
import { type Answer, ok, refuse } from './answer.ts';
import type { Choice, PopupResult } from './credit.ts';
import { type AppRequest, isRecord, type TokenEndpoint, textOf } from './endpoint.ts';
import { fieldsOf } from './fieldrules.ts';
import { type App, type Employment, type Field, randomText, remember, type State, type Template } from './state.ts';
import { UNKNOWNS } from './unknowns.ts';

const LARGEST_POPUP = 6;

/** What was agreed on a phone; nothing for a person who was never asked. */
export function employmentOf(state: State, openid: string): Employment {
  const known = state.employees.get(openid);
  if (known) return known;
  const employment: Employment = { status: '', templates: new Set() };
  state.employees.set(openid, employment);
  return employment;
}

/** `wx.bindEmployeeRelation`: the person says that he works here, and which messages he wants. */
export function bindEmployee(
  state: State,
  { openid, appid }: { openid: string; appid: string },
  answer: Choice,
  choices: Readonly<Record<string, Choice>>,
): PopupResult {
  const refusal = popupRefusal(state, appid, 'bindEmployeeRelation', choices);
  if (refusal) return refusal;
  const employment = employmentOf(state, openid);
  employment.status = answer;
  if (answer === 'accept') take(employment, choices);
  return { errMsg: 'bindEmployeeRelation:ok', bindingStatus: answer, ...(answer === 'accept' ? choices : {}) };
}

/** `wx.requestSubscribeEmployeeMessage`: more templates for someone who is bound already. */
export function askEmployee(
  state: State,
  { openid, appid }: { openid: string; appid: string },
  choices: Readonly<Record<string, Choice>>,
): PopupResult {
  const api = 'requestSubscribeEmployeeMessage';
  const refusal = popupRefusal(state, appid, api, choices);
  if (refusal) return refusal;
  const employment = employmentOf(state, openid);
  if (employment.status !== 'accept') return { errMsg: `${api}:fail no employee relation`, errCode: 40256 };
  take(employment, choices);
  return { errMsg: `${api}:ok`, ...choices };
}

function take(employment: Employment, choices: Readonly<Record<string, Choice>>): void {
  for (const [id, choice] of Object.entries(choices)) {
    if (choice === 'accept') employment.templates.add(id);
  }
}

function popupRefusal(state: State, appid: string, api: string, choices: object): PopupResult | null {
  const ids = Object.keys(choices);
  if (ids.length > LARGEST_POPUP) return { errMsg: `${api}:fail Templates count out of max bounds`, errCode: 20003 };
  const unknown = ids.some((id) => !employeeTemplate(state, appid, id));
  return unknown ? { errMsg: `${api}:fail No template data return`, errCode: 20001 } : null;
}

function employeeTemplate(state: State, appid: string, id: string): Template | null {
  const template = state.templates.get(id);
  return template?.appid === appid && template.type === 'employee' ? template : null;
}

/** `employeerelationmsg/send`: `data` is a text that holds JSON, and that JSON has once more a member `data`. */
export const sendEmployeeMessage: TokenEndpoint = {
  path: '/cgi-bin/message/wxopen/employeerelationmsg/send',
  method: 'POST',
  token: true,
  handle({ state, app, body }: AppRequest): Answer {
    if (!app.employeeEnabled) return refuse(43104, 'this app does not have poermission');
    const user = state.users.get(textOf(body, 'touser'));
    if (!user || user.appid !== app.appid) return refuse(40257);
    const template = employeeTemplate(state, app.appid, textOf(body, 'template_id'));
    const page = textOf(body, 'page');
    const fields = template && innerFields(template, body.data);
    if (!template || !fields || !isPage(app, page)) return refuse(40097);
    if (typeof fields === 'string') return refuse(UNKNOWNS.badEmployeeField);
    const employment = employmentOf(state, user.openid);
    if (employment.status !== 'accept') return refuse(40256);
    if (!employment.templates.has(template.id)) return refuse(50001);
    remember(state.messages, {
      msgid: randomText(32),
      channel: 'assistant',
      appid: app.appid,
      openid: user.openid,
      template: template.id,
      title: template.title,
      fields,
      page,
      state: 'formal',
      lang: 'zh_CN',
      at: state.now(),
    });
    return ok();
  },
};

function isPage({ pages }: App, page: string): boolean {
  return page !== '' && (pages === null || pages.includes(page.replace(/\?.*$/s, '').replace(/^\//, '')));
}

/** Null for anything but the JSON text that is wanted; a text where a field of the template is missing or wrong. */
function innerFields(template: Template, data: unknown): Field[] | string | null {
  if (typeof data !== 'string') return null;
  try {
    const outer: unknown = JSON.parse(data);
    if (!isRecord(outer) || !isRecord(outer.data)) return null;
    return fieldsOf(template.keywords, outer.data);
  } catch {
    return null;
  }
}

/** `unbinduserb2cauthinfo`: these people no longer work here. */
export const unbindEmployees: TokenEndpoint = {
  path: '/wxa/business/unbinduserb2cauthinfo',
  method: 'POST',
  token: true,
  handle({ state, app, body }): Answer {
    const list = body.openid_list;
    if (!Array.isArray(list) || list.length === 0) return refuse(40097);
    const known = list.every((openid: unknown) => state.users.get(String(openid))?.appid === app.appid);
    if (!known) return refuse(40003);
    for (const openid of list) state.employees.delete(String(openid));
    return ok();
  },
};
