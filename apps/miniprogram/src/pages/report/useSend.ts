import type { DistrictView } from '@liudan/shared/district/contract';
import type { JoinTicket, Submitted } from '@liudan/shared/ticket/reporting/contract';
import type { SimilarTicket } from '@liudan/shared/ticket/similar/contract';
import { useState } from 'react';
import { replaceWith, routes } from '@/routes.ts';
import { changeDraft, clearDraft, currentDraft, putDraft } from '@/services/draft.ts';
import { request } from '@/services/http.ts';
import { agreeToPrivacy, askForMessages, keepConsents, readMe } from '@/services/me.ts';
import { isH5, randomKey } from '@/services/platform.ts';
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

/** Sends the draft: consent for messages, agreement to the privacy notice, the report, and on to the page that says who has it. */
export function useSend(): Sending {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const submit = async (district: DistrictView, asked: ReturnType<typeof askForMessages>) => {
    setBusy(true);
    setProblem(null);
    const { version } = district.privacy;
    try {
      const consents = await asked;
      const me = currentMe() ?? (isH5 ? null : await readMe());
      if (me?.privacyVersion !== version) await agreeToPrivacy(version);
      const draft = currentDraft();
      const edited = changedSince(draft, version);
      const body = draft.attempt ?? toReport(draft, version);
      changeDraft({ attempt: body });
      const done = await request<Submitted>('/tickets', { method: 'POST', key: draft.key, body, timeoutMs: 30_000 });
      void keepConsents(consents);
      clearDraft();
      replaceWith(routes.sent, {
        id: done.id,
        number: done.number,
        sentence: done.sentence,
        ...(edited ? { edited: '1' } : {}),
      });
    } catch (error) {
      const refusal = problemOf(error);
      putDraft(afterRefusal(currentDraft(), refusal, randomKey()));
      setProblem(refusal);
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
      const { key, text, photos } = currentDraft();
      const body: JoinTicket = {
        text: text.trim(),
        photos: photos.flatMap((photo) => (photo.mediaId === null ? [] : [photo.mediaId])),
      };
      // His own is only looked at: what he would add to it is still in the draft.
      if (!mine) await request(`/tickets/${id}/join`, { method: 'POST', key, body });
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
