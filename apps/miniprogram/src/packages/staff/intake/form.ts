/** What an entry lacks, and what of it is sent where. */
import type { JoinTicket, SubmitOnBehalf } from '@liudan/shared/ticket/reporting/contract';
import type { CreateVisit, EnterOnBehalf, OrderVisit } from '@liudan/shared/visit/contract';
import { isOfLedger } from '@liudan/shared/visit/rules';
import { placeToSend } from '@/services/report.ts';
import type { IntakeDraft } from './draft.ts';

export type StaffChannel = SubmitOnBehalf['channel'];

/** In the order staff meet them. */
export const CHANNELS: readonly StaffChannel[] = [
  'visit',
  'service_hall',
  'phone',
  'letter',
  'volunteer',
  'group_relay',
  'transfer_12345',
  'inspection',
];

export interface Sending {
  path: string;
  body: EnterOnBehalf | CreateVisit | OrderVisit;
}

export type Lacking = Partial<
  Record<'phone' | 'name' | 'home' | 'text' | 'photos' | 'place' | 'answer' | 'followUpOn' | 'informed', string>
>;

/** A patrol meets nobody. */
export const hasReporter = ({ channel, visitId }: IntakeDraft): boolean => channel !== 'inspection' && visitId === null;
/** Whatever isn't of the ledger can only become an order; so can an entry that stands there already. */
export const isOrder = ({ channel, outcome, visitId }: IntakeDraft): boolean =>
  visitId !== null || !isOfLedger(channel) || outcome === 'order';

/** What is missing, by field; empty when it can go. */
export function missing(draft: IntakeDraft): Lacking {
  const { name, phone, home, group, known, text, photos, place, answer, followUpOn, informed } = draft;
  const order = isOrder(draft);
  const named = hasReporter(draft);
  return {
    ...(named && phone !== '' && !/^1[3-9]\d{9}$/.test(phone) ? { phone: '请填写 11 位手机号。' } : {}),
    ...(named && !known && name.trim() === '' && (!order || phone === '') ? { name: '请填写反映人的称呼。' } : {}),
    ...(named && !known && !order && phone === '' && home.trim() === '' && !group
      ? { home: '手机号、住址和所在小组，请至少填一项。' }
      : {}),
    ...(text.trim() === '' ? { text: '请写下反映的内容。' } : {}),
    ...(order && photos.some((photo) => photo.state === 'sending') ? { photos: '照片还在上传，请稍等。' } : {}),
    ...(order ? (place === null ? { place: '请选择问题在哪里。' } : {}) : {}),
    ...(!order && !place && !group ? { place: '请选择在哪个社区或小组。' } : {}),
    ...(!order && draft.outcome === 'answered' && answer.trim() === '' ? { answer: '请写下当场怎么答复的。' } : {}),
    ...(!order && draft.outcome === 'follow_up' && followUpOn === '' ? { followUpOn: '请选择哪天前跟进。' } : {}),
    ...(informed || draft.visitId !== null || !named ? {} : { informed: '请先告知反映人登记的内容和用途。' }),
  };
}

/** The request. Photos that never arrived are left out: the page has said so. */
export function toSend(draft: IntakeDraft): Sending {
  const { channel, text, hideName, group, saidAt, visitId } = draft;
  const order = {
    place: placeToSend(draft.place, draft.address),
    photos: draft.photos.flatMap((photo) => (photo.mediaId === null ? [] : [photo.mediaId])),
    ...(draft.category ? { category: draft.category.id } : {}),
  };
  if (visitId !== null) return { path: `/visits/${visitId}/order`, body: { ...order, text: text.trim() } };
  const when = saidAt === '' ? {} : { collectedAt: saidAt };
  const particulars = {
    ...(draft.phone ? { phone: draft.phone } : {}),
    ...(draft.home.trim() ? { address: draft.home.trim() } : {}),
  };
  const name = draft.name.trim();
  if (isOrder(draft)) {
    const reporter = draft.known
      ? { personId: draft.known.personId, ...(draft.home.trim() ? { address: draft.home.trim() } : {}) }
      : { ...(name ? { name } : {}), ...particulars };
    const inGroup = group && isOfLedger(channel) ? { group: group.id } : {};
    const whose = hasReporter(draft) ? { reporter } : {};
    const body = {
      ...order,
      ...when,
      ...inGroup,
      ...whose,
      channel,
      text: text.trim(),
      hideName,
      informed: true as const,
    };
    return { path: '/tickets/on-behalf', body };
  }
  const { community, grid } = draft.place ?? { community: null, grid: null };
  const visit: CreateVisit = {
    ...when,
    channel: channel as CreateVisit['channel'],
    reporter: draft.known
      ? { personId: draft.known.personId, ...(draft.home.trim() ? { address: draft.home.trim() } : {}) }
      : { name, ...particulars },
    ...(group ? { group: group.id } : {}),
    ...(community ? { community: community.id } : {}),
    ...(grid ? { grid: grid.id } : {}),
    text: text.trim(),
    hideName,
    informed: true,
    outcome: draft.outcome,
    ...(draft.outcome === 'answered' ? { answer: draft.answer.trim() } : { followUpOn: draft.followUpOn }),
  };
  return { path: '/visits', body: visit };
}

/** The same as a caller's joining of what is open already. */
export function toJoin(draft: IntakeDraft): JoinTicket {
  const { text, photos, known, phone } = draft;
  const name = draft.name.trim();
  return {
    text: text.trim(),
    photos: photos.flatMap((photo) => (photo.mediaId === null ? [] : [photo.mediaId])),
    reporter: known ? { personId: known.personId } : { ...(phone ? { phone } : {}), ...(name ? { name } : {}) },
  };
}
