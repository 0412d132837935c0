import { demoDistrict } from '../../../../test/support/demo-district.ts';
import {
  childrenOf,
  communityOf,
  departments,
  dispatchCentre,
  isWithin,
  leadersInCharge,
  managerOf,
  orgOf,
  orgsOfTier,
  streetOf,
  supervisionOffice,
} from './tree.ts';

const district = demoDistrict();

test('ancestors are resolved', () => {
  expect(orgOf(district, 'hbl-hbl-g3')).toMatchObject({
    name: '河滨社区第三网格',
    parentId: 'hbl-hbl',
    communityId: 'hbl-hbl',
    streetId: 'hbl',
    districtId: 'hongjiang',
  });
  expect(streetOf(district, 'hbl-hbl-g3')?.name).toBe('河滨路街道');
  expect(streetOf(district, 'hbl')?.id).toBe('hbl');
  expect(streetOf(district, 'dept-urban')).toBeNull();
  expect(communityOf(district, 'hbl-hbl-g3')?.id).toBe('hbl-hbl');
  expect(communityOf(district, 'hbl')).toBeNull();
});

test("a department's section is found from the street it serves, but doesn't lie in it", () => {
  expect(streetOf(district, 'dept-urban-s-hbl')?.id).toBe('hbl');
  expect(isWithin(district, 'dept-urban-s-hbl', 'hbl')).toBe(false);
  expect(isWithin(district, 'dept-urban-s-hbl', 'dept-urban')).toBe(true);
});

test('an organisation is within itself and all above it', () => {
  for (const above of ['hbl-hbl-g3', 'hbl-hbl', 'hbl', 'hongjiang'])
    expect(isWithin(district, 'hbl-hbl-g3', above)).toBe(true);
  for (const other of ['hbl-mt', 'yjl', 'dept-urban']) expect(isWithin(district, 'hbl-hbl-g3', other)).toBe(false);
  expect(isWithin(district, 'nowhere', 'hongjiang')).toBe(false);
});

test('the next tier up approves', () => {
  const managers = [
    'hbl-hbl-g3',
    'hbl-hbl',
    'hbl-s-law',
    'hbl',
    'dept-urban',
    'dept-urban-s-hbl',
    'dispatch-centre',
    'hongjiang',
  ];
  expect(managers.map((id) => managerOf(district, id)?.id ?? null)).toEqual([
    'hbl-hbl',
    'hbl',
    'hbl',
    'dispatch-centre',
    'dispatch-centre',
    'dept-urban',
    'hongjiang',
    null,
  ]);
});

test('the tree is listed by tier and by parent', () => {
  expect(
    orgsOfTier(district, 'street')
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['河滨路街道', '沅江路街道', '新街街道', '高坡街街道', '横岩乡', '桂花园乡'].sort());
  expect(childrenOf(district, 'hbl-hbl').map(({ id }) => id)).toEqual(['hbl-hbl-g1', 'hbl-hbl-g2', 'hbl-hbl-g3']);
  expect(departments(district).length).toBeGreaterThanOrEqual(8);
  expect(dispatchCentre(district).id).toBe('dispatch-centre');
  expect(supervisionOffice(district).id).toBe('supervision');
});

test('every street and department has a leader in charge, and so has everything in them', () => {
  for (const org of [...orgsOfTier(district, 'street'), ...departments(district), ...orgsOfTier(district, 'grid')])
    expect(leadersInCharge(district, org.id)).toHaveLength(1);
  expect(leadersInCharge(district, 'hbl-mt-g1')).toEqual(['leader-1']);
});

test('an unknown id is an error, not a guess', () => {
  expect(() => orgOf(district, 'nowhere')).toThrow('no organisation nowhere');
  expect(() => dispatchCentre({ orgs: new Map() })).toThrow('no dispatch_centre');
});
