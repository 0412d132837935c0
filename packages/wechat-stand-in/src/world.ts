/** What a test or a demo sets up: apps, people, templates, and what the people do on their phones. */
import { randomBytes } from 'node:crypto';
import { answerPopup, type Choice, changeSetting, creditOf, forgetCredits, type PopupResult } from './credit.ts';
import { isKnownKey } from './fieldrules.ts';
import { withCountry } from './sms/number.ts';
import {
  type App,
  type Code,
  type LibraryTemplate,
  type Message,
  MINUTE,
  randomText,
  type State,
  type Template,
  type User,
} from './state.ts';
import { StandInError } from './trouble.ts';

const CODE_LIFE = 5 * MINUTE;

export type AppInput = Pick<App, 'appid' | 'secret'> & Partial<Omit<App, 'callback'>>;

export type UserInput = Partial<
  Pick<User, 'openid' | 'appid' | 'unionid' | 'name' | 'note' | 'phone' | 'risk' | 'mainSwitch'>
>;

export interface KeywordInput {
  readonly key: string;
  readonly label?: string;
  /** The values an `enum` keyword allows. */
  readonly enum?: readonly string[];
}

export interface TemplateInput {
  readonly id: string;
  readonly appid?: string;
  readonly title?: string;
  readonly type?: Template['type'];
  readonly keywords: readonly (string | KeywordInput)[];
  readonly banned?: boolean;
}

/** Registers an app, or changes what is given of one that is known. */
export function addApp(state: State, input: AppInput): App {
  const fresh = {
    name: input.appid,
    ghId: `gh_${randomText(12).toLowerCase()}`,
    ipWhitelist: null,
    subscribeBanned: false,
    autoUsers: false,
    pages: null,
    employeeEnabled: true,
    released: true,
    categories: [],
    callback: null,
  };
  const app: App = { ...fresh, ...state.apps.get(input.appid), ...input };
  state.apps.set(app.appid, app);
  return app;
}

/** Registers a person, or changes what is given of one that is known. Without an openid one is made up. */
export function addUser(state: State, input: UserInput): User {
  const openid = input.openid ?? `o${randomText(27)}`;
  const fresh = {
    appid: appOf(state, input.appid).appid,
    unionid: null,
    name: null,
    note: null,
    phone: null,
    sessionKey: null,
    lastVisitAt: null,
    mainSwitch: true,
    risk: 0,
  };
  const user: User = { ...fresh, ...state.users.get(openid), ...input, openid };
  state.users.set(openid, user);
  return user;
}

/** Registers a message template, or replaces the one with this id. */
export function addTemplate(state: State, input: TemplateInput): Template {
  const keywords = input.keywords.map((entry) => {
    const keyword = typeof entry === 'string' ? { key: entry } : entry;
    if (!isKnownKey(keyword.key)) throw new StandInError(`${keyword.key} is no key of a known type, such as thing2`);
    return { key: keyword.key, label: keyword.label ?? keyword.key, values: [...(keyword.enum ?? [])] };
  });
  const template: Template = {
    id: input.id,
    appid: appOf(state, input.appid).appid,
    title: input.title ?? input.id,
    type: input.type ?? 'onetime',
    keywords,
    banned: input.banned ?? false,
  };
  state.templates.set(template.id, template);
  return template;
}

/** The app of this id, or the one registered first. */
export function appOf(state: State, appid?: string): App {
  const app = appid === undefined ? [...state.apps.values()][0] : state.apps.get(appid);
  if (!app) throw new StandInError(appid === undefined ? 'there is no app yet' : `there is no app ${appid}`);
  return app;
}

/** The person a client acts for. With `autoUsers` an unknown one is let in, as after a restart of the stand-in. */
export function personOf(state: State, openid: string, appid?: string): User {
  const known = state.users.get(openid);
  if (known) {
    if (appid !== undefined && appid !== known.appid) throw new StandInError(`${openid} is a user of ${known.appid}`);
    return known;
  }
  const app = appOf(state, appid);
  if (!app.autoUsers) throw new StandInError(`there is no user ${openid}`);
  return addUser(state, { openid, appid: app.appid });
}

