/**
 * Who is told what: the one table. A line says which event it is about, whom to tell, which notice, and whether WeChat carries it too.
 *
 * Lines are tried from the top and a person is told once: the first line that reaches him decides. Nobody is told of what he did
 * himself, but for a receipt. An event without a line here tells nobody.
 */
import type { ActionId } from '../ticket/row.ts';
import type { State } from '../ticket/status.ts';
import type { NoticeKind } from './contract.ts';

/**
 * Groups of people, as they stand to the ticket when the event happened. `holder` is who holds it after the act (or held it, where the
 * act closed it); `grid_workers` are those of the ticket's grid while its community holds it; `duty` is the organisation whose clock the event is about; `assisting` are the parts the act offers or ends.
 */
export const WHO = [
  'reporter',
  'grid_workers',
  'community_staff',
  'street_staff',
  'lead_staff',
  'assisting_staff',
  'holder_staff',
  'assignee',
  'handlers',
  'duty_staff',
  'managers_of_duty',
  /** Who has the same problem, and is told like the reporter. */
  'followers',
  'leaders_in_charge',
  'supervisors',
  /** Both, where the act opened a supervision order. */
  'overseers',
  /** One tier above the holder, and the leaders in charge. */
  'managers_of_holder',
] as const;
export type Who = (typeof WHO)[number];

export interface Tell {
  who: Who;
  notice: NoticeKind;
  /** Sent as a WeChat message as well. A one-time consent is spent on it, so only what calls for an act or ends a wait is pushed. */
  push: boolean;
  /** Told to the person who acted, too. */
  receipt?: true;
}

export interface AudienceLine {
  event: ActionId;
  /** Only where the act led to one of these states. */
  when?: readonly State[];
  tell: readonly Tell[];
}

const pushed = (who: Who, notice: NoticeKind): Tell => ({ who, notice, push: true });
const quiet = (who: Who, notice: NoticeKind): Tell => ({ who, notice, push: false });

/** What concerns the reporter and everybody who has the same problem. */
const toResidents = (notice: NoticeKind): Tell[] => [pushed('reporter', notice), pushed('followers', notice)];

const HANDLING: readonly State[] = ['community_handling', 'street_handling', 'department_handling'];

