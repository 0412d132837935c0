/** What a district is, is its folder: every district of config/ goes the same way under the same code, by its own numbers and words. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DISTRICTS, districtOf } from '../../../../test/support/demo-district.ts';
import { dueOf } from '../deadline/clock.ts';
import { competentUnit } from '../dispatch/catalogue.ts';
import { difficultyWords, dispatchable, hasOwnTime, runsAs, startingDifficulty } from '../dispatch/difficulty.ts';
import type { Actor, Role } from '../identity/roles.ts';
import { isRefusal } from '../problem.ts';
import { mappingWords, scoreWords } from '../rating/scale.ts';
import { advance, nextActions } from '../ticket/advance.ts';
import { isRunning, type Whole } from '../ticket/facts.ts';
import { unborn } from '../ticket/unborn.ts';
import { sentenceFor } from '../ticket/words.ts';
import { speech } from '../wording.ts';

const NOW = Date.parse('2026-11-23T09:00:00+08:00');
const ROOT = path.resolve(import.meta.dirname, '../../../..');

describe.each(DISTRICTS)('the district %s', (name) => {
  const district = districtOf(name);
  const community = [...district.orgs.values()].find(({ tier }) => tier === 'community');
  const communityId = community?.id ?? '';
  const streetId = community?.streetId ?? '';
  const centreId = [...district.orgs.values()].find(({ tier }) => tier === 'dispatch_centre')?.id ?? '';
  const departmentId = [...district.orgs.values()].find(({ tier }) => tier === 'department')?.id ?? '';
  const reporter: Actor = { personId: 'reporter', duties: [] };
  const actor = (role: Role, org: string): Actor => ({ personId: `${role} ${org}`, duties: [{ role, org }] });
  const desk = actor('community_staff', communityId);
  const centre = actor('dispatch_staff', centreId);
  const department = actor('department_staff', departmentId);
  const plain = [...district.categories.values()].find(({ direct, afterPhoto }) => !direct && !afterPhoto)?.id ?? '';

  const attempt = (whole: Whole, who: Actor, action: string, input: object = {}) =>
    advance(whole, { action, input: { ...input } }, who, NOW, district);
  const done = (whole: Whole, who: Actor, action: string, input: object = {}): Whole => {
    const result = attempt(whole, who, action, input);
    if (isRefusal(result)) throw new Error(`${action}: ${JSON.stringify(result)}`);
    return result.whole;
  };
  const seed = unborn({ id: 'T', number: 'N', reporterId: reporter.personId, communityId, streetId, at: NOW });
  const reported = (channel: string) => done(seed, reporter, 'submit', { report: { text: '有事', channel } });
  const sorted = (whole: Whole): Whole =>
    whole.ticket.holderOrg === centreId ? done(whole, centre, 'route', { to: 'community' }) : whole;
  const atStreet = (): Whole => {
    const up = done(sorted(reported('mini_program')), desk, 'triage.report_up', { grade: 'deferred', category: plain });
    return done(up, actor('street_staff', streetId), 'sign');
  };
  const leader = actor('street_leader', streetId);
  const dueOfHolder = ({ ticket, clocks }: Whole) =>
    clocks.filter((clock) => isRunning(clock) && clock.orgId === ticket.holderOrg).map((clock) => clock.dueAt);
  const at = (rule: Parameters<typeof dueOf>[0]) => dueOf(rule, NOW, district.calendar).dueAt;

  test('says who sorts what comes in, by channel', () => {
    const { intake, rules } = district;
    for (const channel of ['mini_program', 'phone', 'transfer_12345', 'visit'] as const) {
      const whole = reported(channel);
      const wanted = (intake.byChannel[channel] ?? intake.default) === 'centre' ? centreId : communityId;
      expect([channel, whole.ticket.holderOrg, dueOfHolder(whole)]).toEqual([channel, wanted, [at(rules.triage)]]);
    }
  });

  test.each(dispatchable(district).map(({ id }) => id))(
    'gives a department the time of the difficulty %s',
    (difficulty) => {
      const sent = done(atStreet(), leader, 'dispatch', { lead: departmentId, assisting: [], difficulty });
      const whole = done(sent, department, 'accept', { answer: '好' });
      expect(whole.ticket.difficulty).toBe(difficulty);
      const { rule } = runsAs(district, difficulty);
      expect(dueOfHolder(whole)).toEqual([at(rule)]);
      expect(whole.clocks.at(-1)?.rule).toEqual({ kind: 'handle', rule, districtVersion: district.version });
    },
  );

  test('keeps the difficulties that are the leader’s from whoever dispatches, and never starts a clock without a date', () => {
    for (const difficulty of [
      ...district.difficulties.filter((one) => !hasOwnTime(one)).map(({ id }) => id),
      'unheard-of',
    ])
      expect(attempt(atStreet(), leader, 'dispatch', { lead: departmentId, assisting: [], difficulty })).toMatchObject({
        refused: 'INVALID_INPUT',
        fields: { difficulty: '请选择难度' },
      });
    for (const { id } of [...district.difficulties, { id: 'dropped' }])
      expect(hasOwnTime(runsAs(district, id))).toBe(true);
    for (const { id } of district.categories.values()) expect(hasOwnTime(startingDifficulty(district, id))).toBe(true);
    const whole = done(atStreet(), leader, 'dispatch', { lead: departmentId, assisting: [] });
    expect(whole.ticket.difficulty).toBe(startingDifficulty(district, plain).id);
  });

  test.each(district.scale.map(({ id }) => id))('counts the grade %s as it says', (grade) => {
    const handled = done(sorted(reported('mini_program')), desk, 'triage.handle', {
      grade: 'deferred',
      category: plain,
    });
    const resolved = done(handled, desk, 'resolve', { answer: '好了', photos: ['P'] });
    const whole = done(resolved, reporter, 'rate', { score: grade, tags: [] });
    const known = district.scale.find(({ id }) => id === grade);
    expect(whole.ticket).toMatchObject({ score: known?.countsAs, scoreGrade: grade });
    expect(whole.ticket.state).toBe(known?.countsAs === 'dissatisfied' ? 'community_handling' : 'closed');
    expect(scoreWords(district, known?.countsAs ?? 'fair', grade)).toBe(known?.name);
    expect(attempt(resolved, reporter, 'rate', { score: 'splendid' })).toMatchObject({
      fields: { score: '请选择评价' },
    });
  });

  test('lets the dispatch centre route and dispatch what it holds, and nobody else', () => {
    const [channel] = Object.entries(district.intake.byChannel).find(([, intake]) => intake === 'centre') ?? [];
    const held = reported(channel ?? '');
    expect(held.ticket.holderOrg).toBe(centreId);
    expect(nextActions(held, desk, NOW, district).map(({ action }) => action)).toEqual(['screen.hide']);
    const buttons = nextActions(held, centre, NOW, district).map(({ action }) => action);
    expect(buttons.sort()).toEqual(['dispatch', 'merge', 'record', 'route', 'supervise', 'transfer', 'triage.direct']);

    const down = done(held, centre, 'route', { to: 'community', category: plain, note: '请先去看' });
    expect(down.ticket).toMatchObject({ state: 'submitted', holderOrg: communityId, category: plain, grade: null });
    expect(dueOfHolder(down)).toEqual([at(district.rules.triage)]);
    const up = done(held, centre, 'route', { to: 'street', grade: 'urgent', category: plain });
    expect(up.ticket).toMatchObject({
      state: 'reported',
      holderOrg: streetId,
      grade: 'urgent',
      been: ['order', 'report'],
    });
    expect(dueOfHolder(up)).toEqual([at(district.rules.sign)]);

    const dispatch = { lead: departmentId, assisting: [] };
    expect(attempt(held, centre, 'dispatch', dispatch)).toMatchObject({ fields: { grade: '请选择急办或缓办' } });
    expect(attempt(held, centre, 'dispatch', { ...dispatch, grade: 'urgent' })).toMatchObject({
      fields: { category: '请选择分类' },
    });
    const away = done(held, centre, 'dispatch', { ...dispatch, grade: 'urgent', category: plain });
    expect(away.ticket).toMatchObject({ state: 'dispatched', leadOrg: departmentId, grade: 'urgent', category: plain });
    expect(dueOfHolder(away)).toEqual([at(district.rules.respond)]);
  });

  test('does not push down what a department alone is competent for', () => {
    const [channel] = Object.entries(district.intake.byChannel).find(([, intake]) => intake === 'centre') ?? [];
    const direct = [...district.categories.keys()].find((id) => competentUnit(district, id)?.direct);
    expect(attempt(reported(channel ?? ''), centre, 'route', { to: 'community', category: direct })).toMatchObject({
      refused: 'NOT_COMPETENT',
    });
  });

  test('speaks in its own words, and leaves the names of its organisations alone', () => {
    const say = speech(district);
    for (const { name: orgName } of district.orgs.values()) expect(say(`${orgName}办理`)).toBe(`${orgName}办理`);
    for (const [tier, word] of Object.entries(district.wording.plain)) {
      const method = { community: '退回社区', street: '街道自办', department: '派给部门' }[tier];
      if (method) expect(say(say(method))).toContain(word);
    }
    for (const words of Object.values(district.wording.states)) expect(say(words.staff)).toBe(words.staff);
    for (const role of Object.values(district.wording.roles)) expect(say(role)).toBe(role);
    expect(sentenceFor(atStreet().ticket, [], district)).toContain(district.orgs.get(streetId)?.name);
  });
});

test('a difficulty is said with its mode, and a scale with what it counts as', () => {
  const [simple] = districtOf('jiaozuo').difficulties;
  expect(difficultyWords(districtOf('jiaozuo'), simple?.id ?? '')).toBe('简单（立即办）');
  expect(difficultyWords(districtOf('demo'), 'general')).toBe('一般');
  expect(difficultyWords(districtOf('demo'), 'dropped')).toBe('dropped');
  expect(mappingWords(districtOf('demo').scale)).toBeNull();
  expect(mappingWords(districtOf('jiaozuo').scale)).toBe(
    '统计时，非常满意、满意计为满意；基本满意计为一般；不满意、非常不满意计为不满意。',
  );
  expect(districtOf('jiaozuo').scale.map(({ face }) => face)).toEqual([
    'delighted',
    'satisfied',
    'fair',
    'dissatisfied',
    'upset',
  ]);
});

test('the second district is of another shape than the first', () => {
  const [one, other] = [districtOf('demo'), districtOf('jiaozuo')];
  const shape = ({ difficulties, scale, calendar, settings, intake, rules }: typeof one) => ({
    difficulties: difficulties.length,
    grades: scale.length,
    hours: calendar.officeHours.flat().join(),
    cutoff: calendar.sameDayCutoff,
    prefix: settings.ticketPrefix,
    photos: settings.photos.perReport,
    phone: intake.byChannel.phone ?? intake.default,
    caps: rules.caps,
    backlog: settings.views.backlog,
  });
  for (const [line, value] of Object.entries(shape(one)))
    expect([line, shape(other)]).not.toEqual([line, { ...shape(other), [line]: value }]);
  expect([...other.categories.keys()].filter((id) => !one.categories.has(id)).length).toBeGreaterThan(10);
});

/** Files of the product, not of tests. */
function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const built = /[\\/](node_modules|dist|\.taro|\.swc)[\\/]/.test(file);
    if (entry.isFile() && !built && /\.(ts|tsx|scss|html)$/.test(entry.name) && !/\.(spec|e2e)\.tsx?$/.test(entry.name))
      yield file;
  }
}

