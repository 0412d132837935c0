/** What a test or a demo does with an account of Tencent Cloud's SMS. */
import type { Holder } from '../holder.ts';
import { addSmsAccount, refuseNumber, type SmsAccount, type SmsAccountInput } from './account.ts';

export interface SmsCommands {
  addSmsAccount(input: SmsAccountInput): SmsAccount;
  /** Answers this code for the number in place of sending; null sends again. */
  refuseNumber(phone: string, code: string | null): void;
}

export function smsCommands(holder: Holder): SmsCommands {
  return {
    addSmsAccount: (input) => addSmsAccount(holder.state, input),
    refuseNumber: (phone, code) => refuseNumber(holder.state, phone, code),
  };
}
