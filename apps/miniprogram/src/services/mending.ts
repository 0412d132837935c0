/** A report that could not go as it is becomes the draft again. What was being written meanwhile takes its place among those that wait. */
import { goTo, routes } from '@/routes.ts';
import { currentDraft, forgetDraft, putDraft } from './draft.ts';
import { putIn, takeOut } from './outbox.ts';
import { handedIn, type Waiting } from './outbox-rules.ts';
import { randomKey, say } from './platform.ts';
import { isSure } from './problem.ts';
import { isBlank } from './report.ts';
import { currentMe } from './tokens.ts';

const UNFINISHED = { code: 'STOPPED', message: '这件还没写完，打开后继续写。', status: 0 } as const;

export function handBack(item: Waiting): void {
  const before = currentDraft();
  if (!isBlank(before)) {
    const agreed = { consent: item.consent, consents: {} };
    const aside = handedIn(before, currentMe()?.id ?? null, agreed, Date.now());
    if (!putIn({ ...aside, problem: UNFINISHED })) {
      takeOut(aside.key);
      say('手机空间不足，请先把正在写的那件提交或清空。');
      return;
    }
  }
  forgetDraft();
  const refused = item.problem !== null && item.problem.code !== 'STOPPED' && isSure(item.problem);
  putDraft({ ...item.draft, ...(refused ? { key: randomKey(), attempt: null } : {}) });
  takeOut(item.key);
  goTo(routes.report);
}
