/** Staff's consent to WeChat messages: one tap is one credit for one message of each template. */
import { askForMessages, keepConsents } from '@/services/me.ts';
import { store as keep, stored } from '@/services/platform.ts';
import { acceptedIn, type ConsentMemory, isDue } from './consent-due.ts';

const KEY = 'staff.consent';

export const consentMemory = (): ConsentMemory | null => stored<ConsentMemory>(KEY);

/** Must be called directly in a tap. Answers how many templates were accepted. */
export async function consentNow(templates: string[]): Promise<number> {
  const answers = await askForMessages(templates);
  const accepted = acceptedIn(answers);
  if (Object.keys(answers).length > 0) keep(KEY, { at: Date.now(), accepted });
  await keepConsents(answers);
  return accepted;
}

/** At a natural tap: asks once a day, so that nobody is asked at every step. */
export async function consentDaily(templates: string[]): Promise<void> {
  if (isDue(consentMemory(), Date.now())) await consentNow(templates);
}
