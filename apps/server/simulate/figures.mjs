// The figures of what lies in a database, counted from its tables. The three rates stand apart: how many were answered in time, how
// many were resolved, and how many of those who scored are satisfied. Nobody's silence is part of the third.

const HOUR = 3_600_000;
const instantOf = (value) =>
  value === null ? null : value instanceof Date ? value.getTime() : Date.parse(`${value.replace(' ', 'T')}Z`);
const share = (part, whole) => (whole === 0 ? null : Math.round((1000 * part) / whole) / 10);

function median(values) {
  if (values.length === 0) return null;
  const sorted = values.sort((a, b) => a - b);
  return Math.round((10 * sorted[Math.floor(sorted.length / 2)]) / HOUR) / 10;
}

const counts = (rows, keyOf) => {
  const found = new Map();
  for (const row of rows) found.set(keyOf(row), (found.get(keyOf(row)) ?? 0) + 1);
  return Object.fromEntries([...found].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
};

/** Everything that is counted, from the tables `read` sees; `district` knows the tier of an organisation, `at` is the present. */
export async function figuresOf(read, district, at) {
  const tickets = await read.query(
    'SELECT state, phase, outcome, score, grade, handling_org, rework_count, submitted_at, resolved_at, closed_at, due_at FROM ticket',
  );
  const clocks = await read.query('SELECT rule, due_at, stopped_at FROM clock');
  const events = await read.query('SELECT action, COUNT(*) AS times FROM ticket_event GROUP BY action ORDER BY action');
  const [told] = await read.query('SELECT COUNT(*) AS messages FROM message');
  const [untold] = await read.query('SELECT COUNT(*) AS events FROM ticket_event WHERE notify_pending = 1');
  const supervised = await read.query('SELECT reason, closed_at FROM supervision');
  const acts = Object.fromEntries(events.map(({ action, times }) => [action, Number(times)]));
  const tierOf = ({ handling_org: org }) => district.orgs.get(org)?.tier ?? 'none';
  return {
    tickets: tickets.length,
    states: counts(tickets, ({ state, outcome }) => (state === 'closed' ? `closed: ${outcome}` : state)),
    grades: counts(tickets, ({ grade }) => grade ?? 'none yet'),
    openAndRed: tickets.filter(({ phase, due_at: due }) => phase !== 'closed' && due && instantOf(due) < at).length,
    rates: ratesOf(tickets, clocks),
    tiers: Object.fromEntries(
      [...new Set(tickets.map(tierOf))]
        .sort()
        .map((tier) => [tier, tierFigures(tickets.filter((row) => tierOf(row) === tier))]),
    ),
    duties: dutiesOf(clocks, at),
    reworked: tickets.filter((row) => Number(row.rework_count) > 0).length,
    supervised: counts(supervised, ({ reason }) => reason),
    underSupervision: supervised.filter((row) => row.closed_at === null).length,
    acts,
    events: Object.values(acts).reduce((sum, times) => sum + times, 0),
    messages: Number(told.messages),
    untold: Number(untold.events),
  };
}

const kindOf = ({ rule }) => JSON.parse(rule).kind;
const inTime = ({ due_at: due, stopped_at: stopped }) => stopped !== null && instantOf(stopped) <= instantOf(due);

function ratesOf(tickets, clocks) {
  const answers = clocks.filter((clock) => ['triage', 'respond'].includes(kindOf(clock)) && clock.stopped_at !== null);
  const wished = tickets.filter(
    ({ outcome }) => !['withdrawn', 'explained', 'transferred', 'merged'].includes(outcome),
  );
  const resolved = wished.filter((row) => row.resolved_at !== null);
  const scored = resolved.filter(({ score }) => score !== null);
  return {
    answeredInTime: share(answers.filter(inTime).length, answers.length),
    resolved: share(resolved.length, wished.length),
    satisfied: share(scored.filter(({ score }) => score === 'satisfied').length, scored.length),
    scored: share(scored.length, resolved.length),
  };
}

function tierFigures(rows) {
  const resolved = rows.filter((row) => row.resolved_at !== null);
  const scored = resolved.filter(({ score }) => score !== null);
  return {
    resolved: resolved.length,
    medianHours: median(resolved.map((row) => instantOf(row.resolved_at) - instantOf(row.submitted_at))),
    satisfied: share(scored.filter(({ score }) => score === 'satisfied').length, scored.length),
  };
}

/** For every kind of duty: how many there were, how many were kept in time, and how long it took, in hours by the wall clock. */
function dutiesOf(clocks, at) {
  const kinds = [...new Set(clocks.map(kindOf))].sort();
  return Object.fromEntries(
    kinds.map((kind) => {
      const own = clocks.filter((clock) => kindOf(clock) === kind);
      const late = own.filter((clock) => instantOf(clock.due_at) < (instantOf(clock.stopped_at) ?? at));
      return [kind, { clocks: own.length, late: late.length, lateShare: share(late.length, own.length) }];
    }),
  );
}

const said = (value, unit) => (value === null ? '–' : `${value}${unit}`);

const listed = (found) =>
  Object.entries(found)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ') || 'none';

/** The figures as lines to read. */
export function linesOf(figures) {
  const { rates, tiers, duties, states } = figures;
  return [
    `${figures.tickets} tickets, ${figures.events} events, ${figures.messages} messages`,
    `  ${listed(states)}`,
    `  answered in time ${said(rates.answeredInTime, ' %')} of the duties to answer`,
    `  resolved         ${said(rates.resolved, ' %')} of what was to be resolved`,
    `  satisfied        ${said(rates.satisfied, ' %')} of those who scored; ${said(rates.scored, ' %')} did`,
    `  reworked ${figures.reworked}, open and overdue now ${figures.openAndRed}`,
    `  supervised: ${listed(figures.supervised)}; ${figures.underSupervision} still are`,
    '  who resolved:',
    ...Object.entries(tiers).map(
      ([tier, { resolved, medianHours, satisfied }]) =>
        `    ${tier.padEnd(14)}${String(resolved).padStart(7)} resolved, median ${said(medianHours, ' h')}, satisfied ${said(satisfied, ' %')}`,
    ),
    '  duties:',
    ...Object.entries(duties).map(
      ([kind, { clocks, late, lateShare }]) =>
        `    ${kind.padEnd(14)}${String(clocks).padStart(7)}, overdue ${late} (${said(lateShare, ' %')})`,
    ),
  ];
}
