/** A wrong file is refused with its name, the path inside it, and what was expected. */
import { demoDistrict, demoFiles } from '../../../../test/support/demo-district.ts';
import type { Problem } from './files.ts';
import { parseDistrict } from './schema.ts';

type Files = Record<string, unknown>;

/** Sets, or with `undefined` takes away, what stands at a path of a file. */
function put(files: Files, file: string, path: (string | number)[], value: unknown): void {
  const last = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], files[file]);
  if (value === undefined) delete (holder as Record<string, unknown>)[last];
  else (holder as Record<string, unknown>)[last] = value;
}

function problemsAfter(...changes: [file: string, path: (string | number)[], value: unknown][]): Problem[] {
  const files = demoFiles();
  for (const [file, path, value] of changes) put(files, file, path, value);
  const read = parseDistrict(files);
  return 'problems' in read ? read.problems : [];
}

const D = 'district.yaml';
const O = 'orgs/hbl.yaml';
const R = 'orgs/district.yaml';
const P = 'people.yaml';
const C = 'categories.yaml';
const L = 'deadlines.yaml';
const Y = 'calendar/2026.yaml';
const T = 'templates.yaml';
const N = 'notices.yaml';
const S = 'rating.yaml';
const G = 'groups.yaml';
const OVER = 'calendar/overrides.yaml';
/** Rows of orgs/hbl.yaml: 0 the street, 1 and 2 its sections, 3 the community, 4 to 6 its grids. */
const square = (west: number, south: number) =>
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ].map(([x = 0, y = 0]) => [west + x * 0.001, south + y * 0.001]);

test('the demo district has no problem and is indexed', () => {
  expect(parseDistrict(demoFiles())).not.toHaveProperty('problems');
  const district = demoDistrict();
  expect(district).toMatchObject({ code: '431271', name: '洪江管理区', settings: { ticketPrefix: 'LD', demo: true } });
  expect(district.roots.map(({ id }) => id)).toEqual([
    'infrastructure',
    'livelihood',
    'environment',
    'dispute',
    'petition',
  ]);
  for (const { leaves } of district.roots) expect(leaves.length >= 4 && leaves.length <= 7).toBe(true);
  expect(district.categories.get('road-damage')).toMatchObject({ rootId: 'infrastructure', rootName: '基础建设类' });
  expect(district.rules.returnWindow).toEqual({ workingHours: 8 });
  expect(district.notices[0]?.publishedAt).toBe(Date.parse('2026-11-02T09:00:00+08:00'));
  expect(district.people.every(({ charge }) => Array.isArray(charge))).toBe(true);
});

