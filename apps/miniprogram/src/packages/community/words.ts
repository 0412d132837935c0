import type { NoticeTopic } from '@liudan/shared/community/notice';
import type { PostState } from '@liudan/shared/community/post';

export const TOPICS: readonly { value: NoticeTopic; label: string }[] = [
  { value: 'policy', label: '政策' },
  { value: 'works', label: '施工' },
  { value: 'cutoff', label: '停水停电' },
  { value: 'event', label: '活动' },
];

/** What stands red, because somebody has to do something about it or should know. */
export const toneOf = (state: PostState): 'grey' | 'brand' | 'red' =>
  state === 'waiting' ? 'brand' : state === 'hidden' ? 'red' : 'grey';

/** 「83%」; nothing to divide by is said as such. */
export const shareWords = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${Math.round((part / whole) * 100)}%`;
