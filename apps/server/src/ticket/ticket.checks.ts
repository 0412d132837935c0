/** What is checked of a request before the journey is asked. */
import type { District } from '@liudan/shared/district/schema';
import { scaleGradeOf } from '@liudan/shared/rating/scale';
import { INPUTS, SYSTEM_ACTIONS } from '@liudan/shared/ticket/inputs';
import { JOURNEY } from '@liudan/shared/ticket/journey';
import { ACTIONS, type ActionId } from '@liudan/shared/ticket/row';
import { fail } from '../kernel/problem.ts';
import { fieldsOf } from '../kernel/validation.ts';

const isConsequence = (action: ActionId) => JOURNEY.some((row) => row.action === action && row.consequence);

/** An act a person may ask for by this name. */
export function knownAction(action: string): ActionId {
  const known = ACTIONS.find((one) => one === action);
  if (known === undefined || known === 'submit' || SYSTEM_ACTIONS.includes(known) || isConsequence(known))
    fail('INVALID_INPUT', undefined, { action: '没有这种操作' });
  return known;
}

/** The input of an act, of the shape its schema says and inside the district's own limits. */
export function checkedInput(
  action: ActionId,
  input: Readonly<Record<string, unknown>>,
  district: District,
): Record<string, unknown> {
  const parsed = INPUTS[action].safeParse(input);
  if (!parsed.success) fail('INVALID_INPUT', undefined, fieldsOf(parsed.error.issues));
  const { photos, score, tags } = parsed.data as { photos?: string[]; score?: string; tags?: string[] };
  if (photos) holdToDistrict({ photos: [photos, district.settings.photos.perAct] });
  // Tags are counted, so nobody brings his own: words of his own stand in the text.
  if (score && tags?.some((tag) => !scaleGradeOf(district, score)?.tags.includes(tag)))
    fail('INVALID_INPUT', undefined, { tags: '请从列出的原因中选择' });
  return parsed.data;
}

/** A district may set narrower limits than the contract knows. */
export function holdToDistrict({
  text,
  photos,
}: {
  text?: [string, number];
  photos: [readonly string[], number];
}): void {
  if (text && [...text[0]].length > text[1]) fail('INVALID_INPUT', undefined, { text: `最多 ${text[1]} 个字` });
  if (photos[0].length > photos[1]) fail('INVALID_INPUT', undefined, { photos: `最多 ${photos[1]} 张照片` });
}