export const AUDIENCE: readonly AudienceLine[] = [
  {
    event: 'submit',
    tell: [
      { who: 'reporter', notice: 'report_received', push: true, receipt: true },
      pushed('grid_workers', 'new_ticket'),
      quiet('holder_staff', 'new_ticket'),
    ],
  },
  {
    event: 'route',
    when: ['submitted'],
    tell: [pushed('grid_workers', 'new_ticket'), quiet('holder_staff', 'new_ticket')],
  },
  { event: 'route', when: ['reported'], tell: [pushed('street_staff', 'reported_up')] },
  { event: 'supplement', tell: [pushed('assignee', 'supplemented'), quiet('holder_staff', 'supplemented')] },
  { event: 'ask', tell: [pushed('reporter', 'question_asked')] },
  { event: 'triage.handle', tell: toResidents('answered') },
  { event: 'triage.report_up', tell: [...toResidents('answered'), pushed('street_staff', 'reported_up')] },
  {
    event: 'triage.direct',
    tell: [...toResidents('answered'), pushed('lead_staff', 'dispatched'), quiet('community_staff', 'dispatched')],
  },
  { event: 'assign', tell: [pushed('assignee', 'assigned')] },
  { event: 'send_back', tell: [pushed('community_staff', 'sent_back')] },
  { event: 'take', tell: toResidents('answered') },
  {
    event: 'dispatch',
    tell: [
      quiet('reporter', 'dispatched'),
      quiet('followers', 'dispatched'),
      pushed('lead_staff', 'dispatched'),
      pushed('assisting_staff', 'dispatched'),
      quiet('community_staff', 'dispatched'),
    ],
  },
  { event: 'accept', tell: toResidents('answered') },
  {
    event: 'return',
    when: ['street_handling'],
    tell: [pushed('holder_staff', 'returned'), quiet('street_staff', 'returned')],
  },
  {
    event: 'return',
    when: ['dispatched', 'department_handling'],
    tell: [pushed('lead_staff', 'returned'), quiet('street_staff', 'returned')],
  },
  { event: 'triage.unreasonable', tell: [pushed('street_staff', 'explanation_check')] },
  { event: 'explain.confirm', tell: [pushed('community_staff', 'explanation_agreed')] },
  { event: 'explain.refuse', tell: [pushed('community_staff', 'sent_back')] },
  { event: 'explain', tell: toResidents('answered') },
  { event: 'review', tell: [pushed('street_staff', 'review_asked')] },
  { event: 'transfer', tell: toResidents('answered') },
  {
    event: 'part.finish',
    tell: [quiet('reporter', 'part_done'), quiet('followers', 'part_done'), pushed('lead_staff', 'part_done')],
  },
  { event: 'resolve', tell: toResidents('resolved_please_rate') },
  {
    event: 'rate',
    when: HANDLING,
    // The resident was told that those above look at it too.
    tell: [
      pushed('holder_staff', 'reworked'),
      pushed('handlers', 'rated'),
      quiet('street_staff', 'reworked'),
      pushed('overseers', 'supervised'),
    ],
  },
  { event: 'rate', when: ['closed'], tell: [pushed('handlers', 'rated')] },
  {
    event: 'withdraw',
    tell: [pushed('assignee', 'withdrawn'), quiet('holder_staff', 'withdrawn'), quiet('assisting_staff', 'withdrawn')],
  },
  { event: 'join', tell: [quiet('assignee', 'supplemented'), quiet('holder_staff', 'supplemented')] },
  { event: 'merge', tell: [pushed('reporter', 'merged'), pushed('followers', 'merged')] },
  { event: 'uphold', tell: [pushed('lead_staff', 'dispatched'), pushed('assisting_staff', 'dispatched')] },
  {
    event: 'decide',
    tell: [
      pushed('lead_staff', 'dispatched'),
      pushed('assisting_staff', 'dispatched'),
      quiet('street_staff', 'dispatched'),
    ],
  },
  { event: 'decide.street', tell: [pushed('street_staff', 'sent_back')] },
  { event: 'request_due', tell: [pushed('leaders_in_charge', 'request_asked')] },
  { event: 'approve_due', tell: [...toResidents('answered'), pushed('holder_staff', 'request_decided')] },
  { event: 'request_extension', tell: [pushed('managers_of_holder', 'request_asked')] },
  { event: 'approve_extension', tell: [pushed('holder_staff', 'request_decided')] },
  { event: 'refuse_request', tell: [pushed('holder_staff', 'request_decided')] },
  { event: 'suspend', tell: [...toResidents('answered'), quiet('holder_staff', 'request_decided')] },
  { event: 'resume', tell: [...toResidents('answered'), quiet('holder_staff', 'request_decided')] },
  {
    event: 'supervise',
    tell: [
      pushed('leaders_in_charge', 'supervised'),
      pushed('supervisors', 'supervised'),
      pushed('holder_staff', 'supervised'),
    ],
  },
  { event: 'supervise.plan', tell: [pushed('holder_staff', 'supervised'), quiet('supervisors', 'supervised')] },
  { event: 'appeal', tell: [pushed('supervisors', 'appealed')] },
  { event: 'appeal.decide', tell: [quiet('reporter', 'answered'), quiet('handlers', 'appealed')] },
  { event: 'screen.hold', tell: [quiet('reporter', 'content_held'), pushed('community_staff', 'content_to_look')] },
  { event: 'screen.show', tell: [quiet('reporter', 'content_shown')] },
  { event: 'screen.hide', tell: [quiet('reporter', 'content_hidden')] },
  { event: 'warn', tell: [pushed('assignee', 'due_soon'), pushed('duty_staff', 'due_soon')] },
  {
    event: 'expire',
    tell: [
      pushed('assignee', 'overdue'),
      pushed('duty_staff', 'overdue'),
      pushed('managers_of_duty', 'overdue'),
      pushed('overseers', 'supervised'),
    ],
  },
];

/** The lines of one event, in order. */
export const tellsOf = (action: string, toState: State): Tell[] =>
  AUDIENCE.filter((line) => line.event === action && (!line.when || line.when.includes(toState))).flatMap(
    (line) => line.tell,
  );

export interface Told extends Tell {
  personId: string;
}

/** Whom to tell, each once, given the people of each group; `actorId` is left out but for receipts. */
export function toldBy(
  tells: readonly Tell[],
  people: Readonly<Partial<Record<Who, readonly string[]>>>,
  actorId: string,
): Told[] {
  const told = new Map<string, Told>();
  for (const tell of tells)
    for (const personId of people[tell.who] ?? [])
      if (!told.has(personId) && (personId !== actorId || tell.receipt)) told.set(personId, { ...tell, personId });
  return [...told.values()];
}