/** `wx.login`: a new session, and a code for it that is good once, for five minutes. */
export function login(state: State, openid: string, appid?: string): string {
  const user = personOf(state, openid, appid);
  user.sessionKey = randomBytes(16).toString('base64');
  return newCode(state, user, 'login', null);
}

/** The phone button: a code for the number given, or for the one the person is known by. */
export function phoneCode(state: State, openid: string, phone?: string, appid?: string): string {
  const user = personOf(state, openid, appid);
  user.phone = phone ?? user.phone;
  if (user.phone === null) throw new StandInError(`${openid} has no phone number`);
  return newCode(state, user, 'phone', user.phone);
}

function newCode(state: State, user: User, kind: Code['kind'], phone: string | null): string {
  // A code of yesterday is as unknown as one that never was.
  for (const [value, code] of state.codes) {
    if (code.expiresAt < state.now() - 60 * MINUTE) state.codes.delete(value);
  }
  const value = kind === 'login' ? `0${randomText(31)}` : randomText(64);
  const expiresAt = state.now() + CODE_LIFE;
  state.codes.set(value, { kind, openid: user.openid, appid: user.appid, phone, expiresAt, used: false });
  return value;
}

/** Opens the mini-program, which is what content checks ask for. */
export function visit(state: State, openid: string, appid?: string): void {
  personOf(state, openid, appid).lastVisitAt = state.now();
}

/** `wx.requestSubscribeMessage` and the taps in its popup; answers what the mini-program would get. */
export function subscribe(
  state: State,
  openid: string,
  result: Readonly<Record<string, Choice>>,
  options: { readonly keep?: boolean; readonly appid?: string } = {},
): PopupResult {
  return answerPopup(state, personOf(state, openid, options.appid), result, options.keep ?? false);
}

export function setting(state: State, openid: string, templateId: string, choice: Choice): void {
  if (!state.templates.has(templateId)) throw new StandInError(`there is no template ${templateId}`);
  changeSetting(state, personOf(state, openid), templateId, choice);
}

export function mainSwitch(state: State, openid: string, on: boolean): void {
  personOf(state, openid).mainSwitch = on;
}

/** Deletes the mini-program from the phone. */
export function removeFromPhone(state: State, openid: string): void {
  forgetCredits(state, personOf(state, openid));
  state.employees.delete(openid);
}

/** How many messages may still be sent: a whole number, or Infinity under an accepted long-term template. */
export function creditsLeft(state: State, openid: string, templateId: string): number {
  const credit = creditOf(state, openid, templateId);
  return credit.longterm && !credit.blocked ? Number.POSITIVE_INFINITY : credit.count;
}

/** Fills the public library with templates; one of the same id is replaced. */
export function addToLibrary(state: State, templates: readonly LibraryTemplate[]): void {
  for (const { keywords } of templates) {
    const wrong = keywords.find(({ rule }) => !isKnownKey(`${rule}1`));
    if (wrong) throw new StandInError(`${wrong.rule} is no type of a field`);
  }
  const replaced = new Set(templates.map(({ tid }) => tid));
  state.library = [...state.library.filter(({ tid }) => !replaced.has(tid)), ...templates];
}

/** The person who has this number, if one has it. */
export function ownerOfNumber(state: State, phone: string): User | undefined {
  const number = withCountry(phone);
  return [...state.users.values()].find((user) => user.phone !== null && withCountry(user.phone) === number);
}

export type MessageFilter = Partial<Pick<Message, 'openid' | 'template' | 'channel' | 'userid' | 'phone'>>;

/** What reached a phone, oldest first; each member of the filter narrows it. */
export function messagesOf(state: State, filter: MessageFilter = {}): Message[] {
  const { phone, ...exact } = filter;
  const number = phone === undefined ? undefined : withCountry(phone);
  const wanted = Object.entries(exact).filter(([, value]) => value !== undefined);
  return state.messages.filter(
    (message) =>
      (number === undefined || message.phone === number) &&
      wanted.every(([key, value]) => message[key as keyof Message] === value),
  );
}
