/**
 * What others may see of a report. Whatever a check thinks of somebody's words or pictures, his order goes on: doubt only keeps them
 * from his neighbours until a person of the community has looked.
 */
import { type EffectRule, patch } from './draft.ts';
import type { Ticket } from './facts.ts';
import { type GuardRule, notNow } from './situation.ts';

/** How far the checks of a report have come: nothing of it may be shown yet, its words may, or all of it. */
export const SHOWN = ['nothing', 'words', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

/** What a neighbour may see of a report: a person's look counts before every check, and doubt before what was checked earlier. */
export function shownToOthers(screening: Ticket['screening'], checked: Shown): Shown {
  if (screening === 'cleared') return 'all';
  return screening === null ? checked : 'nothing';
}

/** What the reporter and the staff read beside a report that is kept from others; null where it is not. */
export function screeningWords(screening: Ticket['screening'], side: 'resident' | 'staff'): string | null {
  if (screening === 'held')
    return side === 'staff'
      ? '内容检查有疑问，暂不向其他居民显示，请社区查看。'
      : '您写的内容要请社区看一下，暂时不向其他居民显示，办理不受影响。';
  if (screening === 'hidden')
    return side === 'staff' ? '已决定不向其他居民显示。' : '您写的内容不向其他居民显示，办理不受影响。';
  return null;
}

export const SCREENING_GUARDS = {
  not_held_back: ({ whole: { ticket } }) =>
    ticket.screening === 'held' || ticket.screening === 'hidden' ? notNow('已经不向其他居民显示', '这样操作') : null,
  held_back: ({ whole: { ticket } }) =>
    ticket.screening === 'held' || ticket.screening === 'hidden' ? null : notNow('没有限制显示', '这样操作'),
  not_hidden: ({ whole: { ticket } }) =>
    ticket.screening === 'hidden' ? notNow('已经不向其他居民显示', '这样操作') : null,
} satisfies Record<string, GuardRule>;

export const SCREENING_EFFECTS = {
  hold_content: (draft) => patch(draft, { screening: 'held' }),
  show_content: (draft) => patch(draft, { screening: 'cleared' }),
  hide_content: (draft) => patch(draft, { screening: 'hidden' }),
} satisfies Record<string, EffectRule>;
