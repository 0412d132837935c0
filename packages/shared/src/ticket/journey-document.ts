/**
 * docs/journey.md, printed from the journey table. The names of guards, rules and relations are said as they stand in the code, with
 * spaces: whoever gives a row a new one names it so that it reads here.
 */
import { ROLE_WORDS } from '../identity/roles.ts';
import { JOURNEY } from './journey.ts';
import type { Relation } from './relation.ts';
import type { ActionId, ClockStart, HolderRule, Row } from './row.ts';
import { HANDLING_STATES, OUTCOME_WORDS, phaseOf, SIX_DOTS, STATE_WORDS, STATES, type State } from './status.ts';

/** The part of a form's JSON Schema that is printed. */
interface Form {
  properties?: Readonly<Record<string, { title?: unknown }>>;
  required?: readonly string[];
}

const HOLDERS: Readonly<Record<Exclude<HolderRule, 'same'>, string>> = {
  none: 'nobody',
  intake: 'the community, or the dispatch centre, by the channel',
  community: 'the community',
  street: 'the street',
  lead: 'the lead department',
  centre: 'the dispatch centre',
  follow_up: 'an organisation that did not handle it',
  last_handler: 'whoever handled it last',
};

const RELATIONS: Readonly<Record<Relation, string>> = {
  system: 'time itself, or a check of what was written',
  owner: 'who reported it',
  follower: 'who has the same problem and follows it',
  holder: 'of the organisation that must act now, or of one of its sections',
  grid_of_holder: 'of the grid the ticket lies in, or named as the one who does it, while the community holds it',
  same_org: 'of the community, or of the grid, the ticket lies in',
  subtree: 'of the street the ticket lies in, or of the whole district',
  lead: 'of the department that leads',
  assisting: 'of a department that assists',
  handled: 'of an organisation that handled it',
  in_charge: 'in charge of its street, or of the department that leads or holds it',
  staff: 'with any duty, whatever the ticket: enough to write down a report for a resident, and for nothing else',
  foreign: 'without any tie to the ticket: it does not exist for him',
};

const OPEN = STATES.filter((state) => phaseOf(state) === 'open');
const isOpen = (state: State): boolean => OPEN.includes(state);
const plain = (name: string): string => name.replaceAll('_', ' ');
const code = (name: string): string => `\`${name}\``;
const list = (items: readonly string[], none = '-'): string => [...new Set(items)].join(', ') || none;
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

const states = (from: readonly State[]): string => {
  if (from.length === 0) return 'nothing yet';
  const rest = from.filter((state) => !isOpen(state));
  return OPEN.every((state) => from.includes(state))
    ? list(['any open state', ...rest.map(code)])
    : list(from.map(code));
};
const target = ({ to, outcome }: Row): string => {
  if (to === 'same') return 'stays';
  if (to === 'last_handling') return 'the state it was handled in';
  if (to === 'suspended_from') return 'the state it was suspended in';
  return outcome ? `${code(to)} (${outcome} ${OUTCOME_WORDS[outcome]})` : code(to);
};
const roleName = (role: Row['by'][number]['roles'][number]): string =>
  role === 'resident'
    ? 'reporter 反映人'
    : role === 'system'
      ? 'the system 系统'
      : `${plain(role)} ${ROLE_WORDS[role]}`;
const by = (row: Row): string =>
  row.by.map(({ roles, as }) => `${roles.map(roleName).join(' / ')} (${plain(as)})`).join('; ');

const WHOSE: Readonly<Record<ClockStart['on'], string>> = {
  holder: 'of the new holder',
  own_part: 'of the own part',
  offered_parts: 'of every part offered',
  accepted_parts: 'of every part at work',
  opened_supervision: 'of the leader in charge, where a supervision order was opened',
  supervision_office: 'of the supervision office',
};
const started = ({ kind, rule, on }: ClockStart): string =>
  `${kind}${rule === kind ? '' : ` by the rule ${code(rule)}`} ${WHOSE[on]}`;
const STOPPED: Readonly<Record<Extract<Row['stop'], string>, string>> = {
  all: 'all but those beside the states',
  own_part: 'those of the own part',
  holder_duty: 'those of the holder',
};
function clocks(row: Row): string {
  const stopped = typeof row.stop === 'string' ? [STOPPED[row.stop]] : row.stop;
  const parts = [
    stopped.length > 0 && row.from.length > 0 ? `stops ${list(stopped)}` : '',
    row.start.length > 0 ? `starts ${list(row.start.map(started))}` : '',
  ];
  return parts.filter((part) => part !== '').join('; ') || '-';
}

/** Where a ticket goes back to. */
const BACK: readonly Row['to'][] = ['last_handling', 'suspended_from'];

const arrivals = (state: State): Row[] =>
  JOURNEY.filter(
    ({ to }) => to === state || (BACK.includes(to) && (HANDLING_STATES as readonly State[]).includes(state)),
  );

