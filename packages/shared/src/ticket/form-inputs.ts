/** The kinds of fields that forms are made of: what is checked, what it is called (`title`), and the control (`widget`). */
import * as z from 'zod';
import { id, orgId, requiredWords, words } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import { photoIds } from '../media/contract.ts';

export const choices = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export const writing = (title: string, max: number, placeholder = '') =>
  requiredWords(max).meta({ title, widget: 'text', maxLength: max, minLength: 1, placeholder });
export const maybeWriting = (title: string, max: number, placeholder = '') =>
  words(max).optional().meta({ title, widget: 'text', maxLength: max, placeholder });
export const photos = (title: string) => photoIds(LIMITS.photosPerAct).default([]).meta({ title, widget: 'photos' });
/** A recording that was uploaded; words may be left out beside it. */
export const voice = (title: string) => id.optional().meta({ title, widget: 'voice' });
/** `ahead`: it lies in the future, and the form may begin with a date. */
export const when = (title: string, ahead = true) =>
  z.iso.datetime({ offset: true, error: '请选择时间' }).meta({ title, widget: 'when', format: 'date-time', ahead });
export const org = (title: string, optionsFrom: string) => orgId.meta({ title, widget: 'org', optionsFrom });
export const answerToResident = (placeholder: string) => writing('给居民的答复', LIMITS.answer, placeholder);