describe('the shape of a file', () => {
  test.each<[string, [string, (string | number)[], unknown], string, RegExp]>([
    ['missing line', [D, ['phone'], undefined], 'phone', /^the line is missing; expected a text$/],
    ['unknown line', [D, ['fone'], '123'], '', /^no line "fone" is expected here$/],
    ['wrong code', [D, ['code'], '4312'], 'code', /^"4312" is here; expected a code of 6 digits$/],
    ['number for text', [D, ['code'], 431271], 'code', /^431271 is here; expected a text$/],
    ['another zone', [D, ['timezone'], 'UTC'], 'timezone', /"UTC" is here; expected Asia\/Shanghai/],
    ['latitude first', [D, ['centre'], [27.11, 109.99]], 'centre[1]', /109.99 is here; expected at most 90/],
    ['short privacy notice', [D, ['privacy', 'text'], '同意'], 'privacy.text', /expected at least 200 characters/],
    ['too many photos', [D, ['photos', 'perReport'], 20], 'photos.perReport', /20 is here; expected at most 9/],
    [
      'four templates for residents',
      [D, ['subscribe', 'resident'], ['rated', 'overdue', 'returned', 'assigned']],
      'subscribe.resident',
      /at most 3 entries/,
    ],
    [
      'unknown tier',
      [O, ['orgs', 0, 'tier'], 'town'],
      'orgs[0].tier',
      /"town" is here; expected one of district, dispatch_centre/,
    ],
    ['capital id', [O, ['orgs', 0, 'id'], 'HBL'], 'orgs[0].id', /"HBL" is here; expected a code of small letters/],
    [
      'point of one number',
      [O, ['orgs', 4, 'polygon', 0], [109.98]],
      'orgs[4].polygon[0]',
      /expected at least 2 entries/,
    ],
    [
      'unknown role',
      [P, ['people', 0, 'roles', 0, 'role'], 'boss'],
      'people[0].roles[0].role',
      /expected one of grid_worker/,
    ],
    ['short phone', [P, ['people', 0, 'phone'], '1390000'], 'people[0].phone', /a mobile number of 11 digits/],
    ['unknown root', [C, ['roots', 0, 'id'], 'other'], 'roots[0].id', /expected one of infrastructure/],
    [
      'yes for true',
      [C, ['roots', 0, 'leaves', 0, 'direct'], 'yes'],
      'roots[0].leaves[0].direct',
      /"yes" is here; expected true or false/,
    ],
    [
      'difficulty',
      [C, ['roots', 0, 'leaves', 0, 'difficulty'], 'easy'],
      'roots[0].leaves[0].difficulty',
      /"easy" is no difficulty of deadlines.yaml; expected one of general, hard, extreme/,
    ],
    ['no difficulty', [L, ['difficulties'], []], 'difficulties', /\[\] is here; expected at least 1 entries/],
    [
      'long difficulty',
      [L, ['difficulties', 2, 'id'], 'extremely-difficult'],
      'difficulties[2].id',
      /expected at most 16 characters/,
    ],
    [
      'difficulty set by the street',
      [L, ['difficulties', 2, 'rule'], { setBy: 'street' }],
      'difficulties[2].rule',
      /expected one of \{sameDay: true\}.*\{setBy: leader\}/,
    ],
    [
      'mode without a name',
      [L, ['difficulties', 0, 'mode'], { id: 'now' }],
      'difficulties[0].mode.name',
      /the line is missing/,
    ],
    ['handling rules of old', [L, ['rules', 'handle'], {}], 'rules', /^no line "handle" is expected here$/],
    [
      'score',
      [S, ['scale', 1, 'countsAs'], 'good'],
      'scale[1].countsAs',
      /expected one of satisfied, fair, dissatisfied/,
    ],
    ['face', [S, ['scale', 0, 'face'], 'angry'], 'scale[0].face', /expected one of delighted, satisfied/],
    [
      'one grade',
      [S, ['scale'], [{ id: 'good', name: '好', countsAs: 'satisfied', tags: ['好'] }]],
      'scale',
      /at least 2 entries/,
    ],
    ['score without reasons', [S, ['scale', 0, 'tags'], []], 'scale[0].tags', /at least 1 entries/],
    ['intake', [D, ['intake', 'default'], 'street'], 'intake.default', /expected one of community, centre/],
    ['channel', [D, ['intake', 'byChannel'], { fax: 'centre' }], 'intake.byChannel', /no line "fax" is expected here/],
    ['role', [D, ['wording'], { roles: { mayor: '区长' } }], 'wording.roles', /no line "mayor" is expected here/],
    [
      'half a state',
      [D, ['wording'], { states: { submitted: { staff: '待办' } } }],
      'wording.states.submitted.resident',
      /the line is missing/,
    ],
    ['view', [D, ['views', 'backlog'], 1], 'views.backlog', /1 is here; expected true or false/],
    ['no members', [G, ['groups', 0, 'members'], []], 'groups[0].members', /at least 1 entries/],
    [
      'three members',
      [G, ['groups', 0, 'members'], ['hbl-leader', 'hbl-staff-1', 'hbl-staff-2']],
      'groups[0].members',
      /at most 2 entries/,
    ],
    [
      'missing rule',
      [L, ['rules', 'sign'], undefined],
      'rules.sign',
      /^nothing is here; expected one of \{sameDay: true\}/,
    ],
    [
      'rule of two kinds',
      [L, ['rules', 'sign'], { hours: 1, workingDays: 1 }],
      'rules.sign',
      /expected one of \{sameDay: true\}/,
    ],
    ['half a working day', [L, ['rules', 'sign'], { workingDays: 0.5 }], 'rules.sign', /workingDays: 1 to 366/],
    ['time of day', [L, ['sameDayCutoff'], '25:00'], 'sameDayCutoff', /"25:00" is here; expected a time such as 08:30/],
    ['warning share', [L, ['warnAt'], 80], 'warnAt', /80 is here; expected less than 1/],
    ['date', [Y, ['daysOff', 0], '2026-02-30'], 'daysOff[0]', /expected a date such as/],
    ['missing notice kind', [T, ['notices', 'overdue'], undefined], 'notices.overdue', /the line is missing/],
    ['unknown notice kind', [T, ['notices', 'lost'], {}], 'notices', /no line "lost" is expected here/],
    ['unknown action', [T, ['answers', 'cheer'], { any: [] }], 'answers', /no line "cheer" is expected here/],
    ['empty reasons', [T, ['returnReasons'], []], 'returnReasons', /\[\] is here; expected at least 1 entries/],
    [
      'publishing time',
      [N, ['notices', 0, 'publishedAt'], 'today'],
      'notices[0].publishedAt',
      /a date and time such as/,
    ],
  ])('%s', (_, change, path, reason) => {
    expect(problemsAfter(change)).toEqual([{ file: change[0], path, reason: expect.stringMatching(reason) }]);
  });

  test('missing, empty and unknown files', () => {
    const { [L]: _, [Y]: __, ...files } = demoFiles();
    const read = parseDistrict({ ...files, 'cat.yaml': {}, [N]: null });
    expect('problems' in read && read.problems).toEqual([
      { file: L, path: '', reason: 'the file is missing' },
      { file: N, path: '', reason: 'null is here; expected a group of lines' },
      {
        file: 'cat.yaml',
        path: '',
        reason: expect.stringMatching(/no file of this name is expected; known are district.yaml/),
      },
      { file: 'calendar/', path: '', reason: expect.stringMatching(/at least one year/) },
    ]);
    const nothing = parseDistrict({});
    expect('problems' in nothing && nothing.problems.map(({ file }) => file)).toEqual([
      D,
      P,
      C,
      L,
      'rating.yaml',
      T,
      N,
      'orgs/',
      'calendar/',
    ]);
  });
});

