/**
 * The table walked: everybody tries every act in every situation. The matrix is kept beside this file, so that a change of a row
 * shows in review as the rights it gives or takes; after a change that is meant, run Jest with -u and read the difference.
 */
import {
  CONTACT,
  communityHandles,
  departmentHandles,
  dispatched,
  district,
  PEOPLE,
  type Person,
  reported,
  reportedToCentre,
  reportedUp,
  resolvedByCommunity,
  resolvedByDepartment,
  resolvedByStreet,
  Story,
  signed,
} from '../../../../test/support/rules.ts';
import { CLOCK_KINDS } from '../deadline/rule.ts';
import { ROLE_WORDS } from '../identity/roles.ts';
import { isRefusal, PROBLEMS, problemWords } from '../problem.ts';
import { nextActions } from './advance.ts';
import { INPUTS, SYSTEM_ACTIONS } from './inputs.ts';
import { JOURNEY } from './journey.ts';
import { ACTIONS } from './row.ts';
import { STATES } from './status.ts';

const SITUATIONS: Readonly<Record<string, () => Story>> = {
  unborn: () => new Story(),
  submitted: reported,
  'submitted, held by the dispatch centre': reportedToCentre,
  community_handling: communityHandles,
  reported: reportedUp,
  'street_handling, route open': signed,
  'street_handling, taken': () => signed().does('street', 'take'),
  'dispatched, one assists': () => dispatched(['dept-water']),
  'department_handling, assisting part offered': () => departmentHandles(['dept-water']),
  'department_handling, assisting part accepted': () => departmentHandles(['dept-water']).does('water', 'accept'),
  'department_handling, assisting part done': () =>
    departmentHandles(['dept-water']).does('water', 'accept').does('water', 'part.finish'),
  'department_handling, alone': () => departmentHandles(),
  explaining: () => reported().does('community', 'triage.unreasonable'),
  suspended: () => communityHandles().does('streetLeader', 'suspend'),
  'street_handling, returned once': () => dispatched().does('urban', 'return'),
  'street_handling, objection open': () =>
    dispatched().does('urban', 'return').does('street', 'uphold').does('urban', 'return'),
  'dispatched, decided by the centre': () =>
    dispatched().does('urban', 'return').does('street', 'uphold').does('urban', 'return').does('centre', 'decide'),
  'department_handling, leader asked': () => departmentHandles().does('urban', 'request_due'),
  'community_handling, extension asked': () => communityHandles().does('community', 'request_extension'),
  'department_handling, supervised': () => departmentHandles().does('supervisor', 'supervise'),
  'department_handling, planned': () =>
    departmentHandles().does('leader', 'supervise').does('leader', 'supervise.plan'),
  'resolved, followed': () =>
    reported().does('neighbour', 'join').does('community', 'triage.handle').does('community', 'resolve'),
  'closed, rated poorly': () => resolvedByDepartment().does('resident', 'rate', { score: 'fair' }),
  'closed, appealed': () => resolvedByDepartment().does('resident', 'rate', { score: 'fair' }).does('urban', 'appeal'),
  'resolved by the community': resolvedByCommunity,
  'resolved by the street': resolvedByStreet,
  'resolved by a department': resolvedByDepartment,
  closed: () => resolvedByCommunity().does('resident', 'rate'),
};
const CONSEQUENCES = new Set(JOURNEY.filter((row) => row.consequence).map((row) => row.action));
const CAST = Object.keys(PEOPLE) as Person[];
/** A button must never answer with one of these, and whoever has no button always gets one. */
const NO_BUTTON: readonly string[] = ['ACTION_NOT_NOW', 'ACTION_NOT_YOURS', 'OWN_TICKET', 'HANDLED_BY_YOU'];

/** What fits the situation, so that a refusal speaks of rights and not of the form. */
const fitting = ({ ticket }: Story, person: Person, action: string): object => {
  const assignee = { 'dept-urban': 'dept-urban-2', hbl: 'hbl-staff-2' }[ticket.holderOrg ?? ''];
  if (action === 'assign' && assignee) return { person: assignee, personId: assignee };
  return action === 'rate' && person !== 'resident' ? { contact: CONTACT } : {};
};

