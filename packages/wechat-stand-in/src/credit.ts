/**
 * The one-time quota machine: one acceptance is one message, per openid and template. Credits add up, never run out
 * with time, and only a message that was taken uses one.
 */
import { owe } from './push/event.ts';
import type { Credit, State, Template, User } from './state.ts';

export type Choice = 'accept' | 'reject';

/** What `wx.requestSubscribeMessage` gives the mini-program: one entry per template, or an error code. */
export type PopupResult = Readonly<Record<string, string | number>>;

const LARGEST_POPUP = 5;

export function creditOf(state: State, openid: string, templateId: string): Credit {
  const key = `${openid} ${templateId}`;
  const known = state.credits.get(key);
  if (known) return known;
  const credit: Credit = { count: 0, longterm: false, keep: null, blocked: false };
  state.credits.set(key, credit);
  return credit;
}

/** The popup, and what the person tapped. `keep` ticks "always keep my choice" for every template it shows. */
export function answerPopup(
  state: State,
  user: User,
  choices: Readonly<Record<string, Choice>>,
  keep: boolean,
): PopupResult {
  const ids = Object.keys(choices);
  const templates = ids.map((id) => state.templates.get(id));
  const refusal = popupRefusal(user, templates);
  if (refusal) return refusal;
  const result: Record<string, string> = {};
  const shown: Record<string, string>[] = [];
  const titles = new Set<string>();
  for (const template of templates) {
    if (!template) continue;
    const credit = creditOf(state, user.openid, template.id);
    const kept = credit.keep;
    const choice = kept ?? choices[template.id] ?? 'reject';
    if (titles.has(template.title)) result[template.id] = 'filter';
    else if (template.banned) result[template.id] = 'ban';
    else if (credit.blocked) result[template.id] = 'reject';
    else {
      result[template.id] = choice;
      if (choice === 'accept') grant(credit, template);
      if (keep) credit.keep = choice;
      if (kept === null || state.flags.eventWhenKept) {
        shown.push({ TemplateId: template.id, SubscribeStatusString: choice, PopupScene: '0' });
      }
    }
    titles.add(template.title);
  }
  if (shown.length > 0) tell(state, user, 'subscribe_msg_popup_event', shown);
  return { errMsg: 'requestSubscribeMessage:ok', ...result };
}

function popupRefusal(user: User, templates: readonly (Template | undefined)[]): PopupResult | null {
  const fail = (errCode: number, text: string) => ({ errCode, errMsg: `requestSubscribeMessage:fail ${text}` });
  if (templates.length === 0) return fail(10001, 'TmplIds can not be empty');
  if (templates.length > LARGEST_POPUP) return fail(20003, 'Templates count out of max bounds');
  if (!user.mainSwitch) return fail(20004, 'The main switch is switched off');
  const usable = templates.filter((template) => template?.appid === user.appid && template.type !== 'employee');
  if (usable.length < templates.length) return fail(20001, 'No template data return, verify the template id exist');
  if (new Set(usable.map((template) => template?.type)).size > 1) return fail(20002, 'Templates type must be same');
  return null;
}

function grant(credit: Credit, template: Template): void {
  if (template.type === 'longterm') credit.longterm = true;
  else credit.count += 1;
}

/** The switch of one template in the settings. Only switching off is told to the app. */
export function changeSetting(state: State, user: User, templateId: string, choice: Choice): void {
  const credit = creditOf(state, user.openid, templateId);
  credit.blocked = choice === 'reject';
  if (choice === 'accept') return;
  if (state.flags.rejectClears) {
    credit.count = 0;
    credit.longterm = false;
  }
  tell(state, user, 'subscribe_msg_change_event', [{ TemplateId: templateId, SubscribeStatusString: 'reject' }]);
}

/** The person deletes the mini-program: every permission goes with it. */
export function forgetCredits(state: State, user: User): void {
  for (const key of state.credits.keys()) {
    if (key.startsWith(`${user.openid} `)) state.credits.delete(key);
  }
}

function tell(state: State, { openid, appid }: User, event: string, list: Record<string, string>[]): void {
  const app = state.apps.get(appid);
  if (app) owe(state, app, { event, openid, list });
}
