/** WeChat's popups for 用工关系, and its own switches for messages. They are younger than Taro's types. */
import Taro from '@tarojs/taro';
import { askForMessages } from '@/services/me.ts';
import { isH5 } from '@/services/platform.ts';

export interface EmployeeAnswer {
  bound: boolean;
  templates: Record<string, 'accept' | 'reject' | 'ban' | 'filter'>;
}

interface Options {
  tmplIds?: string[];
  success: (answer: Record<string, string>) => void;
  fail: () => void;
}

type Popup = 'bindEmployeeRelation' | 'requestSubscribeEmployeeMessage' | 'checkEmployeeRelation';

/** WeChat shows no more at once. */
const MOST = 6;

/** They take callbacks only. Null where this WeChat is too old, or the person closed the popup. */
function popup(name: Popup, templates: readonly string[]): Promise<Record<string, string> | null> {
  const all = Taro as unknown as Partial<Record<Popup, (options: Options) => void>>;
  const open = Taro.canIUse(name) ? all[name] : undefined;
  if (!open) return Promise.resolve(null);
  return new Promise((done) => {
    const tmplIds = templates.slice(0, MOST);
    open({ ...(tmplIds.length > 0 ? { tmplIds } : {}), success: done, fail: () => done(null) });
  });
}

const answersIn = (answer: Readonly<Record<string, string>>, templates: readonly string[]) =>
  Object.fromEntries(
    templates.flatMap((id) => (/^(accept|reject|ban|filter)$/.test(answer[id] ?? '') ? [[id, answer[id]]] : [])),
  ) as EmployeeAnswer['templates'];

/** Asks to be bound as an employee, and for these messages. Must be called directly in a tap. */
export async function bindEmployee(templates: readonly string[]): Promise<EmployeeAnswer | null> {
  if (isH5) {
    const answers = await askForMessages([...templates]);
    return Object.keys(answers).length > 0 ? { bound: true, templates: answers } : null;
  }
  const answer = await popup('bindEmployeeRelation', templates);
  return answer && { bound: answer.bindingStatus === 'accept', templates: answersIn(answer, templates) };
}

/** Asks for more messages, of somebody who is bound. Must be called directly in a tap. */
export async function askEmployeeMessages(templates: readonly string[]): Promise<EmployeeAnswer | null> {
  if (isH5) return bindEmployee(templates);
  const answer = await popup('requestSubscribeEmployeeMessage', templates);
  return answer && { bound: true, templates: answersIn(answer, templates) };
}

/** Whether WeChat knows him as an employee; null where it can't be asked. */
export async function isBoundEmployee(): Promise<boolean | null> {
  if (isH5) return null;
  const answer = await popup('checkEmployeeRelation', []);
  return answer && answer.bindingStatus === 'accept';
}

/** What he set for good in WeChat: whether it sends him anything, and his kept answers by template. Null where it can't be asked. */
async function settings(): Promise<{ on: boolean; kept: Record<string, string> } | null> {
  if (isH5) return null;
  try {
    const { subscriptionsSetting: set } = await Taro.getSetting({ withSubscriptions: true });
    return { on: set.mainSwitch !== false, kept: (set.itemSettings ?? {}) as unknown as Record<string, string> };
  } catch {
    return null;
  }
}

/** He switched messages off, all of them or one of these: no popup comes up any more. */
export async function isSwitchedOff(templates: readonly string[]): Promise<boolean> {
  const set = await settings();
  return set !== null && (!set.on || templates.some((id) => set.kept[id] === 'reject'));
}

/** He allowed all of these for good: asking fetches one message more of each, and shows nothing. */
export async function keepsConsents(templates: readonly string[]): Promise<boolean> {
  const set = await settings();
  return set?.on === true && templates.every((id) => set.kept[id] === 'accept');
}

/** Leads to that switch. */
export async function openMessageSettings(): Promise<void> {
  if (!isH5) await Taro.openSetting({ withSubscriptions: true }).catch(() => undefined);
}
