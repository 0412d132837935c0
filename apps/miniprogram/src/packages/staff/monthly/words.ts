/** What the figures of the monthly report are called on screen. */
import type { MonthlyReport } from '@liudan/shared/stats/contract';
import type { FigureName } from '@liudan/shared/stats/monthly';

export interface Tile {
  figure: FigureName;
  words: string;
}

/** What came in on one side is what went out on the other. */
export const CAME: readonly Tile[] = [
  { figure: 'carriedIn', words: '上月结转' },
  { figure: 'cameIn', words: '本月新增' },
  { figure: 'reopened', words: '重新办理' },
];
export const WENT: readonly Tile[] = [
  { figure: 'closed', words: '本月归档' },
  { figure: 'carriedOut', words: '结转下月' },
  { figure: 'awaitingScore', words: '其中待评价' },
];
export const CARE: readonly Tile[] = [
  { figure: 'overdue', words: '出现超时' },
  { figure: 'supervised', words: '列入督办' },
  { figure: 'reworked', words: '返工重办' },
];
export const SCORES: readonly Tile[] = [
  { figure: 'satisfied', words: '满意' },
  { figure: 'fair', words: '一般' },
  { figure: 'dissatisfied', words: '不满意' },
  { figure: 'closedUnrated', words: '未评价归档' },
];

/** Each rate with what it is a share of, so that nobody takes one for another. */
export const RATES: readonly { key: keyof MonthlyReport['rates']; words: string; note: string }[] = [
  { key: 'answeredInTime', words: '按时答复率', note: '到期的研判和首次答复中，按时的' },
  { key: 'handledInTime', words: '按期办结率', note: '到期的办理中，按期办结的' },
  { key: 'solved', words: '解决率', note: '居民评价过的工单中，没有评不满意的' },
  { key: 'satisfied', words: '满意率', note: '居民评价过的工单中，评满意的' },
  { key: 'online', words: '网上反映占比', note: '本月新增的工单中，从网上反映的' },
];

/** 「3 / 4 件，75%」; a rate of nothing is no rate. */
export const shareWords = ({ count, ofCount, percent }: MonthlyReport['rates']['solved']): string =>
  percent === null ? '没有可算的' : `${percent}%（${count} / ${ofCount}）`;
