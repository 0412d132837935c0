/** What whoever acted is told at once; the page is asked for again. */
import type { District } from '@liudan/shared/district/schema';
import type { Advanced } from '@liudan/shared/ticket/advance';
import { leadingClock, type Whole } from '@liudan/shared/ticket/facts';
import type { Submitted } from '@liudan/shared/ticket/reporting/contract';
import { sentenceFor } from '@liudan/shared/ticket/words';

/** What an act answers. */
export interface Acted {
  id: string;
  version: number;
  state: string;
  sentence: string;
  eventId: string;
}

export const acted = ({ whole, event }: Advanced, eventId: string, district: District): Acted => ({
  id: whole.ticket.id,
  version: whole.ticket.version,
  state: whole.ticket.state,
  sentence: sentenceFor(whole.ticket, whole.clocks, district, {
    side: event.by.role === 'resident' ? 'resident' : 'staff',
    now: event.at,
  }),
  eventId,
});

/** What a beginning ticket answers: its number, who has it, and until when. */
export function submitted(whole: Whole, district: District): Submitted {
  const { ticket, clocks } = whole;
  const holder = ticket.holderOrg ?? ticket.communityId;
  return {
    id: ticket.id,
    number: ticket.number,
    version: ticket.version,
    holder: { id: holder, name: district.orgs.get(holder)?.name ?? holder },
    dueAt: new Date(leadingClock(whole)?.dueAt ?? ticket.submittedAt).toISOString(),
    sentence: sentenceFor(ticket, clocks, district),
  };
}
