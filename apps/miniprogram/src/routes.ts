/** Every page of the app. A path stands here and in app.config.ts, nowhere else. */
import type { Me } from '@liudan/shared/identity/contract';
import Taro from '@tarojs/taro';
import { holdsNothing } from './services/tokens.ts';

export const routes = {
  home: '/pages/home/index',
  tickets: '/pages/tickets/index',
  messages: '/pages/messages/index',
  me: '/pages/me/index',
  report: '/pages/report/index',
  place: '/packages/resident/place/index',
  sent: '/pages/sent/index',
  ticket: '/pages/ticket/index',
  rate: '/packages/resident/rate/index',
  privacy: '/packages/resident/privacy/index',
  community: '/packages/resident/community/index',
  login: '/packages/resident/login/index',
  communityPage: '/packages/community/page/index',
  notice: '/packages/community/notice/index',
  thread: '/packages/community/thread/index',
  ask: '/packages/community/ask/index',
  postDesk: '/packages/community/desk/index',
  noticeDesk: '/packages/community/notices/index',
  writeNotice: '/packages/community/write/index',
  staffInbox: '/packages/staff/inbox/index',
  staffTicket: '/packages/staff/ticket/index',
  staffDesk: '/packages/staff/desk/index',
  staffIntake: '/packages/staff/intake/index',
  staffVisits: '/packages/staff/visits/index',
  staffRelay: '/packages/staff/relay/index',
  staffChannels: '/packages/staff/channels/index',
  staffOperator: '/packages/staff/operator/index',
  staffDaily: '/packages/staff/daily/index',
  staffStudy: '/packages/staff/study/index',
  staffWeekly: '/packages/staff/weekly/index',
  staffMeeting: '/packages/staff/meeting/index',
  staffDemands: '/packages/staff/demands/index',
  staffLedgers: '/packages/staff/ledgers/index',
  staffLedger: '/packages/staff/ledger/index',
  staffMonthly: '/packages/staff/monthly/index',
  staffBacklog: '/packages/staff/backlog/index',
  staffExports: '/packages/staff/exports/index',
  staffSupervisions: '/packages/staff/supervisions/index',
  staffRequests: '/packages/staff/requests/index',
  staffAppeals: '/packages/staff/appeals/index',
  staffCodes: '/packages/staff/codes/index',
  staffCode: '/packages/staff/code/index',
  staffNewCode: '/packages/staff/newcode/index',
  staffGroups: '/packages/staff/groups/index',
} as const;

/** Where somebody of the staff begins: at what waits for him. */
export const staffHome = (me: Me): string => (holdsNothing(me) ? routes.staffDesk : routes.staffInbox);

const TABS: readonly string[] = [routes.home, routes.tickets, routes.messages, routes.me];

/** Opens a page above this one; a tab is switched to. */
export function goTo(route: string, query: Record<string, string> = {}): void {
  if (TABS.includes(route)) {
    void Taro.switchTab({ url: route });
    return;
  }
  void Taro.navigateTo({ url: withQuery(route, query) });
}

/** Puts a page in place of this one, so that going back skips this one. */
export function replaceWith(route: string, query: Record<string, string> = {}): void {
  if (TABS.includes(route)) void Taro.switchTab({ url: route });
  else void Taro.redirectTo({ url: withQuery(route, query) });
}

/** Back to where the person came from; home when he came from nowhere, such as a link. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else void Taro.switchTab({ url: routes.home });
}

/** Back to where the person came from, or to what he would have come from. */
export function backOr(route: string, query: Record<string, string>): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else replaceWith(route, query);
}

function withQuery(route: string, query: Record<string, string>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length > 0 ? `${route}?${pairs.join('&')}` : route;
}

/** What the page was opened with, decoded. */
export function pageQuery(): Record<string, string> {
  const params = Taro.getCurrentInstance().router?.params ?? {};
  const texts = Object.entries(params).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name, decoded(value)]));
}

/** WeChat hands a query over as it is written, browsers decode it first. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
