/** What the inbox is asked for: the tab, and what was chosen in the filter. */
import type { InboxCounts, TicketQuery } from '@liudan/shared/ticket/contract';
import type { Light, State } from '@liudan/shared/ticket/status';

export type TabKey = keyof InboxCounts;

export const TABS: readonly { key: TabKey; label: string }[] = [
  { key: 'todo', label: '待处理' },
  { key: 'yellow', label: '临期' },
  { key: 'red', label: '超时' },
  { key: 'returned', label: '退回' },
  { key: 'all', label: '全部' },
];

export const NOTHING: Record<TabKey, { title: string; words: string }> = {
  todo: { title: '都办完了', words: '没有等您处理的工单。' },
  yellow: { title: '没有临期的工单', words: '时限用去八成的会出现在这里。' },
  red: { title: '没有超时的工单', words: '过了期限的会出现在这里。' },
  returned: { title: '没有退回的工单', words: '退单、退回和返工重办的会出现在这里。' },
  all: { title: '还没有工单', words: '您的职责范围内的工单会出现在这里。' },
};

export const LIGHT_WORDS: Record<Light, string> = {
  green: '时间充裕',
  yellow: '临期',
  red: '超时',
  paused: '时限暂停',
};

export interface Filter {
  words: string;
  state: State | null;
  category: string | null;
  light: Light | null;
}

export const NO_FILTER: Filter = { words: '', state: null, category: null, light: null };

/** A tab that is a light itself leaves no light to choose. */
export const lightOf = (tab: TabKey): Light | null => (tab === 'yellow' || tab === 'red' ? tab : null);

type Query = Partial<Pick<TicketQuery, 'view' | 'light' | 'state' | 'category' | 'returned' | 'q'>>;

/** The query of `GET /tickets`. */
export function queryOf(tab: TabKey, filter: Filter): Query {
  const light = lightOf(tab) ?? filter.light;
  const q = filter.words.trim();
  return {
    view: tab === 'all' ? 'all' : 'inbox',
    ...(light ? { light } : {}),
    ...(tab === 'returned' ? { returned: true } : {}),
    ...(filter.state ? { state: filter.state } : {}),
    ...(filter.category ? { category: filter.category } : {}),
    ...(q ? { q } : {}),
  };
}

/** What is filtered by, in words, one per condition; each can be taken away. */
export function filterWords(
  filter: Filter,
  tab: TabKey,
  names: { state: (state: State) => string; category: (id: string) => string },
): { key: keyof Filter; words: string }[] {
  const { state, category, light } = filter;
  const words = filter.words.trim();
  return [
    ...(words ? [{ key: 'words' as const, words: `“${words}”` }] : []),
    ...(state ? [{ key: 'state' as const, words: names.state(state) }] : []),
    ...(category ? [{ key: 'category' as const, words: names.category(category) }] : []),
    ...(light && !lightOf(tab) ? [{ key: 'light' as const, words: LIGHT_WORDS[light] }] : []),
  ];
}

/** The filter without one of its conditions. */
export const without = (filter: Filter, key: keyof Filter): Filter => ({ ...filter, [key]: NO_FILTER[key] });
