import type { OrderRow } from '@liudan/shared/oversight/contract';
import { dateWords } from '../../../services/when.ts';

type Order = OrderRow['order'];

/** What was done under an order, one line each, the latest state of the plan first. */
export function stepsOf(order: Order, now: number): string[] {
  const { plannedAt, plannedDueAt, visitedAt, interviewedAt, followedAt, closedAt } = order;
  const on = (at: string) => dateWords(at, now);
  return [
    plannedAt === null ? (closedAt === null ? '还没有督办方案' : '没有定督办方案') : `督办方案 ${on(plannedAt)}`,
    plannedDueAt && `新的期限 ${on(plannedDueAt)}`,
    visitedAt && `现场督办 ${on(visitedAt)}`,
    interviewedAt && `约谈 ${on(interviewedAt)}`,
    followedAt && `督查室跟进 ${on(followedAt)}`,
    closedAt && `督办办结 ${on(closedAt)}`,
  ].filter((words) => words !== null);
}
