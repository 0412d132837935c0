/** The person himself: read, and the few things he changes. Each answers with the person as he is then. */
import type { Me } from '@liudan/shared/identity/contract';
import { request } from './http.ts';
import type { Consents } from './platform.ts';
import { askConsent, isH5, showUnread } from './platform.ts';
import { isSignedIn, keepMe } from './tokens.ts';

const keep = (me: Me): Me => {
  keepMe(me);
  showUnread(me.unreadMessages);
  return me;
};

export const readMe = async (): Promise<Me> => keep(await request<Me>('/me'));

/** Quietly: a number on a tab is not worth an error. */
export async function refreshMe(): Promise<void> {
  if (isSignedIn()) await readMe().catch(() => undefined);
}

export const agreeToPrivacy = async (version: string): Promise<Me> =>
  keep(await request<Me>('/me/privacy', { method: 'PUT', body: { version } }));

export const bindPhone = async (by: { code: string } | { phone: string }): Promise<Me> =>
  keep(await request<Me>('/me/phone', { method: 'POST', body: by }));

export const nameMe = async (name: string): Promise<Me> =>
  keep(await request<Me>('/me/name', { method: 'PUT', body: { name } }));

/**
 * Asks for consent to messages. Must be called directly in a tap. In the browser there is no WeChat to ask; with a stand-in in
 * WeChat's place the server answers for the phone of the demo person, and elsewhere nothing is asked.
 */
export const askForMessages = (templates: string[]): Promise<Consents> =>
  isH5 ? consentsOfDemoPhone(templates) : askConsent(templates);

async function consentsOfDemoPhone(templates: string[]): Promise<Consents> {
  if (templates.length === 0 || !isSignedIn()) return {};
  const asked = request<{ result: Consents }>('/demo/consents', { method: 'POST', body: { templates } });
  return asked.then(
    ({ result }) => result,
    () => ({}),
  );
}

/** Hands the answers of WeChat's consent popup to the server. One that is lost costs one message, so nobody is told. */
export async function keepConsents(result: Consents): Promise<void> {
  if (Object.keys(result).length === 0) return;
  await request('/subscriptions', { method: 'POST', body: { result } }).catch(() => undefined);
}
