/** Staff's consent to WeChat messages: one tap is one credit for one message of each template. */
import { askForMessages, keepConsents } from '@/services/me.ts';
import { store as keep, stored } from '@/services/platform.ts';
import { currentMe } from '@/services/tokens.ts';
import { acceptedIn, type ConsentMemory, isDue } from './consent-due.ts';

/** Several people may sign in on one phone, each with consents of his own. */
const memoryKey = () => `staff.consent.${currentMe()?.id ?? ''}`;

export const consentMemory = (): ConsentMemory | null => stored<ConsentMemory>(memoryKey());

/** Must be called directly in a tap. Answers how many templates were accepted. */
export async function consentNow(templates: string[]): Promise<number> {
  const answers = await askForMessages(templates);
  const accepted = acceptedIn(answers);
  // No answer at all is remembered too: where there is no popup, asking at every step would be in vain.
  keep(memoryKey(), { at: Date.now(), accepted });
  await keepConsents(answers);
  return accepted;
}

/** At a natural tap: asks once a day, so that nobody is asked at every step. */
export async function consentDaily(templates: string[]): Promise<void> {
  if (isDue(consentMemory(), Date.now())) await consentNow(templates);
}
