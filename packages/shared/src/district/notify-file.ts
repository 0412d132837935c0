/** The shape of `notify` in district.yaml: when people are told, and by which channel. */
import * as z from 'zod';
import { timeOfDay } from '../deadline/calendar.ts';
import { NOTICE_KINDS, type NoticeKind } from '../notify/contract.ts';
import type { NotifyRules } from '../notify/escalate.ts';
import type { DistrictFiles, Problem } from './files.ts';
import { code, time } from './lines.ts';
import { shown } from './reason.ts';

export const notifyBlock = z.strictObject({
  quietHours: z.strictObject({ from: time, to: time }),
  acknowledgeMinutes: z.strictObject({ urgent: z.int().min(1).max(1440), normal: z.int().min(1).max(1440) }),
  digestAt: z.array(time).min(1).max(6),
  employeePerHour: z.int().min(1).max(30),
  urgentCategories: z.array(code),
  smsFor: z.strictObject({ resident: z.array(z.enum(NOTICE_KINDS)), staff: z.array(z.enum(NOTICE_KINDS)) }),
});

/** How people are told in a district. */
export interface NotifySettings extends NotifyRules {
  /** 用工消息 to one person within an hour; WeChat takes the capability away from who floods people. */
  readonly employeePerHour: number;
  /** Categories whose tickets are urgent whatever triage says. */
  readonly urgentCategories: readonly string[];
  /** The kinds that a text message may carry. */
  readonly smsFor: { readonly resident: readonly NoticeKind[]; readonly staff: readonly NoticeKind[] };
}

export function notifyOf(block: z.infer<typeof notifyBlock>): NotifySettings {
  const { quietHours, acknowledgeMinutes, digestAt, employeePerHour, urgentCategories, smsFor } = block;
  const minutes = (count: number) => count * 60_000;
  return {
    quiet: { from: timeOfDay(quietHours.from), to: timeOfDay(quietHours.to) },
    acknowledge: { urgent: minutes(acknowledgeMinutes.urgent), normal: minutes(acknowledgeMinutes.normal) },
    digestAt: digestAt.map(timeOfDay),
    employeePerHour,
    urgentCategories,
    smsFor,
  };
}

/** What is wrong between `notify` and the other lines and files. */
export function checkNotify({ district, categories, templates }: DistrictFiles): Problem[] {
  const { quietHours, acknowledgeMinutes, digestAt, urgentCategories, smsFor } = district.notify;
  const problems: Problem[] = [];
  const say = (path: string, reason: string) =>
    problems.push({ file: 'district.yaml', path: `notify.${path}`, reason });
  if (quietHours.from === quietHours.to)
    say('quietHours', `${shown(quietHours.from)} is both the beginning and the end; expected two different times`);
  if (acknowledgeMinutes.urgent > acknowledgeMinutes.normal)
    say('acknowledgeMinutes.urgent', 'what is urgent waits longer than what is not; expected at most `normal`');
  digestAt.forEach((at, index) => {
    const before = digestAt[index - 1];
    if (before !== undefined && at <= before)
      say(`digestAt[${index}]`, `${shown(at)} is not after ${shown(before)}; expected the times in order`);
    if (isQuiet(at, quietHours))
      say(`digestAt[${index}]`, `${shown(at)} lies in the quiet hours; expected a time when people may be told`);
  });
  const leaves = new Set(categories.roots.flatMap((root) => root.leaves.map((leaf) => leaf.id)));
  urgentCategories.forEach((id, index) => {
    if (!leaves.has(id)) say(`urgentCategories[${index}]`, `${shown(id)} is no leaf of categories.yaml`);
  });
  for (const side of ['resident', 'staff'] as const)
    smsFor[side].forEach((kind, index) => {
      if (!templates.notices[kind].sms)
        say(`smsFor.${side}[${index}]`, `${shown(kind)} has no sms template in templates.yaml`);
    });
  return problems;
}

const isQuiet = (at: string, { from, to }: { from: string; to: string }) =>
  from < to ? at >= from && at < to : at >= from || at < to;
