/** Staff's consent to WeChat messages: one tap is one credit for one message of each template. */
import { useEffect } from 'react';
import { askForMessages, keepConsents } from '@/services/me.ts';
import { store as keep, stored } from '@/services/platform.ts';
import { currentMe } from '@/services/tokens.ts';
import { keepsConsents } from './channels/platform-employee.ts';
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

/** He told WeChat to keep his answer: then no popup comes up, and every tap may fetch one message more. */
let kept = false;

/** Finds out, before any tap, whether WeChat would ask him. */
export function useKeptConsents(templates: string[] | undefined): void {
  useEffect(() => {
    if (templates && templates.length > 0)
      void keepsConsents(templates).then((keeps) => {
        kept = keeps;
      });
  }, [templates]);
}

/** At a natural tap: where WeChat would ask, once a day, so that nobody is asked at every step; silently as often as possible. */
export async function consentAtTap(templates: string[]): Promise<void> {
  if (templates.length > 0 && (kept || isDue(consentMemory(), Date.now()))) await consentNow(templates);
}