test('no line of code names a district, its organisations, its people or its hours', () => {
  const told = DISTRICTS.flatMap((name) => {
    const { code, name: title, orgs, people, calendar, settings } = districtOf(name);
    const two = (n: number) => String(n).padStart(2, '0');
    const hours = calendar.officeHours
      .flat()
      .map((ms) => `'${two(Math.floor(ms / 3_600_000))}:${two((ms % 3_600_000) / 60_000)}'`);
    const names = [...orgs.values()].map((org) => org.name).filter((org) => [...org].length > 4);
    return [code, title, settings.phone, ...names, ...people.map((person) => person.name), ...hours];
  });
  const found: string[] = [];
  for (const folder of ['packages/shared/src', 'apps/server/src', 'apps/miniprogram/src'])
    for (const file of sources(path.join(ROOT, folder))) {
      // Comments show examples; what runs does not.
      const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      found.push(...told.filter((word) => code.includes(word)).map((word) => `${path.relative(ROOT, file)}: ${word}`));
    }
  expect(found).toEqual([]);
});

test('roles, tiers, channels and states are called what the district calls them', () => {
  // Where the method's own words are kept, and the document and the checks that speak of the method itself.
  const OWN = ['identity/roles.ts', 'org/tier.ts', 'ticket/status.ts', 'src/wording.ts', 'ticket/journey-document.ts'];
  const found: string[] = [];
  for (const folder of ['packages/shared/src', 'apps/server/src', 'apps/miniprogram/src'])
    for (const file of sources(path.join(ROOT, folder))) {
      const names =
        readFileSync(file, 'utf8').match(/\b(ROLE_WORDS|TIER_NAMES|CHANNEL_WORDS|(?<!_)STATE_WORDS)\b/g) ?? [];
      if (!OWN.some((own) => file.endsWith(own)))
        found.push(...names.map((word) => `${path.relative(ROOT, file)}: ${word}`));
    }
  expect(found).toEqual([]);
});
