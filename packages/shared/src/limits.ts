/** Every length and count that input is held to. Column widths and contracts both read this one table. */
export const LIMITS = {
  id: 26,
  orgId: 48,
  shortText: 60,
  address: 120,
  words: 1000,
  notice: 5000,
  reason: 500,
  answer: 1000,
  photosPerReport: 9,
  photosPerAct: 9,
  /** The longest recording, and what a phone may send for it: a minute of uncompressed speech is 2 MB. */
  voiceSeconds: 60,
  voiceBytes: 3 * 1024 * 1024,
  tags: 6,
  phone: 20,
  name: 40,
  assistingOrgs: 5,
  pageSize: 20,
  pageSizeMax: 50,
  search: 40,
  idempotencyKey: 64,
  deviceLabel: 60,
  /** Look-ups of residents by number, by one member of staff. */
  lookupsPerHour: 60,
  attendees: 60,
  minutes: 8000,
  /** Codes of buildings and stations added in one go, and posters in one printing. */
  entriesAtOnce: 100,
} as const;
