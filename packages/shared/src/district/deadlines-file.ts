/** The shape of deadlines.yaml and of the calendar beside it. */
import * as z from 'zod';
import { code, date, line, shortName, time } from './lines.ts';

const OWN_TIME = [
  z.strictObject({ sameDay: z.literal(true) }),
  z.strictObject({ workingDays: z.int().min(1).max(366) }),
  z.strictObject({ workingHours: z.number().positive().max(1000) }),
  z.strictObject({ calendarDays: z.int().min(1).max(366) }),
  z.strictObject({ hours: z.number().positive().max(8784) }),
] as const;
const OWN_TIME_WORDS =
  'one of {sameDay: true}, {workingDays: 1 to 366}, {workingHours: …}, {calendarDays: 1 to 366}, {hours: …}';
const rule = z.union(OWN_TIME, OWN_TIME_WORDS);
/** Only the acts that ask a person for a date may leave the due time to him; any other clock would start without one. */
const chosenBy = <T extends 'leader' | 'street'>(setter: T) =>
  z.union([...OWN_TIME, z.strictObject({ setBy: z.literal(setter) })], `${OWN_TIME_WORDS}, {setBy: ${setter}}`);

export const deadlinesFile = z.strictObject({
  officeHours: z.array(z.tuple([time, time])).min(1),
  sameDayCutoff: time,
  warnAt: z.number().gt(0).lt(1),
  difficulties: z
    .array(
      z.strictObject({
        id: code.max(16),
        name: shortName,
        mode: z.strictObject({ id: code, name: shortName }).optional(),
        rule: chosenBy('leader'),
        examples: line.optional(),
      }),
    )
    .min(1),
  rules: z.strictObject({
    triage: rule,
    sign: rule,
    review: rule,
    respond: rule,
    community_handle: z.strictObject({ urgent: rule, deferred: rule }),
    street_handle: chosenBy('street'),
    follow_up: rule,
    explain: rule,
    supervise: rule,
    objection: rule,
    appeal: rule,
    post_answer: rule,
  }),
  returnWindow: rule,
  reworkWindow: rule,
  appealWindow: rule,
  askPause: z.strictObject({ workingDays: z.int().min(1), perStage: z.int().min(0) }),
  caps: z.strictObject({
    extensionsPerStage: z.int().min(0),
    followUpAttempts: z.int().min(1),
    superviseFromRework: z.int().min(1),
    studies: z.int().min(0),
  }),
});

export const calendarFile = z.strictObject({
  year: z.int().min(2020).max(2100),
  coveredUntil: date,
  daysOff: z.array(date),
  makeUpDays: z.array(date),
});
const ownDays = z.array(z.strictObject({ date, reason: line }));
export const overridesFile = z.strictObject({ daysOff: ownDays, makeUpDays: ownDays });
