import type { ChannelFigures, DeliveryState, NoticeKind, PushChannel } from '@liudan/shared/notify/contract';
import { PUSH_CHANNEL_WORDS } from '@liudan/shared/notify/words';

type Counts = ChannelFigures['channels'][number]['day'];

/** What a message was about, in the operator's words. */
export const NOTICE_WORDS: Record<NoticeKind, string> = {
  report_received: '已收到反映',
  new_ticket: '新工单',
  reported_up: '报单',
  answered: '答复居民',
  question_asked: '向居民提问',
  supplemented: '居民补充',
  dispatched: '派单',
  returned: '退单',
  sent_back: '退回',
  resolved_please_rate: '请居民评单',
  reworked: '返工重办',
  rated: '居民已评单',
  withdrawn: '居民撤单',
  due_soon: '临期提醒',
  overdue: '超时提醒',
  assigned: '指派',
  part_done: '协办完成',
  explanation_check: '请复核',
  explanation_agreed: '可以上门解释',
  review_asked: '居民要求复核',
  post_to_look: '社区页面待查看',
  post_hidden: '社区页面未公开',
  post_answered: '社区页面答复',
  post_due_soon: '提问临期提醒',
  post_overdue: '提问超时提醒',
  supervised: '领导督办',
  request_asked: '有申请待批',
  request_decided: '期限有变化',
  merged: '已合并办理',
  appealed: '评价申诉',
  content_to_look: '内容待查看',
  content_held: '内容暂不显示',
  content_shown: '内容可以显示',
  content_hidden: '内容不显示',
  calendar_ending: '放假安排快到期',
  push_unread: '有人没看到通知',
  digest: '消息汇总',
  channel_test: '试发',
};

/** In the order they are tried. */
export const CHANNELS = Object.keys(PUSH_CHANNEL_WORDS) as PushChannel[];

/** 「发出 12」「失败 1」「不明 0」「没能发 3」 */
export const countWords = ({ sent, failed, unknown, refused }: Counts): string[] => [
  `发出 ${sent}`,
  `失败 ${failed}`,
  `不明 ${unknown}`,
  `没能发 ${refused}`,
];

/** The lists an operator looks at: what went wrong first. */
export const STATES: readonly { key: DeliveryState; label: string; nothing: string }[] = [
  { key: 'failed', label: '失败', nothing: '没有发送失败的消息' },
  { key: 'unknown', label: '不明', nothing: '没有结果不明的消息' },
  { key: 'pending', label: '待发', nothing: '没有等着发送的消息' },
  { key: 'skipped', label: '跳过', nothing: '没有跳过的消息' },
  { key: 'sent', label: '已发', nothing: '还没有发出过消息' },
];

export const nothingOf = (state: DeliveryState): string => STATES.find(({ key }) => key === state)?.nothing ?? '';

/** 「试过 3 次」; nothing for the first. */
export const attemptWords = (attempts: number): string | null => (attempts > 1 ? `试过 ${attempts} 次` : null);
