import { NOTICE_PLACEHOLDERS } from '../district/placeholders.ts';
import { JOURNEY } from '../ticket/journey.ts';
import { STATES } from '../ticket/status.ts';
import { AUDIENCE, tellsOf, toldBy } from './audience.ts';

describe('who is told what', () => {
  it('speaks only of acts and states of the journey', () => {
    for (const { event, when } of AUDIENCE) {
      const rows = JOURNEY.filter((row) => row.action === event);
      expect(rows).not.toEqual([]);
      expect(new Set(when ?? []).size).toBe(when?.length ?? 0);
    }
  });

  it('answers the reporter wherever an official answer is given', () => {
    const official = JOURNEY.filter((row) => row.says.official);
    for (const row of official) {
      const state = STATES.find((one) => one === row.to) ?? 'department_handling';
      expect([row.action, tellsOf(row.action, state).map((tell) => tell.who)]).toEqual([
        row.action,
        expect.arrayContaining(['reporter']),
      ]);
    }
  });

  it('keeps what is internal from the reporter', () => {
    for (const row of JOURNEY.filter((one) => one.says.internal && one.action !== 'dispatch'))
      for (const line of AUDIENCE.filter(({ event }) => event === row.action))
        expect(line.tell.map((tell) => tell.who)).not.toContain('reporter');
    // A dispatch note is internal; the notice of a dispatch has no place for it.
    expect(NOTICE_PLACEHOLDERS.dispatched).not.toContain('reason');
    expect(NOTICE_PLACEHOLDERS.dispatched).not.toContain('answer');
  });

  it('tells a person once, by the first line, and nobody of his own act', () => {
    const tells = tellsOf('expire', 'community_handling');
    const people = { assignee: ['wu'], duty_staff: ['li', 'wu', 'he'], managers_of_duty: ['he', 'zhao'] };
    const told = toldBy(tells, people, 'li');
    expect(told.map(({ personId, who }) => [personId, who])).toEqual([
      ['wu', 'assignee'],
      ['he', 'duty_staff'],
      ['zhao', 'managers_of_duty'],
    ]);
  });

  it('gives the reporter a receipt of his own report', () => {
    const told = toldBy(tellsOf('submit', 'submitted'), { reporter: ['ann'], grid_workers: ['ann', 'wu'] }, 'ann');
    expect(told.map(({ personId, notice, push }) => [personId, notice, push])).toEqual([
      ['ann', 'report_received', true],
      ['wu', 'new_ticket', true],
    ]);
  });

  it('takes a dissatisfied rating to those who work again, and any rating to those who worked', () => {
    expect(tellsOf('rate', 'department_handling').map(({ who, notice }) => [who, notice])).toEqual([
      ['holder_staff', 'reworked'],
      ['handlers', 'rated'],
      ['street_staff', 'reworked'],
      ['overseers', 'supervised'],
    ]);
    expect(tellsOf('rate', 'closed').map(({ notice }) => notice)).toEqual(['rated']);
  });
});
