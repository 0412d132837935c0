import type { Me } from '@liudan/shared/identity/contract';
import type { PartView, TicketView, TimelineEntry } from '@liudan/shared/ticket/contract';

/** What happened after the page was last looked at. */
export function entriesSince(before: readonly TimelineEntry[], now: readonly TimelineEntry[]): TimelineEntry[] {
  const seen = new Set(before.map(({ id }) => id));
  return now.filter(({ id }) => !seen.has(id));
}

/** In whose name the viewer answers: the holder where he serves it, else his unit with a part, else his first unit. */
export function answeringUnit(
  me: Pick<Me, 'duties'> | null,
  { holder }: Pick<TicketView['ticket'], 'holder'>,
  parts: readonly Pick<PartView, 'org'>[],
): string | null {
  const orgs = me?.duties.map(({ org }) => org) ?? [];
  const concerned = [holder?.id, ...parts.map(({ org }) => org.id)];
  const fitting = concerned.flatMap((id) => orgs.filter((org) => org.id === id));
  return (fitting[0] ?? orgs[0])?.name ?? null;
}

/** So that the bar holds one button less where letters are large: the buttons shown, and those behind 「更多」. */
export function splitActions<T extends { primary: boolean }>(
  actions: readonly T[],
  shown: number,
): { bar: T[]; more: T[] } {
  const bar = actions.filter(({ primary }) => primary).slice(0, shown);
  return { bar, more: actions.filter((action) => !bar.includes(action)) };
}

/** Longer than this is thinned out in the middle for the bar: 「小区垃圾桶满了两天…」. */
export const shortened = (words: string, max: number): string =>
  words.length > max ? `${words.slice(0, max - 1)}…` : words;
