/**
 * Writes the official calendar of one year into a district folder: node scripts/make-calendar.mjs config/demo 2026
 *
 * The State Council publishes the next year's days off and make-up working days in October or November; the package
 * chinese-days follows it. A year it doesn't know yet is refused: a guessed calendar would set wrong due times and
 * nobody would see it. Until then the district's calendar ends with the year before, and what runs past it is provisional.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import chineseDays from 'chinese-days';

const DAY = 86_400_000;

const [folder, yearText = ''] = process.argv.slice(2);
const year = Number(yearText);
if (!folder || !/^\d{4}$/.test(yearText)) {
  console.error('usage: node scripts/make-calendar.mjs <district folder> <year>');
  process.exit(2);
}
if (!isCovered(year)) {
  console.error(`chinese-days doesn't know the holidays of ${year} yet; update the package when they are published.`);
  process.exit(1);
}

const daysOff = [];
const makeUpDays = [];
for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY) {
  const date = new Date(at).toISOString().slice(0, 10);
  const weekend = [0, 6].includes(new Date(at).getUTCDay());
  const works = chineseDays.isWorkday(date);
  if (works === !weekend) continue;
  (works ? makeUpDays : daysOff).push(`  - '${date}' # ${nameOf(date)}`);
}

const path = join(folder, 'calendar', `${year}.yaml`);
mkdirSync(join(folder, 'calendar'), { recursive: true });
writeFileSync(
  path,
  [
    `# Official days off and make-up working days of ${year}. Written by scripts/make-calendar.mjs; don't edit by hand.`,
    "# A district's own days go into overrides.yaml beside this file.",
    `year: ${year}`,
    `coveredUntil: '${year}-12-31'`,
    '# Weekdays that are off. Saturdays and Sundays are off unless they stand below.',
    daysOff.length > 0 ? 'daysOff:' : 'daysOff: []',
    ...daysOff,
    '# Saturdays and Sundays that are worked.',
    makeUpDays.length > 0 ? 'makeUpDays:' : 'makeUpDays: []',
    ...makeUpDays,
    '',
  ].join('\n'),
);
console.log(`${path}: ${daysOff.length} days off, ${makeUpDays.length} make-up working days`);

/** National Day is a holiday every year; a year in which it is an ordinary day isn't known to the package. */
function isCovered(candidate) {
  return chineseDays.getDayDetail(`${candidate}-10-01`).name.includes(',');
}

/** The Chinese name of the holiday a day belongs to; the package gives "National Day,国庆节,3". */
function nameOf(date) {
  return chineseDays.getDayDetail(date).name.split(',')[1] ?? '';
}
