import type { DistrictView } from '@liudan/shared/district/contract';
import type { JoinTicket } from '@liudan/shared/ticket/reporting/contract';
import type { SimilarTicket } from '@liudan/shared/ticket/similar/contract';
import { useState } from 'react';
import { replaceWith, routes } from '@/routes.ts';
import { clearDraft, currentDraft, forgetDraft, putDraft } from '@/services/draft.ts';
import { request } from '@/services/http.ts';
import { agreeToPrivacy, askForMessages, keepConsents } from '@/services/me.ts';
import { putIn, sendFilesOf, sendNow, takeOut, waitingOf } from '@/services/outbox.ts';
import { handedIn, mayWait, withFile } from '@/services/outbox-rules.ts';
import { randomKey } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { afterRefusal, changedSince, toReport } from '@/services/report.ts';
import { currentMe } from '@/services/tokens.ts';

interface Sending {
  busy: boolean;
  problem: Problem | null;
  /** Must be called directly in the tap: WeChat's popup opens in no other moment. */
  send(district: DistrictView): void;
  /** Somebody reported the same: the draft is added to that ticket, and its page is opened. */
  join(district: DistrictView, ticket: SimilarTicket): void;
}

const NO_ROOM: Problem = {
  code: 'NO_ROOM',
  message: '现在没有网络，手机里的空间也满了，没能先存下来。请连上网络后再提交，先不要关闭小程序。',
  status: 0,
};

/** Nobody is kept looking at a button for longer: the outbox goes on, and the next page says how far it is. */
const patience = () => new Promise<null>((done) => setTimeout(() => done(null), 8_000));

/** The draft as it is added to somebody else's ticket, with its files sent. */
async function whatIsSaid(consent: string): Promise<JoinTicket> {
  let item = handedIn(currentDraft(), currentMe()?.id ?? null, { consent, consents: {} }, Date.now());
  await sendFilesOf(item, (file, mediaId) => {
    item = withFile(item, file, mediaId);
  });
  const { text, photos, voice } = toReport(item.draft, consent);
  return { text, photos, ...(voice ? { voice } : {}) };
}

/**
 * Hands the draft in: consent for messages, then the outbox, which sends it. On to the page that says who has it; `onKept` hears of one
 * that waits for the network, on this very page, for another could not be loaded without one. A refusal leaves it a draft.
 */
export function useSend(onKept: (key: string) => void): Sending {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const submit = async (district: DistrictView, asked: ReturnType<typeof askForMessages>) => {
    setBusy(true);
    setProblem(null);
    const { version } = district.privacy;
    const consents = await asked;
    const draft = currentDraft();
    const edited = changedSince(draft, version);
    const item = handedIn(draft, currentMe()?.id ?? null, { consent: version, consents }, Date.now());
    const kept = putIn(item);
    const outcome = await Promise.race([sendNow(item.key), ...(kept ? [patience()] : [])]);
    const refusal = outcome?.problem ?? null;
    if (outcome?.ticket) {
      clearDraft();
      const { id, number, sentence } = outcome.ticket;
      replaceWith(routes.sent, { id, number, sentence, ...(edited ? { edited: '1' } : {}) });
    } else if (kept && (refusal === null || mayWait(refusal))) {
      forgetDraft();
      onKept(item.key);
    } else {
      const { key, attempt, voice } = waitingOf(item.key)?.draft ?? draft;
      const back = { ...currentDraft(), key, attempt, voice };
      putDraft(refusal ? afterRefusal(back, refusal, randomKey()) : back);
      takeOut(item.key);
      setProblem(refusal && !mayWait(refusal) ? refusal : NO_ROOM);
      setBusy(false);
    }
  };

  const follow = async (
    district: DistrictView,
    { id, mine }: SimilarTicket,
    asked: ReturnType<typeof askForMessages>,
  ) => {
    setBusy(true);
    setProblem(null);
    const { version } = district.privacy;
    try {
      const consents = await asked;
      if (currentMe()?.privacyVersion !== version) await agreeToPrivacy(version);
      const { key } = currentDraft();
      const body = mine ? null : await whatIsSaid(version);
      // His own is only looked at: what he would add to it is still in the draft.
      if (body) await request(`/tickets/${id}/join`, { method: 'POST', key, body });
      void keepConsents(consents);
      if (!mine) clearDraft();
      replaceWith(routes.ticket, { id });
    } catch (error) {
      const refusal = problemOf(error);
      putDraft(afterRefusal(currentDraft(), refusal, randomKey()));
      setProblem(refusal);
      setBusy(false);
    }
  };

  const templates = (district: DistrictView) => askForMessages(district.subscribe.resident);
  return {
    busy,
    problem,
    send: (district) => void submit(district, templates(district)),
    join: (district, ticket) => void follow(district, ticket, templates(district)),
  };
}