describe('what only the whole district shows', () => {
  test.each<
    [string, [string, (string | number)[], unknown][], Problem | { file: string; path: string; reason: RegExp }]
  >([
    [
      'same id twice',
      [[O, ['orgs', 2, 'id'], 'hbl-s-law']],
      { file: O, path: 'orgs[2].id', reason: /"hbl-s-law" is the id of orgs\/hbl.yaml orgs\[1\] already/ },
    ],
    [
      'no such parent',
      [[O, ['orgs', 1, 'parent'], 'nowhere']],
      {
        file: O,
        path: 'orgs[1].parent',
        reason: /"nowhere" is no organisation; expected the id of a street or a department/,
      },
    ],
    [
      'parent of the wrong tier',
      [[O, ['orgs', 1, 'parent'], 'hbl-hbl']],
      { file: O, path: 'orgs[1].parent', reason: /"hbl-hbl" is a community; expected/ },
    ],
    [
      'district under a street',
      [[R, ['orgs', 0, 'parent'], 'hbl']],
      { file: R, path: 'orgs[0].parent', reason: /"hbl" is here; expected null for a district/ },
    ],
    [
      'community serves',
      [[O, ['orgs', 3, 'serves'], 'yjl']],
      { file: O, path: 'orgs[3].serves', reason: /only a department's section serves a street/ },
    ],
    [
      'serves no street',
      [[R, ['orgs', 19, 'serves'], 'hbl-hbl']],
      { file: R, path: 'orgs[19].serves', reason: /expected the id of a street/ },
    ],
    [
      'street with an outline',
      [[O, ['orgs', 0, 'polygon'], square(109, 27)]],
      { file: O, path: 'orgs[0].polygon', reason: /only grids are drawn/ },
    ],
    [
      'grid without one',
      [[O, ['orgs', 4, 'polygon'], undefined]],
      { file: O, path: 'orgs[4].polygon', reason: /every grid needs an outline/ },
    ],
    [
      'two points',
      [[O, ['orgs', 4, 'polygon'], square(109, 27).slice(0, 2)]],
      { file: O, path: 'orgs[4].polygon', reason: /2 points are here; a closed outline has at least 4/ },
    ],
    [
      'open outline',
      [[O, ['orgs', 4, 'polygon'], square(109, 27).slice(0, 4)]],
      { file: O, path: 'orgs[4].polygon', reason: /must repeat the first 109, 27/ },
    ],
    [
      'flat outline',
      [
        [
          O,
          ['orgs', 4, 'polygon'],
          [
            [109, 27],
            [109.1, 27],
            [109.2, 27],
            [109, 27],
          ],
        ],
      ],
      { file: O, path: 'orgs[4].polygon', reason: /encloses no area/ },
    ],
    [
      'outline like a bow',
      [
        [
          O,
          ['orgs', 4, 'polygon'],
          [
            [109, 27],
            [109.2, 27.2],
            [109.2, 27],
            [109, 27.1],
            [109, 27],
          ],
        ],
      ],
      { file: O, path: 'orgs[4].polygon', reason: /crosses itself near/ },
    ],
    [
      'overlap',
      [
        [O, ['orgs', 4, 'polygon'], square(109.987, 27.11)],
        [O, ['orgs', 5, 'polygon'], square(109.9865, 27.1105)],
      ],
      { file: O, path: 'orgs[5].polygon', reason: /overlaps the grid "hbl-hbl-g1" near 109.987/ },
    ],
    [
      'duty at the wrong tier',
      [[P, ['people', 0, 'roles', 0, 'org'], 'hbl']],
      {
        file: P,
        path: 'people[0].roles[0].org',
        reason: /"hbl" is a street; expected the id of a district for the role district_leader/,
      },
    ],
    [
      'duty nowhere',
      [[P, ['people', 2, 'roles', 0, 'org'], 'nowhere']],
      { file: P, path: 'people[2].roles[0].org', reason: /"nowhere" is no organisation/ },
    ],
    [
      'phone twice',
      [[P, ['people', 1, 'phone'], '13900000001']],
      { file: P, path: 'people[1].phone', reason: /is the phone of people\[0\] already/ },
    ],
    [
      'key of a resident twice',
      [[P, ['residents', 0, 'key'], 'leader-1']],
      { file: P, path: 'residents[0].key', reason: /"leader-1" is the key of people\[0\] already/ },
    ],
    [
      'in charge of a community',
      [
        [P, ['people', 0, 'charge', 0], 'hbl-hbl'],
        [P, ['people', 1, 'charge', 0], 'hbl'],
      ],
      {
        file: P,
        path: 'people[0].charge[0]',
        reason: /"hbl-hbl" is a community; expected the id of a street or a department/,
      },
    ],
    [
      'in charge without being a leader',
      [[P, ['people', 2, 'charge'], ['hbl']]],
      { file: P, path: 'people[2].charge[0]', reason: /"dispatch-1" is no district_leader/ },
    ],
    [
      'resident of a street',
      [[P, ['residents', 0, 'community'], 'hbl']],
      { file: P, path: 'residents[0].community', reason: /expected the id of a community/ },
    ],
    [
      'nobody on duty',
      [[P, ['people', 4, 'roles'], [{ role: 'operator', org: 'hongjiang' }]]],
      { file: R, path: 'orgs[2]', reason: /nobody in people.yaml holds a duty at "supervision"/ },
    ],
    [
      'no leader in charge',
      [[P, ['people', 0, 'charge', 0], 'yjl']],
      { file: O, path: 'orgs[0]', reason: /no district leader in people.yaml is in charge of "hbl"/ },
    ],
    [
      'root missing',
      [[C, ['roots', 4, 'id'], 'dispute']],
      { file: C, path: 'roots', reason: /the root "petition" is missing/ },
    ],
    [
      'leaf twice',
      [[C, ['roots', 0, 'leaves', 1, 'id'], 'road-damage']],
      { file: C, path: 'roots[0].leaves[1].id', reason: /"road-damage" stands here twice/ },
    ],
    [
      'unit is a street',
      [[C, ['roots', 0, 'leaves', 0, 'department'], 'hbl']],
      {
        file: C,
        path: 'roots[0].leaves[0].department',
        reason: /"hbl" is a street; expected the id of a department, or null/,
      },
    ],
    [
      'direct to nobody',
      [[C, ['roots', 0, 'leaves', 0, 'department'], null]],
      { file: C, path: 'roots[0].leaves[0].direct', reason: /without a department/ },
    ],
    [
      'closes before it opens',
      [[L, ['officeHours', 0], ['12:00', '08:30']]],
      { file: L, path: 'officeHours[0]', reason: /expected the opening before the closing/ },
    ],
    [
      'overlapping hours',
      [[L, ['officeHours', 1], ['11:00', '17:30']]],
      { file: L, path: 'officeHours[1]', reason: /in order and without overlap/ },
    ],
    [
      'year unlike its file',
      [[Y, ['year'], 2027]],
      { file: Y, path: 'year', reason: /2027 is here; expected the year in the file's name/ },
    ],
    [
      'covered until next year',
      [[Y, ['coveredUntil'], '2027-12-31']],
      { file: Y, path: 'coveredUntil', reason: /expected a date of the year 2026/ },
    ],
    [
      'a Saturday off',
      [[Y, ['daysOff', 0], '2026-01-03']],
      { file: Y, path: 'daysOff[0]', reason: /is a Saturday or Sunday, which is off anyway/ },
    ],
    [
      'a Monday made up',
      [[Y, ['makeUpDays', 0], '2026-01-05']],
      { file: Y, path: 'makeUpDays[0]', reason: /is a weekday; expected a Saturday or Sunday/ },
    ],
    ['day twice', [[Y, ['daysOff', 1], '2026-01-01']], { file: Y, path: 'daysOff[1]', reason: /stands here twice/ }],
    [
      'day after the end',
      [[Y, ['coveredUntil'], '2026-10-09']],
      { file: Y, path: 'makeUpDays[5]', reason: /lies after coveredUntil 2026-10-09/ },
    ],
    [
      'own day of another year',
      [[OVER, ['daysOff'], [{ date: '2027-03-01', reason: '区运会' }]]],
      { file: OVER, path: 'daysOff[0].date', reason: /expected a date of a year that has a calendar file: 2026/ },
    ],
    [
      'answer for no category',
      [[T, ['answers', 'accept', 'byCategory', 'ufo'], ['…']]],
      { file: T, path: 'answers.accept.byCategory.ufo', reason: /"ufo" is no category/ },
    ],
    [
      'answer with a placeholder',
      [[T, ['answers', 'accept', 'any', 0], '{unit}已接单']],
      { file: T, path: 'answers.accept', reason: /have no placeholders/ },
    ],
    [
      'unknown placeholder',
      [[T, ['notices', 'rated', 'body'], '{mood}']],
      {
        file: T,
        path: 'notices.rated.body',
        reason: /\{mood\} isn't known in a notice of the kind rated; expected one of \{id\} \{number\}/,
      },
    ],
    [
      'placeholder of another kind',
      [[T, ['notices', 'rated', 'body'], '{due}']],
      { file: T, path: 'notices.rated.body', reason: /\{due\} isn't known/ },
    ],
    [
      'long phrase',
      [[T, ['notices', 'rated', 'wechat', 'fields', 'phrase3'], '已经评价完成']],
      { file: T, path: 'notices.rated.wechat.fields.phrase3', reason: /expected at most 5 Chinese characters/ },
    ],
    [
      'long thing',
      [[T, ['notices', 'rated', 'wechat', 'fields', 'thing4'], '一'.repeat(21)]],
      { file: T, path: 'notices.rated.wechat.fields.thing4', reason: /at most 20 characters/ },
    ],
    [
      'Chinese in a code',
      [[T, ['notices', 'rated', 'wechat', 'fields', 'character_string1'], '单号{number}']],
      { file: T, path: 'notices.rated.wechat.fields.character_string1', reason: /no Chinese/ },
    ],
    [
      'text in a time',
      [[T, ['notices', 'rated', 'wechat', 'fields', 'time5'], '{summary}']],
      { file: T, path: 'notices.rated.wechat.fields.time5', reason: /\{summary\} can't stand in a time5 field/ },
    ],
    [
      'shared template, other fields',
      [[T, ['notices', 'withdrawn', 'wechat', 'fields', 'thing9'], '无']],
      { file: T, path: 'notices.withdrawn.wechat', reason: /expected the same type and fields/ },
    ],
    [
      'quiet hours that never end',
      [[D, ['notify', 'quietHours'], { from: '22:00', to: '22:00' }]],
      { file: D, path: 'notify.quietHours', reason: /expected two different times/ },
    ],
    [
      'what is urgent waiting longer',
      [[D, ['notify', 'acknowledgeMinutes', 'urgent'], 600]],
      { file: D, path: 'notify.acknowledgeMinutes.urgent', reason: /at most `normal`/ },
    ],
    [
      'a digest at night',
      [[D, ['notify', 'digestAt', 1], '23:30']],
      { file: D, path: 'notify.digestAt[1]', reason: /"23:30" lies in the quiet hours/ },
    ],
    [
      'digests out of order',
      [[D, ['notify', 'digestAt'], ['17:00', '11:30']]],
      { file: D, path: 'notify.digestAt[1]', reason: /expected the times in order/ },
    ],
    [
      'more employee messages than are wise',
      [[D, ['notify', 'employeePerHour'], 31]],
      { file: D, path: 'notify.employeePerHour', reason: /30/ },
    ],
    [
      'an urgent category nobody knows',
      [[D, ['notify', 'urgentCategories', 0], 'flood']],
      { file: D, path: 'notify.urgentCategories[0]', reason: /"flood" is no leaf of categories.yaml/ },
    ],
    [
      'a text message without a template',
      [
        [D, ['notify', 'smsFor', 'resident', 0], 'report_received'],
        [T, ['notices', 'report_received', 'sms'], undefined],
      ],
      { file: D, path: 'notify.smsFor.resident[0]', reason: /"report_received" has no sms template/ },
    ],
    [
      'a value of a text message that the notice does not have',
      [[T, ['notices', 'overdue', 'sms', 'params', 0], '{answer}{link}']],
      { file: T, path: 'notices.overdue.sms.params[0]', reason: /\{answer\} isn't known/ },
    ],
    [
      'an employee message with a wrong field',
      [[T, ['notices', 'digest', 'employee', 'fields', 'phrase3'], '消息汇总一下']],
      { file: T, path: 'notices.digest.employee.fields.phrase3', reason: /at most 5 Chinese characters/ },
    ],
    [
      'templates of two types in one popup',
      [[T, ['notices', 'report_received', 'wechat', 'type'], 'longterm']],
      { file: D, path: 'subscribe.resident', reason: /templates of both types/ },
    ],
    [
      'consent without template',
      [[T, ['notices', 'new_ticket', 'wechat'], undefined]],
      { file: D, path: 'subscribe.staff[0]', reason: /"new_ticket" has no wechat template/ },
    ],
    [
      'consent asked twice',
      [[D, ['subscribe', 'staff', 1], 'assigned']],
      { file: D, path: 'subscribe.staff[1]', reason: /is asked for in this popup already/ },
    ],
    [
      'a category of no difficulty',
      [[L, ['difficulties', 1, 'id'], 'harder']],
      {
        file: C,
        path: 'roots[0].leaves[4].difficulty',
        reason: /"hard" is no difficulty of deadlines.yaml; expected one of general, harder, extreme/,
      },
    ],
    [
      'a difficulty twice',
      [[L, ['difficulties', 1, 'id'], 'general']],
      { file: L, path: 'difficulties[1].id', reason: /"general" stands here twice; expected unique ids/ },
    ],
    [
      'no time but the leader’s',
      [0, 1, 2].map((at): [string, (string | number)[], unknown] => [
        L,
        ['difficulties', at, 'rule'],
        { setBy: 'leader' },
      ]),
      { file: L, path: 'difficulties', reason: /expected at least one with a time of its own/ },
    ],
    [
      'nobody can be satisfied',
      [[S, ['scale', 0, 'countsAs'], 'fair']],
      { file: S, path: 'scale', reason: /no grade counts as satisfied; expected at least one/ },
    ],
    [
      'the worst first',
      [
        [S, ['scale', 0, 'countsAs'], 'dissatisfied'],
        [S, ['scale', 2, 'countsAs'], 'satisfied'],
      ],
      {
        file: S,
        path: 'scale[1].countsAs',
        reason: /stands after one that counts as dissatisfied; expected the best first/,
      },
    ],
    [
      'a grade twice',
      [[S, ['scale', 1, 'id'], 'satisfied']],
      { file: S, path: 'scale[1].id', reason: /"satisfied" stands here twice/ },
    ],
    [
      'a group of a street',
      [[G, ['groups', 0, 'community'], 'hbl']],
      { file: G, path: 'groups[0].community', reason: /"hbl" is a street; expected the id of a community/ },
    ],
    [
      'a group in a foreign grid',
      [[G, ['groups', 0, 'grid'], 'hbl-mt-g1']],
      { file: G, path: 'groups[0].grid', reason: /"hbl-mt-g1" is no grid of "hbl-hbl"/ },
    ],
    [
      'a member nobody knows',
      [[G, ['groups', 0, 'members'], ['somebody']]],
      { file: G, path: 'groups[0].members[0]', reason: /"somebody" is nobody of people.yaml/ },
    ],
    [
      'a member twice',
      [[G, ['groups', 0, 'members'], ['hbl-leader', 'hbl-leader']]],
      { file: G, path: 'groups[0].members[1]', reason: /"hbl-leader" stands here twice/ },
    ],
    [
      'a group twice',
      [[G, ['groups', 1, 'id'], 'hbl-hbl-1']],
      { file: G, path: 'groups[1].id', reason: /"hbl-hbl-1" stands here twice/ },
    ],
    [
      'a leader nobody knows',
      [[D, ['leadingGroup', 0, 'person'], 'somebody']],
      { file: D, path: 'leadingGroup[0].person', reason: /"somebody" is nobody of people.yaml/ },
    ],
    [
      'notice of a department',
      [[N, ['notices', 0, 'org'], 'dept-urban']],
      {
        file: N,
        path: 'notices[0].org',
        reason: /"dept-urban" is a department; expected the id of a community or a street/,
      },
    ],
    [
      'notice twice',
      [[N, ['notices', 1, 'id'], 'how-to-order']],
      { file: N, path: 'notices[1].id', reason: /stands here twice/ },
    ],
    [
      'notice of no day',
      [[N, ['notices', 0, 'publishedAt'], '2026-02-30 09:00']],
      { file: N, path: 'notices[0].publishedAt', reason: /is no day of the calendar/ },
    ],
  ])('%s', (_, changes, { file, path, reason }) => {
    expect(problemsAfter(...changes)).toContainEqual({ file, path, reason: expect.stringMatching(reason) });
  });

  test('one of each office, and grids everywhere', () => {
    expect(problemsAfter([R, ['orgs', 2, 'tier'], 'department'], [R, ['orgs', 3, 'tier'], 'dispatch_centre'])).toEqual(
      expect.arrayContaining([
        { file: 'orgs/', path: '', reason: expect.stringMatching(/no organisation is a supervision_office/) },
        { file: R, path: 'orgs[3].tier', reason: expect.stringMatching(/"dept-urban" is a second dispatch_centre/) },
      ]),
    );
    expect(problemsAfter([O, ['orgs'], (demoFiles()[O] as { orgs: unknown[] }).orgs.slice(0, 1)])).toContainEqual({
      file: O,
      path: 'orgs[0].id',
      reason: '"hbl" has no community; a street needs at least one',
    });
  });

  test('years follow one another, and the own days of a district are laid over them', () => {
    const empty = { coveredUntil: '2028-12-31', daysOff: [], makeUpDays: [] };
    const gap = parseDistrict({ ...demoFiles(), 'calendar/2028.yaml': { year: 2028, ...empty } });
    expect('problems' in gap && gap.problems).toEqual([
      { file: Y, path: 'coveredUntil', reason: expect.stringMatching(/2027 to be the next/) },
    ]);
    const own = {
      daysOff: [
        { date: '2026-11-20', reason: '区庆' },
        { date: '2026-10-10', reason: '不调休' },
      ],
      makeUpDays: [
        { date: '2026-11-22', reason: '区庆补班' },
        { date: '2026-10-07', reason: '防汛' },
      ],
    };
    const read = parseDistrict({ ...demoFiles(), [OVER]: own });
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const works = (date: string) => read.district.calendar.isWorkingDay(date);
    expect(['2026-11-20', '2026-10-10', '2026-11-22', '2026-10-07'].map(works)).toEqual([false, false, true, true]);
  });
});
