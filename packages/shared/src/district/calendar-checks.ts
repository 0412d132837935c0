/** Checks working time: office hours, the years of the official calendar, and the district's own days. */
import { dayOfDate, isWeekend, timeOfDay } from '../deadline/calendar.ts';
import { type DistrictFiles, OVERRIDES, type Problem } from './files.ts';
import { shown } from './reason.ts';

export function checkWorkingTime(files: DistrictFiles): Problem[] {
  return [...checkOfficeHours(files), ...checkYears(files), ...checkOverrides(files)];
}

function checkOfficeHours({ deadlines }: DistrictFiles): Problem[] {
  const problems: Problem[] = [];
  const file = 'deadlines.yaml';
  let before = -1;
  for (const [index, [open, close]] of deadlines.officeHours.entries()) {
    const path = `officeHours[${index}]`;
    if (timeOfDay(open) >= timeOfDay(close))
      problems.push({ file, path, reason: `${open} to ${close} is here; expected the opening before the closing` });
    if (timeOfDay(open) <= before)
      problems.push({ file, path, reason: `${open} is here; expected office hours in order and without overlap` });
    before = timeOfDay(close);
  }
  return problems;
}

function checkYears({ calendars }: DistrictFiles): Problem[] {
  const problems: Problem[] = [];
  for (const [index, { file, row }] of calendars.entries()) {
    const say = (path: string, reason: string) => problems.push({ file, path, reason });
    if (file !== `calendar/${row.year}.yaml`) say('year', `${row.year} is here; expected the year in the file's name`);
    const inYear = (date: string) => date.startsWith(`${row.year}-`);
    if (!inYear(row.coveredUntil))
      say('coveredUntil', `${shown(row.coveredUntil)} is here; expected a date of the year ${row.year}`);
    const next = calendars[index + 1];
    if (next && (next.row.year !== row.year + 1 || row.coveredUntil !== `${row.year}-12-31`))
      say(
        'coveredUntil',
        `${next.file} follows; expected this year to be covered until ${row.year}-12-31 and ${row.year + 1} to be the next`,
      );
    const seen = new Set<string>();
    for (const [list, weekend] of [
      ['daysOff', false],
      ['makeUpDays', true],
    ] as const)
      for (const [at, date] of row[list].entries()) {
        const path = `${list}[${at}]`;
        if (!inYear(date)) say(path, `${shown(date)} is here; expected a date of the year ${row.year}`);
        if (date > row.coveredUntil) say(path, `${shown(date)} lies after coveredUntil ${row.coveredUntil}`);
        if (seen.has(date)) say(path, `${shown(date)} stands here twice`);
        if (isWeekend(dayOfDate(date)) !== weekend)
          say(
            path,
            weekend
              ? `${shown(date)} is a weekday; expected a Saturday or Sunday that is worked`
              : `${shown(date)} is a Saturday or Sunday, which is off anyway; expected a weekday that is off`,
          );
        seen.add(date);
      }
  }
  return problems;
}

function checkOverrides({ overrides, calendars }: DistrictFiles): Problem[] {
  const problems: Problem[] = [];
  const years = new Set(calendars.map(({ row }) => String(row.year)));
  const seen = new Set<string>();
  for (const list of ['daysOff', 'makeUpDays'] as const)
    for (const [index, { date }] of overrides[list].entries()) {
      const say = (reason: string) => problems.push({ file: OVERRIDES, path: `${list}[${index}].date`, reason });
      if (!years.has(date.slice(0, 4)))
        say(`${shown(date)} is here; expected a date of a year that has a calendar file: ${[...years].join(', ')}`);
      if (seen.has(date)) say(`${shown(date)} stands in this file twice`);
      seen.add(date);
    }
  return problems;
}