const answers = (story: Story, person: Person) =>
  ACTIONS.map((action) => {
    const result = story.try(person, action, fitting(story, person, action));
    return { action, result, code: isRefusal(result) ? result.refused : null };
  });

test('every state is walked, and every act is in the table', () => {
  const walked = new Set(Object.values(SITUATIONS).map((from) => from().ticket.state));
  expect([...walked].sort()).toEqual([...STATES].sort());
  expect(new Set(JOURNEY.map((row) => row.action))).toEqual(new Set(ACTIONS));
});

describe.each(Object.entries(SITUATIONS))('%s', (_, from) => {
  const story = from();

  test('everybody is let through or told why not', () => {
    for (const { result } of CAST.flatMap((person) => answers(story, person))) {
      if (!isRefusal(result)) {
        expect(result.whole.ticket.version).toBe(story.ticket.version + 1);
        continue;
      }
      expect(Object.keys(PROBLEMS)).toContain(result.refused);
      // What the words need is there: no hole is left, and nothing is said in English.
      expect(problemWords(result)).not.toMatch(/[{}]|undefined|[a-z]{3}/);
    }
  });

  test.each(CAST)('the buttons of %s say the same as the rules', (person) => {
    const offered = nextActions(story.whole, PEOPLE[person], story.now, district).map((row) => row.action);
    expect(new Set(offered).size).toBe(offered.length);
    for (const { action, code } of answers(story, person)) {
      // What follows from an act on another ticket has no button on this one.
      if (CONSEQUENCES.has(action)) continue;
      if (offered.includes(action)) expect(NO_BUTTON).not.toContain(code);
      else if (person !== 'system') expect([action, code]).toEqual([action, expect.any(String)]);
    }
  });

  test('who may do what', () => {
    const lines = CAST.map((person) => {
      const tried = answers(story, person);
      const allowed = tried.filter(({ code }) => code === null).map(({ action }) => action);
      const nearly = tried.flatMap(({ action, code }) =>
        code === null || code === 'ACTION_NOT_NOW' || code === 'ACTION_NOT_YOURS' || code === 'OWN_TICKET'
          ? []
          : [`${action} (${code})`],
      );
      return `${person.padEnd(18)} ${[...allowed, ...nearly].join(', ') || '-'}`;
    });
    expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
  });
});

describe('the table itself', () => {
  test('rows are complete: words for people, roles and clocks that exist, a form for what is asked', () => {
    for (const row of JOURNEY) {
      expect([row.action, row.label, row.hint]).toEqual([
        row.action,
        expect.stringMatching(/\S/),
        expect.stringMatching(/。$/),
      ]);
      for (const role of row.by.flatMap((by) => by.roles))
        expect([...Object.keys(ROLE_WORDS), 'resident', 'system']).toContain(role);
      for (const { kind } of row.start) expect(CLOCK_KINDS).toContain(kind);
      // The text of a report comes with the report, not with a form of the journey.
      if (row.says.text !== undefined && row.action !== 'submit')
        expect(Object.keys(INPUTS[row.action].shape)).toContain(row.says.text);
    }
  });

  test('whatever moves a ticket stops the clocks it leaves and starts one for the next holder, but at the end', () => {
    for (const row of JOURNEY.filter(({ to }) => to !== 'same')) {
      if (row.to === 'closed') expect([row.outcome, row.stop, row.start]).toEqual([expect.any(String), 'all', []]);
      // What was suspended runs on with the clocks that stood still.
      else if (row.action !== 'resume') {
        const own = row.start.filter(({ on }) => on !== 'opened_supervision');
        expect([row.action, own.length]).toEqual([row.action, 1]);
      }
      // Suspended clocks stand still and run on.
      if (row.action !== 'submit' && row.action !== 'suspend')
        expect([row.action, row.stop.length]).not.toEqual([row.action, 0]);
    }
  });

  test('the acts of time belong to the system alone', () => {
    for (const row of JOURNEY)
      expect([row.action, row.by.some((by) => by.roles.includes('system'))]).toEqual([
        row.action,
        SYSTEM_ACTIONS.includes(row.action),
      ]);
  });
});
