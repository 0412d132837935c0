/** Turns checked files into the indexed district. Nothing here can fail: `crossCheck` found no problem before. */
import { type CalendarPlan, dayOfDate, makeCalendar, startOfDay, timeOfDay } from '../deadline/calendar.ts';
import type { Org } from '../org/tier.ts';
import { FACES, type Face, type ScaleGrade } from '../rating/scale.ts';
import { wordingWith } from '../wording.ts';
import type { DistrictFiles } from './files.ts';
import { notifyOf } from './notify-file.ts';
import type { Category, CategoryRoot, District } from './schema.ts';

export function assemble(files: DistrictFiles): District {
  const { district, deadlines, people, notices, templates } = files;
  const roots = files.categories.roots.map(rootOf);
  const { code, name, version, intake, wording, leadingGroup, notify, ...settings } = district;
  const { rules, returnWindow, reworkWindow, appealWindow, askPause, caps } = deadlines;
  return {
    code,
    name,
    version,
    orgs: orgsOf(files.orgs.map(({ row }) => row)),
    categories: new Map(roots.flatMap((root) => root.leaves.map((leaf) => [leaf.id, leaf]))),
    roots,
    difficulties: deadlines.difficulties.map(({ mode, examples, ...grade }) => ({
      ...grade,
      mode: mode ?? null,
      examples: examples ?? null,
    })),
    scale: scaleOf(files.rating.scale),
    intake,
    wording: wordingWith(wording),
    groups: files.groups.groups.map(({ grid, ...group }) => ({ ...group, grid: grid ?? null })),
    leadingGroup,
    rules: { ...rules, returnWindow, reworkWindow, appealWindow, askPause, caps },
    calendar: makeCalendar(calendarPlan(files)),
    templates,
    people: people.people.map((person) => ({ ...person, charge: person.charge ?? [] })),
    residents: people.residents,
    notices: notices.notices.map((notice) => ({ ...notice, publishedAt: instantOf(notice.publishedAt) })),
    settings: { ...settings, notify: notifyOf(notify) },
  };
}

/** The years one after the other, with the district's own days laid over them. */
function calendarPlan({ deadlines, calendars, overrides }: DistrictFiles): CalendarPlan {
  const years = calendars.map(({ row }) => row);
  const ownOff = new Set(overrides.daysOff.map((day) => day.date));
  const ownWork = new Set(overrides.makeUpDays.map((day) => day.date));
  return {
    officeHours: deadlines.officeHours,
    sameDayCutoff: deadlines.sameDayCutoff,
    warnAt: deadlines.warnAt,
    coveredFrom: `${years[0]?.year}-01-01`,
    coveredUntil: years.at(-1)?.coveredUntil ?? '',
    daysOff: [...years.flatMap((year) => year.daysOff).filter((date) => !ownWork.has(date)), ...ownOff],
    makeUpDays: [...years.flatMap((year) => year.makeUpDays).filter((date) => !ownOff.has(date)), ...ownWork],
  };
}

function orgsOf(rows: DistrictFiles['orgs'][number]['row'][]): Map<string, Org> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const resolved = rows.map((row): [string, Org] => {
    const above: Partial<Record<string, string>> = {};
    for (let at: typeof row | undefined = row; at; at = at.parent === null ? undefined : byId.get(at.parent))
      above[at.tier] = at.id;
    const { id, name, tier, parent, phone, polygon, serves } = row;
    const streetId = serves ?? above.street;
    return [
      id,
      {
        id,
        name,
        tier,
        parentId: parent,
        ...(phone !== undefined && { phone }),
        ...(polygon !== undefined && { polygon }),
        ...(above.community !== undefined && { communityId: above.community }),
        ...(streetId !== undefined && { streetId }),
        ...(above.district !== undefined && { districtId: above.district }),
      },
    ];
  });
  return new Map(resolved);
}

function rootOf(root: DistrictFiles['categories']['roots'][number]): CategoryRoot {
  const leaves = root.leaves.map((leaf): Category => ({ ...leaf, rootId: root.id, rootName: root.name }));
  return { id: root.id, name: root.name, leaves };
}

/** A grade without a face of its own gets one by its place: of five each, of fewer the three plain ones. */
function scaleOf(scale: DistrictFiles['rating']['scale']): ScaleGrade[] {
  const faceAt = (index: number, countsAs: Face): Face =>
    (scale.length === FACES.length ? FACES[index] : null) ?? countsAs;
  return scale.map(({ face, ...grade }, index) => ({ ...grade, face: face ?? faceAt(index, grade.countsAs) }));
}

/** The instant of 'YYYY-MM-DD HH:mm' in Asia/Shanghai. */
function instantOf(text: string): number {
  const [date = '', time = ''] = text.split(' ');
  return startOfDay(dayOfDate(date)) + timeOfDay(time);
}
