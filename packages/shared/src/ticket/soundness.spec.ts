import { CONTACT, Story } from '../../../../test/support/rules.ts';
import type { TicketEvent, Whole } from './facts.ts';
import { unsoundness } from './soundness.ts';

const HOUR = 3_600_000;

/** Reported, dispatched, resolved and scored by the resident himself. */
const closed = (): Story => {
  const story = new Story();
  for (const [person, action] of [
    ['resident', 'submit'],
    ['community', 'triage.report_up'],
    ['street', 'sign'],
    ['streetLeader', 'dispatch'],
    ['urban', 'accept'],
    ['urban', 'part.withdraw'],
    ['urban', 'resolve'],
    ['resident', 'rate'],
  ] as const) {
    story.does(person, action);
    story.now += HOUR;
  }
  return story;
};
const open = (): Story => new Story().does('resident', 'submit').does('community', 'triage.handle');

type Break = (whole: Whole, events: TicketEvent[]) => unknown;
const broken = (story: Story, breakIt: Break): string[] => {
  const whole = structuredClone(story.whole);
  const events = structuredClone(story.events);
  breakIt(whole, events);
  return unsoundness(whole, events);
};
const event = (events: TicketEvent[], action: string): TicketEvent => {
  const found = events.find((one) => one.action === action);
  if (!found) throw new Error(`the story has no ${action}`);
  return found;
};

it('finds nothing wrong with a ticket that went its way', () => {
  expect(broken(closed(), () => undefined)).toEqual([]);
  expect(broken(open(), () => undefined)).toEqual([]);
  const reworked = open()
    .does('community', 'resolve', { photos: [] })
    .does('resident', 'rate', { score: 'dissatisfied' });
  expect(unsoundness(reworked.whole, reworked.events)).toEqual([]);
});

it.each<[string, () => Story, Break]>([
  ['nobody holds it', open, ({ ticket }) => Object.assign(ticket, { holderOrg: null })],
  [
    'no clock runs for it',
    open,
    ({ clocks }) => clocks.map((clock) => Object.assign(clock, { stoppedAt: clock.startedAt })),
  ],
  [
    'no clock runs for whoever holds it',
    open,
    ({ clocks }) => clocks.map((clock) => Object.assign(clock, { orgId: 'xj' })),
  ],
  ['it is open and has an end', open, ({ ticket }) => Object.assign(ticket, { closedAt: 1 })],
  ['it is closed and still held', closed, ({ ticket }) => Object.assign(ticket, { holderOrg: 'hbl' })],
  [
    'it is closed and a clock still runs',
    closed,
    ({ clocks: [first] }) => Object.assign(first ?? {}, { stoppedAt: null }),
  ],
  ['it is closed without an outcome', closed, ({ ticket }) => Object.assign(ticket, { outcome: null })],
  [
    'it is closed and a part of it is still open',
    closed,
    ({ parts: [lead] }) => Object.assign(lead ?? {}, { state: 'accepted' }),
  ],
  ['it has no events', closed, (_, events) => events.splice(0)],
  ['its custody does not begin when it was reported', open, ({ ticket }) => Object.assign(ticket, { submittedAt: 1 })],
  ['event 3 lies before the one it follows', closed, (_, events) => Object.assign(event(events, 'sign'), { at: 1 })],
  ['nobody held it after event 3', closed, (_, events) => Object.assign(event(events, 'sign'), { holderOrg: null })],
  [
    'it is not held by whom the log says, or not since then',
    open,
    ({ ticket }) => Object.assign(ticket, { holderSince: 1 }),
  ],
  ['its custody does not end when it was closed', closed, ({ ticket }) => Object.assign(ticket, { closedAt: 1 })],
  [
    'event 8 is a rating by somebody who handled it',
    closed,
    (_, events) => Object.assign(event(events, 'accept').by, { personId: event(events, 'rate').by.personId }),
  ],
  [
    'event 8 rates what was rated already',
    closed,
    (_, events) => Object.assign(event(events, 'resolve'), { action: 'rate' }),
  ],
  [
    'event 8 is a rating on behalf, and nothing says how the reporter was asked',
    closed,
    (_, events) => Object.assign(event(events, 'rate').by, { personId: 'somebody', role: 'street_staff' }),
  ],
  ['it was not rated and has a score', closed, ({ ticket }) => Object.assign(ticket, { outcome: 'unrated' })],
  ['it was rated and has no score', closed, ({ ticket }) => Object.assign(ticket, { score: null })],
])('says that %s', (fault, story, breakIt) => {
  expect(broken(story(), breakIt)).toContain(fault);
});

it('takes a rating on behalf with the evidence of a contact', () => {
  const story = open().does('community', 'resolve', { photos: [] });
  story.does('street', 'rate', { contact: CONTACT });
  expect(unsoundness(story.whole, story.events)).toEqual([]);
});
