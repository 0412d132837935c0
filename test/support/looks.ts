/** Every page of the product in the states worth looking at, and the town in which they have something to show. */
import { beginPage, COMMUNITY_LOOKS } from './community-looks.ts';
import { beginWaysIn, ENTRY_LOOKS } from './entry-looks.ts';
import { type Look, photographed, tickets } from './look.ts';
import { beginMeetings, MEETING_LOOKS } from './meeting-looks.ts';
import type { Noticed } from './noticed.ts';
import { REPORT } from './on-screen.ts';
import { beginOversight, OVERSIGHT_LOOKS } from './oversight-looks.ts';
import { RESIDENT_LOOKS } from './resident-looks.ts';
import { STAFF_LOOKS } from './staff-looks.ts';
import { act, type Cast, dispatched, resolved } from './story.ts';
import { liveTown } from './town.ts';

export const LOOKS: readonly Look[] = [
  ...RESIDENT_LOOKS,
  ...STAFF_LOOKS,
  ...MEETING_LOOKS,
  ...COMMUNITY_LOOKS,
  ...OVERSIGHT_LOOKS,
  ...ENTRY_LOOKS,
];

/** A working day: tickets in every state, meetings, a community that talks, orders under supervision. */
export async function beginLooks(house: Noticed, cast: Cast): Promise<void> {
  await liveTown(house, cast);
  const { buffer } = await photographed();
  const report = async (text: string) => {
    const photo = (await cast.resident.upload<{ id: string }>('/media', buffer)).body.id;
    const place = { lng: 109.9865, lat: 27.111, accuracyMetres: 15, address: '河滨路 12 号' };
    const body = {
      text,
      place,
      photos: [photo],
      phone: '13912345678',
      consent: house.district.settings.privacy.version,
    };
    return (await cast.resident.post<{ id: string }>('/tickets', body)).body.id;
  };
  await beginOversight(cast, house.clock.now(), report);
  tickets.fresh = await report(REPORT.text);
  tickets.under = await report('河滨路 40 号门前人行道积水');
  tickets.done = await report('公交站台的座椅松动');
  await dispatched(cast, tickets.under, ['dept-water']);
  await act(cast.urban, tickets.under, 'accept', { answer: '今天下午到现场查看。' });
  await act(cast.urban, tickets.under, 'record', { kind: 'site_visit', text: '已到现场，正在联系施工队。' });
  await resolved(cast, tickets.done);
  await beginMeetings(cast, (text) => report(text));
  await beginPage(house, cast);
  await beginWaysIn(house, cast);
  await cast.resident.put('/me/privacy', { version: house.district.settings.privacy.version });
  await cast.centre.get('/ledgers/demands/export?format=csv&unmasked=1&from=2026-11-01');
  await cast.community.get('/ledgers/four-lists/print');
  // The demo district does without this view; its page has to be good all the same.
  Object.assign(house.district.settings.views, { backlog: true });
  await house.tell();
}
