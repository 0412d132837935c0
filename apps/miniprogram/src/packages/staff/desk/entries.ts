/** What stands on the staff's desk beside the inbox. One line here is one row there. */
import type { Role } from '@liudan/shared/identity/roles';
import type { IconName } from '@/components/Icon/names.ts';
import { routes } from '@/routes.ts';

export interface Entry {
  label: string;
  icon: IconName;
  route: string;
  /** Whoever holds one of these duties sees it; the server decides again what he is shown there. */
  roles: readonly Role[];
}

export const ENTRIES: readonly Entry[] = [
  { label: '通知发送情况', icon: 'bell', route: routes.staffOperator, roles: ['operator'] },
];

/** The rows of somebody with these roles, in the order of the six orders. */
export const entriesFor = (roles: readonly string[]): Entry[] =>
  ENTRIES.filter((entry) => entry.roles.some((role) => roles.includes(role)));
