/**
 * A report being written: what it holds, what of it goes to the server, and how sending twice stays one ticket.
 *
 * The key is made with the draft. What is sent first under it (`attempt`) is what is sent again under it, word for word,
 * until the server has answered: an answer that was lost on the way must not become a second ticket, nor a refusal
 * because the words changed in between.
 */
import type { Named } from '@liudan/shared/contract';
import type { SubmitTicket } from '@liudan/shared/ticket/reporting/contract';
import type { PhotoItem } from './photos.ts';
import { isSure, type Problem } from './problem.ts';

export interface DraftPlace {
  /** By the phone, by hand on the map, from the list of communities and grids, or by the code that was scanned. */
  how: 'located' | 'pinned' | 'listed' | 'coded';
  /** What the code stands for: 「河滨社区 3号楼」. */
  from?: string;
  lng: number | null;
  lat: number | null;
  system: 'gcj02' | 'wgs84';
  accuracyMetres: number | null;
  community: Named | null;
  grid: Named | null;
}

/** A recording that belongs to it. It is sent with the report, not while it is written. */
export interface VoiceItem {
  /** Also the key under which it is sent, however often. */
  key: string;
  /** A file on the phone; null when it is known by its id only. */
  path: string | null;
  seconds: number;
  mediaId: string | null;
}

export interface Draft {
  key: string;
  /** Whose it is, once somebody is signed in. */
  owner: string | null;
  text: string;
  photos: PhotoItem[];
  voice: VoiceItem | null;
  place: DraftPlace | null;
  address: string;
  category: Named | null;
  phone: string;
  hideName: boolean;
  /** What was sent under the key and has had no answer yet. */
  attempt: SubmitTicket | null;
}

export const newDraft = (key: string): Draft => ({
  key,
  owner: null,
  text: '',
  photos: [],
  voice: null,
  place: null,
  address: '',
  category: null,
  phone: '',
  hideName: false,
  attempt: null,
});

/** Whether there is anything worth keeping. What a code has filled in nobody has written. */
export const isBlank = ({ text, photos, voice, address, place, attempt }: Draft): boolean =>
  text.trim() === '' &&
  photos.length === 0 &&
  !voice &&
  (address.trim() === '' || place?.how === 'coded') &&
  attempt === null;

/**
 * The draft in the hands of whoever signed in. Words stay with the phone; a key and photos that were sent belong to the person
 * who sent them, so another begins under `freshKey` and sends the photos again.
 */
export function claimed(draft: Draft, person: string, freshKey: string): Draft {
  if (draft.owner === person) return draft;
  if (draft.owner === null) return { ...draft, owner: person };
  const photos = draft.photos
    .filter((photo) => photo.path !== null)
    .map((photo): PhotoItem => ({ ...photo, state: 'failed', percent: 0, mediaId: null }));
  const voice = draft.voice?.path ? { ...draft.voice, mediaId: null } : null;
  return { ...draft, key: freshKey, owner: person, attempt: null, photos, voice };
}

/** What is missing, by field; empty when it can go. */
export function missing(draft: Draft): { text?: string; place?: string; phone?: string } {
  const { text, voice, place, phone } = draft;
  return {
    ...(text.trim() === '' && !voice ? { text: '请说说是什么问题，一句话也可以。' } : {}),
    ...(place === null ? { place: '请告诉我们在哪里。' } : {}),
    ...(phone !== '' && !/^1[3-9]\d{9}$/.test(phone) ? { phone: '请填写 11 位手机号。' } : {}),
  };
}

/** The place of a report as the server takes it. */
export function placeToSend(place: DraftPlace | null, address: string): SubmitTicket['place'] {
  const where = address.trim();
  return {
    system: place?.system ?? 'gcj02',
    ...(place && place.lng !== null && place.lat !== null ? { lng: place.lng, lat: place.lat } : {}),
    ...(place && place.accuracyMetres !== null ? { accuracyMetres: place.accuracyMetres } : {}),
    ...(place?.grid ? { grid: place.grid.id } : {}),
    ...(place?.community ? { community: place.community.id } : {}),
    ...(where ? { address: where } : {}),
  };
}

/** The request body. Photos that never arrived are left out: the page has said so. */
export function toReport(draft: Draft, consent: string): SubmitTicket {
  const { text, photos, voice, place, address, category, phone, hideName } = draft;
  return {
    text: text.trim(),
    place: placeToSend(place, address),
    photos: photos.flatMap((photo) => (photo.mediaId === null ? [] : [photo.mediaId])),
    ...(voice?.mediaId ? { voice: voice.mediaId } : {}),
    ...(category ? { category: category.id } : {}),
    ...(phone ? { phone } : {}),
    hideName,
    channel: 'mini_program',
    consent,
  };
}

/**
 * The draft after a refusal. Where the server said no for certain, nothing was made: the next sending is a new one, under
 * `freshKey`. Where there was no clear answer, key and attempt stay.
 */
export function afterRefusal(draft: Draft, problem: Problem, freshKey: string): Draft {
  if (!isSure(problem)) return draft;
  return { ...draft, key: freshKey, attempt: null };
}

/** The words were changed after an unanswered sending, so the ticket that exists says less than the page. */
export const changedSince = (draft: Draft, consent: string): boolean =>
  draft.attempt !== null && JSON.stringify(draft.attempt) !== JSON.stringify(toReport(draft, consent));

/** The words with what was understood of a recording: what was understood before of the same one is replaced, what was typed stays. */
export function withHeard(text: string, heard: string, before: string, max: number): string {
  const typed = before !== '' && text.endsWith(before) ? text.slice(0, text.length - before.length) : text;
  const between = typed !== '' && !/[\s，。！？,.!?]$/.test(typed) ? '，' : '';
  return [...(typed + between + heard)].slice(0, max).join('');
}

/** A grid without the name of its community in front, for where that stands already: 「第三网格」. */
export const shortGrid = (grid: string, community: string): string =>
  grid.startsWith(community) && grid.length > community.length ? grid.slice(community.length) : grid;

/** 「河滨社区第三网格」. */
export function areaWords({ community, grid }: DraftPlace): string {
  if (community === null) return grid?.name ?? '联网后确定社区';
  return grid === null ? community.name : `${community.name}${shortGrid(grid.name, community.name)}`;
}

/** How sure the place is, in words: 「误差约 15 米」. */
export function accuracyWords(place: DraftPlace): string {
  if (place.how === 'coded') return `位置来自二维码：${place.from ?? areaWords(place)}`;
  if (place.how === 'listed') return '按所选网格';
  if (place.how === 'pinned') return '手动选的位置';
  const metres = place.accuracyMetres;
  if (metres === null || metres <= 0) return '已定位';
  if (metres > 200) return `误差约 ${Math.round(metres)} 米，最好改一下`;
  return `误差约 ${Math.max(5, Math.round(metres / 5) * 5)} 米`;
}
