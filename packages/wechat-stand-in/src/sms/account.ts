/** An account of Tencent Cloud's SMS as a test or a demo sets it up. */
import type { State } from '../state.ts';
import { StandInError } from '../trouble.ts';
import { withCountry } from './number.ts';

export interface SmsTemplate {
  id: string;
  /** The approved text, its variables written `{1}`, `{2}` … */
  text: string;
  /** The address in the text belongs to the template, so that a variable may hold one. */
  allowsUrl: boolean;
}

export interface SmsAccount {
  readonly secretId: string;
  secretKey: string;
  sdkAppId: string;
  /** Approved signatures, without brackets. */
  signs: string[];
  readonly templates: Map<string, SmsTemplate>;
  /** Numbers that get a code of their own in place of a message. */
  readonly refusing: Map<string, string>;
}

export interface SmsAccountInput {
  readonly secretId: string;
  readonly secretKey: string;
  readonly sdkAppId: string;
  readonly signs?: readonly string[];
  readonly templates?: readonly (Pick<SmsTemplate, 'id' | 'text'> & Partial<SmsTemplate>)[];
}

/** Registers an account, or changes what is given of one that is known. */
export function addSmsAccount(state: State, input: SmsAccountInput): SmsAccount {
  const known = state.sms.get(input.secretId);
  const account: SmsAccount = {
    secretId: input.secretId,
    secretKey: input.secretKey,
    sdkAppId: input.sdkAppId,
    signs: [...(input.signs ?? known?.signs ?? [])],
    templates: known?.templates ?? new Map(),
    refusing: known?.refusing ?? new Map(),
  };
  for (const template of input.templates ?? []) {
    account.templates.set(template.id, { allowsUrl: false, ...template });
  }
  state.sms.set(account.secretId, account);
  return account;
}

/** From now on this number gets the code in place of a message; null makes it an ordinary one again. */
export function refuseNumber(state: State, phone: string, code: string | null): void {
  if (state.sms.size === 0) throw new StandInError('there is no SMS account yet');
  for (const { refusing } of state.sms.values()) {
    if (code === null) refusing.delete(withCountry(phone));
    else refusing.set(withCountry(phone), code);
  }
}
