/** The world of a stand-in in the same process, for tests and the demo; `admin.ts` says the same over HTTP. */
import type { Choice, PopupResult } from './credit.ts';
import { askEmployee, bindEmployee, employmentOf } from './employee.ts';
import type { Fault } from './faults.ts';
import { type GroupEntry, groupEntry } from './group.ts';
import type { Holder } from './holder.ts';
import { type PushCommands, pushCommands } from './push/commands.ts';
import type { Pusher } from './push/pusher.ts';
import { type SmsCommands, smsCommands } from './sms/commands.ts';
import type {
  App,
  Call,
  Flags,
  LibraryTemplate,
  Limits,
  MediaRule,
  Message,
  State,
  Template,
  Token,
  User,
  WordRule,
} from './state.ts';
import { spoilTokens } from './token.ts';
import { type WecomCommands, wecomCommands } from './wecom/commands.ts';
import * as world from './world.ts';

export interface Words {
  /** What content checks find. */
  readonly content?: readonly WordRule[];
  /** What media checks find; anything else passes. */
  readonly media?: readonly MediaRule[];
  /** What a subscribe message is refused for. */
  readonly sensitive?: readonly string[];
}

/** Where an appid may be left out, it is that of the person, or the app registered first. */
export interface Commands extends PushCommands, WecomCommands, SmsCommands {
  addApp(input: world.AppInput): App;
  addUser(input?: world.UserInput): User;
  addTemplate(input: world.TemplateInput): Template;
  /** Fills the public library from which an account takes its templates. */
  addToLibrary(templates: readonly LibraryTemplate[]): void;
  /** A code of `wx.login`. */
  login(openid: string, appid?: string): string;
  /** A code of the phone button. */
  phoneCode(openid: string, phone?: string, appid?: string): string;
  visit(openid: string, appid?: string): void;
  subscribe(
    openid: string,
    result: Readonly<Record<string, Choice>>,
    options?: { readonly keep?: boolean; readonly appid?: string },
  ): PopupResult;
  setting(openid: string, templateId: string, choice: Choice): void;
  mainSwitch(openid: string, on: boolean): void;
  /** `wx.bindEmployeeRelation` and the tap in its popup; answers what the mini-program would get. */
  bindEmployee(openid: string, answer: Choice, templates?: Readonly<Record<string, Choice>>): PopupResult;
  /** `wx.requestSubscribeEmployeeMessage`. */
  askEmployee(openid: string, templates: Readonly<Record<string, Choice>>): PopupResult;
  /** `wx.checkEmployeeRelation`. */
  checkEmployee(openid: string): PopupResult;
  /** `wx.getGroupEnterInfo` after the mini-program was opened from a card in this group. */
  groupEntry(openid: string, opengid: string): GroupEntry;
  /** Deletes the mini-program from the phone, and every permission with it. */
  removeFromPhone(openid: string): void;
  /** Messages that may still be sent: a whole number, or Infinity under an accepted long-term template. */
  credits(openid: string, templateId: string): number;
  messages(filter?: world.MessageFilter): readonly Message[];
  /** Messages that were answered with success and silently not delivered. */
  dropped(): readonly Message[];
  calls(path?: string): readonly Call[];
  fault(fault: Fault): void;
  clearFaults(): void;
  limits(limits: Partial<Limits>): void;
  flags(flags: Partial<Flags>): void;
  words(words: Words): void;
  spoilTokens(kind: Token['kind'], how: 'expire' | 'replace', appid?: string): void;
  now(): number;
  advance(ms: number): void;
  /** Back to an empty world: no apps, no people, the clock at its base. */
  reset(): void;
}

export function commandsOf(holder: Holder, pusher: Pusher): Commands {
  return {
    addApp: (input) => world.addApp(holder.state, input),
    addUser: (input = {}) => world.addUser(holder.state, input),
    addTemplate: (input) => world.addTemplate(holder.state, input),
    addToLibrary: (templates) => world.addToLibrary(holder.state, templates),
    login: (openid, appid) => world.login(holder.state, openid, appid),
    phoneCode: (openid, phone, appid) => world.phoneCode(holder.state, openid, phone, appid),
    visit: (openid, appid) => world.visit(holder.state, openid, appid),
    subscribe: (openid, result, options) => world.subscribe(holder.state, openid, result, options),
    setting: (openid, templateId, choice) => world.setting(holder.state, openid, templateId, choice),
    mainSwitch: (openid, on) => world.mainSwitch(holder.state, openid, on),
    bindEmployee: (openid, answer, templates = {}) =>
      bindEmployee(holder.state, world.personOf(holder.state, openid), answer, templates),
    askEmployee: (openid, templates) => askEmployee(holder.state, world.personOf(holder.state, openid), templates),
    checkEmployee: (openid) => ({
      errMsg: 'checkEmployeeRelation:ok',
      bindingStatus: employmentOf(holder.state, world.personOf(holder.state, openid).openid).status,
    }),
    groupEntry: (openid, opengid) => groupEntry(holder.state, world.personOf(holder.state, openid), opengid),
    removeFromPhone: (openid) => world.removeFromPhone(holder.state, openid),
    credits: (openid, templateId) => world.creditsLeft(holder.state, openid, templateId),
    messages: (filter) => world.messagesOf(holder.state, filter),
    dropped: () => [...holder.state.dropped],
    calls: (path) => holder.state.calls.filter((call) => path === undefined || call.path === path),
    fault: (fault) => void holder.state.faults.push(fault),
    clearFaults: () => void holder.state.faults.splice(0),
    limits: (limits) => setLimits(holder.state, limits),
    flags: (flags) => void Object.assign(holder.state.flags, flags),
    words: (words) => setWords(holder.state, words),
    spoilTokens: (kind, how, appid) => spoilTokens(holder.state, world.appOf(holder.state, appid).appid, kind, how),
    now: () => holder.state.now(),
    advance: (ms) => holder.state.advance(ms),
    reset: () => holder.reset(),
    ...pushCommands(holder, pusher),
    ...wecomCommands(holder),
    ...smsCommands(holder),
  };
}

function setLimits(state: State, limits: Partial<Limits>): void {
  state.limits = {
    ...state.limits,
    ...limits,
    perMinute: { ...state.limits.perMinute, ...limits.perMinute },
    perDay: { ...state.limits.perDay, ...limits.perDay },
  };
}

function setWords(state: State, { content, media, sensitive }: Words): void {
  if (media) state.mediaRules = [...media];
  if (content) state.words = [...content];
  if (sensitive) state.sensitiveWords = [...sensitive];
}
