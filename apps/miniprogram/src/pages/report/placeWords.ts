import { accuracyWords, areaWords, type Draft } from '@/services/report.ts';
import type { Locating } from './useLocated.ts';

const LOCATING: Record<Locating, string> = {
  idle: '请选择位置',
  busy: '正在定位…',
  denied: '没有定位权限，点这里选位置',
  privacy: '没有同意使用位置，点这里手动选',
  failed: '没有定到位，点这里选位置',
  outside: '您现在不在本区，点这里选位置',
};

/** The row of the place: where, and how sure. */
export function placeWords({ place, address }: Draft, locating: Locating): string {
  if (place === null) return LOCATING[locating];
  // The code's own words say all that the others would.
  if (place.how === 'coded') return accuracyWords(place);
  return [address.trim(), areaWords(place), accuracyWords(place)].filter(Boolean).join(' · ');
}