/** Who holds a ticket in this state; where an act leaves the holder as he is, that is who held it in the state before. */
const holdersOf = (state: State, seen: readonly State[] = []): string[] =>
  seen.includes(state)
    ? []
    : JOURNEY.filter(({ to }) => to === state).flatMap(({ holder, from }) =>
        holder === 'same' ? from.flatMap((before) => holdersOf(before, [...seen, state])) : [HOLDERS[holder]],
      );

function stateTable(): string {
  const rows = STATES.map((state) => {
    const into = arrivals(state);
    const inside = JOURNEY.filter((row) => row.to === 'same' && row.start.length > 0 && row.from.includes(state));
    return [
      code(state),
      STATE_WORDS[state].staff,
      STATE_WORDS[state].resident,
      list(holdersOf(state), 'no act leads here yet'),
      list(
        [...into, ...inside].flatMap((row) => row.start.map(({ rule }) => code(rule))),
        'none',
      ),
    ];
  });
  return table(['state', 'for staff', 'for residents', 'holder', 'clock, by rule'], rows);
}

function actTable(schemaOf: (action: ActionId) => Form): string {
  const rows = JOURNEY.map((row) => [
    `${code(row.action)} ${row.label}`,
    `${states(row.from)} → ${target(row)}`,
    by(row),
    row.holder === 'same' ? 'stays' : HOLDERS[row.holder],
    clocks(row),
    list([...row.needs, ...row.when].map(plain)),
    list([...carries(schemaOf(row.action)), ...row.checks.map((check) => `*${plain(check)}*`)]),
    list(row.does.map(plain)),
  ]);
  return table(['act', 'from → to', 'by', 'holder', 'clocks', 'only if', 'must carry', 'and also'], rows);
}

const carries = ({ properties = {}, required = [] }: Form): string[] =>
  Object.entries(properties).map(([name, { title }]) => `${code(name)} ${title}${required.includes(name) ? '' : '?'}`);

function picture(): string {
  const named = (state: State): string => `  state "${STATE_WORDS[state].staff} ${state}" as ${state}`;
  const arrow = (from: string, to: string, row: Row): string => `  ${from} --> ${to}: ${row.label} ${row.action}`;
  const arrows = JOURNEY.filter(({ to }) => to !== 'same').flatMap((row) => {
    const to = BACK.includes(row.to) ? [...HANDLING_STATES] : [row.to];
    const everywhere = OPEN.every((state) => row.from.includes(state));
    const from = row.from.length === 0 ? ['[*]'] : everywhere ? ['open'] : row.from;
    return from.flatMap((one) => to.map((other) => arrow(one, other, row)));
  });
  const inside = OPEN.map((state) => `  ${named(state)}`);
  const outside = STATES.filter((state) => !isOpen(state)).map(named);
  const drawn = [
    'stateDiagram-v2',
    '  state open {',
    ...inside,
    '  }',
    ...outside,
    ...new Set(arrows),
    '  closed --> [*]',
  ];
  return ['```mermaid', ...drawn, '```'].join('\n');
}

const dots = (): string =>
  SIX_DOTS.map(({ key, label }) => {
    const acts = JOURNEY.filter(({ been }) => been === key).map(({ action }) => code(action));
    return `- ${label} ${code(key)}: ${list(acts, 'no act yet')}`;
  }).join('\n');

/** The whole document; `schemaOf` gives the form of an act as JSON Schema. Ends with a line break. */
export const journeyDocument = (schemaOf: (action: ActionId) => Form): string => `# The journey of a ticket

<!-- Printed from packages/shared/src/ticket/journey.ts by \`node scripts/docs.mjs\`. Change the table, not this page. -->

One table is the workflow. The server executes it, the clients draw their buttons and forms from it, the tests walk it, and this page
is printed from it. The words are explained in [the glossary](glossary.md); how long each clock runs is said by the district's
\`deadlines.yaml\`, under the rule named here.

## States and holders

An open ticket has exactly one holder and at least one clock with a due time, at every moment.

${stateTable()}

## The picture

Acts that leave the state as it is are not drawn. An arrow from \`open\` starts in any open state.

${picture()}

## Acts

Rows are tried from the top: the first that fits the state, the person and the input is taken. *By* names the roles and, in brackets, how
they stand to the ticket. A field with a question mark may be left out; what stands in italics is checked of the input. *And
also* names what else the act writes: a question pauses the handling clock, an answer lets it run on.

${actTable(schemaOf)}

How people stand to a ticket:

${Object.entries(RELATIONS)
  .map(([relation, words]) => `- ${plain(relation)}: ${words}`)
  .join('\n')}

Whoever reported a ticket stands to it as its owner only, whatever his duties: nobody handles his own report.

## The six dots

A dot is filled by the first of these acts, and stays filled:

${dots()}
`;
