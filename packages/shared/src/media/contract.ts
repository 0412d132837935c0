/** HTTP contract of photos and recordings: one file up, and down at signed addresses that run out. */
import * as z from 'zod';
import { id } from '../contract.ts';

export const photo = z.object({
  id,
  /** The longer side is at most 1600 px. Valid for some minutes: ask for the ticket again rather than keep it. */
  url: z.string(),
  /** The longer side is at most 320 px. */
  thumbUrl: z.string(),
  width: z.number().int(),
  height: z.number().int(),
});
export type Photo = z.infer<typeof photo>;

export const voice = z.object({
  id,
  /** MP3, AAC or WAV; valid for some minutes, like a photo's. */
  url: z.string(),
  /** Whole seconds, at least 1. */
  seconds: z.number().int(),
});
export type Voice = z.infer<typeof voice>;

/** Photos to attach, by id; one that is named twice is one photo. */
export const photoIds = (max: number) =>
  z
    .array(id)
    .max(max, `最多 ${max} 张照片`)
    .transform((ids) => [...new Set(ids)]);
