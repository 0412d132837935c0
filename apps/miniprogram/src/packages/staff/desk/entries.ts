/** What stands on the staff's desk beside the inbox. One line here is one row there. */

import type { DistrictView } from '@liudan/shared/district/contract';
import type { GroupCounts } from '@liudan/shared/entry/contract';
import type { Role } from '@liudan/shared/identity/roles';
import type { MeetingCounts } from '@liudan/shared/meeting/contract';
import type { SupervisionCounts } from '@liudan/shared/oversight/contract';
import type { IconName } from '@/components/Icon/names.ts';
import { routes } from '@/routes.ts';

export type DeskCounts = MeetingCounts & SupervisionCounts & GroupCounts;

export interface Entry {
  label: string;
  icon: IconName;
  route: string;
  /** Whoever holds one of these duties sees it; the server decides again what he is shown there. */
  roles: readonly Role[];
  /** What waits behind the row, in words; null for nothing. */
  waits?: (counts: DeskCounts) => string | null;
  /** Something waits here for a decision: it stands first for who has no inbox. */
  decides?: true;
  /** A page the district may do without. */
  view?: keyof DistrictView['views'];
}

const LISTS: readonly Role[] = [
  'community_staff',
  'street_staff',
  'street_leader',
  'dispatch_staff',
  'district_leader',
  'supervisor',
];

/** Whoever serves residents; the operator serves the system. */
const SERVING: readonly Role[] = ['grid_worker', 'department_staff', ...LISTS];

/** Those near the doors: they hang the codes up, and are in the residents' groups. */
const KEEPING: readonly Role[] = ['grid_worker', 'community_staff', 'street_staff', 'street_leader'];

const ENTRIES: readonly Entry[] = [
  { label: '代登记', icon: 'pencil', route: routes.staffIntake, roles: SERVING },
  { label: '群消息登记', icon: 'users', route: routes.staffRelay, roles: SERVING },
  { label: '民情走访台账', icon: 'clipboard-list', route: routes.staffVisits, roles: SERVING },
  {
    label: '每日研判',
    icon: 'users',
    route: routes.staffDaily,
    roles: LISTS,
    waits: ({ daily }) => (daily > 0 ? `今天要定 ${daily} 件` : null),
  },
  {
    label: '街道周例会',
    icon: 'megaphone',
    route: routes.staffWeekly,
    roles: LISTS.slice(1),
    waits: ({ late, weekly }) => (late > 0 ? `社区超时 ${late} 件` : weekly > 0 ? `待议 ${weekly} 件` : null),
  },
  { label: '诉求清单', icon: 'clipboard-list', route: routes.staffDemands, roles: LISTS },
  {
    label: '社区问答',
    icon: 'users',
    route: routes.postDesk,
    roles: LISTS,
  },
  {
    label: '社区公告',
    icon: 'megaphone',
    route: routes.noticeDesk,
    roles: ['community_staff', 'street_staff', 'street_leader', 'dispatch_staff', 'district_leader'],
  },
  { label: '二维码', icon: 'qr-code', route: routes.staffCodes, roles: KEEPING },
  {
    label: '居民微信群',
    icon: 'users',
    route: routes.staffGroups,
    roles: KEEPING,
    waits: ({ proposed }) => (proposed > 0 ? `待确认 ${proposed} 个` : null),
  },
  {
    label: '督办单',
    icon: 'eye',
    route: routes.staffSupervisions,
    roles: [...LISTS, 'department_staff'],
    waits: ({ overdue, waiting }) =>
      overdue > 0 ? `督办超时 ${overdue} 件` : waiting > 0 ? `待督办 ${waiting} 件` : null,
    decides: true,
  },
  {
    label: '待批申请',
    icon: 'clock',
    route: routes.staffRequests,
    roles: ['street_leader', 'dispatch_staff', 'district_leader', 'supervisor'],
    waits: ({ requests }) => (requests > 0 ? `${requests} 件` : null),
    decides: true,
  },
  {
    label: '评价申诉',
    icon: 'circle-alert',
    route: routes.staffAppeals,
    roles: ['supervisor'],
    waits: ({ appeals }) => (appeals > 0 ? `待裁定 ${appeals} 件` : null),
    decides: true,
  },
  {
    label: '问题清零',
    icon: 'circle-check',
    route: routes.staffBacklog,
    roles: [...LISTS, 'department_staff'],
    view: 'backlog',
  },
  { label: '台账', icon: 'briefcase', route: routes.staffLedgers, roles: [...LISTS, 'department_staff'] },
  { label: '主题党日月报', icon: 'building-2', route: routes.staffMonthly, roles: LISTS },
  { label: '导出记录', icon: 'shield-check', route: routes.staffExports, roles: ['supervisor', 'operator'] },
  { label: '消息通道', icon: 'bell', route: routes.staffChannels, roles: [...SERVING, 'operator'] },
  { label: '通知发送情况', icon: 'bell', route: routes.staffOperator, roles: ['operator'] },
];

/** The rows of somebody with these roles in a district with these views, in the order of the six orders. */
export const entriesFor = (roles: readonly string[], views: DistrictView['views'] | undefined): Entry[] =>
  ENTRIES.filter(
    (entry) => entry.roles.some((role) => roles.includes(role)) && (entry.view === undefined || views?.[entry.view]),
  );
