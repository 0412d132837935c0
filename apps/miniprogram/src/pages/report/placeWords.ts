import { accuracyWords, type Draft } from '@/services/report.ts';
import type { Locating } from './useLocated.ts';

const LOCATING: Record<Locating, string> = {
  idle: '请选择位置',
  busy: '正在定位…',
  denied: '没有定位权限，点这里选位置',
  failed: '没有定到位，点这里选位置',
  outside: '您现在不在本区，点这里选位置',
};

/** The line of the place: where, how sure, and that it can be changed. */
export function placeWords({ place, address }: Draft, locating: Locating): { note: string; aside?: string } {
  if (place === null) return { note: LOCATING[locating] };
  const area = [place.community?.name, place.grid?.name].filter(Boolean).join(' ');
  return { note: [address.trim(), area, accuracyWords(place)].filter(Boolean).join(' · '), aside: '改' };
}
