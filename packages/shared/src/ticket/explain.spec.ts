/** The wish that is found unreasonable, and the score that nobody gives (HJ-15, HJ-30): told as stories. */
import { at, district, MONDAY, reported, reportedUp, resolvedByDepartment } from '../../../../test/support/rules.ts';

describe('an unreasonable wish', () => {
  const found = () => reported().does('community', 'triage.unreasonable');

  test('is not dropped: the community holds it, and has five working days to explain', () => {
    const { ticket } = found();
    expect(ticket).toMatchObject({ state: 'explaining', holderOrg: 'hbl-hbl', grade: 'unreasonable' });
    expect(found().running).toEqual(['explain hbl-hbl']);
    expect(found().clockOf('hbl-hbl').dueAt).toBe(at('2026-11-30 17:30'));
  });

  test('needs a second person, of the street', () => {
    expect(found().refuses('community', 'explain')).toMatchObject({
      refused: 'ACTION_NOT_NOW',
      facts: { state: '等待街道复核' },
    });
    expect(found().refuses('colleague', 'explain.confirm').refused).toBe('ACTION_NOT_YOURS');
    const agreed = found().does('street', 'explain.confirm');
    expect(agreed.ticket.explanationConfirmedBy).toBe('hbl-staff-1');
    expect(agreed.refuses('streetLeader', 'explain.refuse').refused).toBe('ACTION_NOT_NOW');
  });

  test('goes back to be studied again where the street does not agree', () => {
    const { ticket } = found().does('street', 'explain.refuse');
    expect(ticket).toMatchObject({ state: 'submitted', grade: null, returned: true, unreasonableBy: null });
  });

  test('is explained by two people, who both exist and were there already', () => {
    const agreed = found().does('street', 'explain.confirm');
    expect(agreed.refuses('community', 'explain', { companion: 'xj-staff-1' }).fields).toHaveProperty('companion');
    expect(agreed.refuses('community', 'explain', { visitedAt: '2026-12-01T09:00:00+08:00' }).fields).toHaveProperty(
      'visitedAt',
    );
    const { ticket } = agreed.does('community', 'explain', { understood: 'yes' });
    expect(ticket).toMatchObject({ state: 'closed', outcome: 'explained', understood: true, holderOrg: null });
  });

  test('can be reviewed once at the wish of who did not understand, and of nobody else', () => {
    const explained = () => found().does('street', 'explain.confirm').does('community', 'explain');
    expect(
      found()
        .does('street', 'explain.confirm')
        .does('community', 'explain', { understood: 'yes' })
        .refuses('resident', 'review').refused,
    ).toBe('ACTION_NOT_NOW');
    expect(explained().refuses('neighbour', 'review').refused).toBe('ACTION_NOT_YOURS');
    const again = explained().does('resident', 'review');
    expect(again.ticket).toMatchObject({
      state: 'street_handling',
      holderOrg: 'hbl',
      outcome: null,
      closedAt: null,
      reviewed: true,
    });
    expect(again.running).toEqual(['review hbl']);
  });
});

test('the dispatch centre shows the legal route, and nobody else closes a ticket that way', () => {
  expect(reportedUp().refuses('street', 'transfer').refused).toBe('ACTION_NOT_YOURS');
  expect(reportedUp().does('centre', 'transfer').ticket).toMatchObject({ state: 'closed', outcome: 'transferred' });
});

describe('a score that nobody gives', () => {
  const due = at('2026-11-26 17:30');

  test('closes as unrated after the attempts and the follow-up time, never before', () => {
    const once = resolvedByDepartment().does('community', 'attempt');
    expect([once.ticket.state, once.ticket.attempts]).toEqual(['resolved', 1]);
    const twice = once.does('colleague', 'attempt');
    expect(twice.refuses('system', 'close_unrated').refused).toBe('ACTION_NOT_NOW');
    const late = twice.until(due + 1);
    expect(late.does('system', 'close_unrated').ticket).toMatchObject({
      state: 'closed',
      outcome: 'unrated',
      score: null,
    });
    expect(once.until(due + 1).refuses('system', 'close_unrated').refused).toBe('ACTION_NOT_NOW');
  });

  test('closes with the last attempt where the time is over already', () => {
    const late = resolvedByDepartment()
      .does('community', 'attempt')
      .until(due + 1);
    expect(late.does('community', 'attempt').ticket).toMatchObject({
      state: 'closed',
      outcome: 'unrated',
      attempts: 2,
    });
  });

  test('is asked for with evidence, by an organisation that did not handle it', () => {
    expect(resolvedByDepartment().refuses('urban', 'attempt').refused).toBe('ACTION_NOT_YOURS');
    const ahead = { contact: { by: 'phone', at: new Date(MONDAY + 400 * 3_600_000).toISOString() } };
    expect(resolvedByDepartment().refuses('community', 'attempt', ahead).fields).toHaveProperty(['contact.at']);
    expect(district.rules.caps.followUpAttempts).toBe(2);
  });
});
