import fc from 'fast-check';
import { demoDistrict } from '../../../../test/support/demo-district.ts';
import type { Actor, Role } from '../identity/roles.ts';
import { CODE_LENGTH, codeIn, makeCode, readCode, SCENE_TEXT, sceneOf } from './code.ts';
import { arrivedFrom, isFromGroup } from './group.ts';
import { keepsWaysIn, standingOrgs, waysInOf } from './keepers.ts';
import { entranceWords, namesIn } from './kinds.ts';

const district = demoDistrict();
const somebody = (role: Role, org: string): Actor => ({ personId: 'x', duties: [{ role, org }] });

describe('a code', () => {
  const codes = fc
    .array(fc.nat(), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
    .map((drawn) => makeCode((below) => (drawn.shift() ?? 0) % below));

  it('fits into WeChat’s code, into a link and on paper, whatever is drawn', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(sceneOf(code)).toMatch(SCENE_TEXT);
        expect(code).not.toMatch(/[0O1IL2Z5S8BUV]/);
        expect(encodeURIComponent(code)).toBe(code);
        expect(readCode(` ${code.toLowerCase()} `)).toBe(code);
      }),
    );
  });

  it('is found in what the program was opened with, in each of the ways it comes', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (const query of [{ c: code }, { scene: sceneOf(code) }, { scene: encodeURIComponent(sceneOf(code)) }])
          expect(codeIn(query)).toBe(code);
      }),
    );
  });

  it.each([
    [{}],
    [{ c: '' }],
    [{ c: '34679AC' }],
    [{ c: '34679ACO' }],
    [{ scene: 'hbl-hbl' }],
    [{ scene: 'c=' }],
    [{ scene: '%E0%A4%A' }],
    [{ scene: "c='; drop" }],
  ])('is not found in %j', (query) => expect(codeIn(query)).toBeNull());
});

describe('the ways into a community', () => {
  it('are kept by its staff, its grid workers and its street', () => {
    const keeping = (role: Role, org: string) => waysInOf(somebody(role, org), district).map(({ id }) => id);
    expect(keeping('community_staff', 'hbl-hbl')).toEqual(['hbl-hbl']);
    expect(keeping('grid_worker', 'hbl-hbl-g2')).toEqual(['hbl-hbl']);
    const ofStreet = keeping('street_staff', 'hbl');
    expect(ofStreet).toContain('hbl-hbl');
    expect(ofStreet).toContain('hbl-mt');
    expect(ofStreet.every((id) => district.orgs.get(id)?.streetId === 'hbl')).toBe(true);
    expect(keeping('street_leader', 'hbl')).toEqual(ofStreet);
  });

  it.each([
    ['community_staff', 'hbl-mt'],
    ['grid_worker', 'hbl-mt-g1'],
    ['street_staff', 'xj'],
    ['department_staff', 'dept-urban'],
    ['district_leader', 'hongjiang'],
    ['operator', 'hongjiang'],
  ] as const)('are nothing to %s of %s', (role, org) =>
    expect(keepsWaysIn('hbl-hbl', somebody(role, org), district)).toBe(false),
  );

  it('stand by themselves for every community and every grid', () => {
    const orgs = standingOrgs(district);
    expect(new Set(orgs.map(({ tier }) => tier))).toEqual(new Set(['community', 'grid']));
    expect(orgs.map(({ id }) => id)).toEqual(expect.arrayContaining(['hbl-hbl', 'hbl-hbl-g1', 'ghy-cy-g2']));
  });

  it('are called so that the community is named once', () => {
    expect(entranceWords({ label: '3号楼', community: '河滨社区' })).toBe('河滨社区 3号楼');
    expect(entranceWords({ label: '河滨社区第一网格', community: '河滨社区' })).toBe('河滨社区第一网格');
  });

  it('are read from a pasted list, each name once', () => {
    expect(namesIn('1、3号楼\n2、 5号楼\n\n- 便民服务站；3号楼\n 12栋 ')).toEqual([
      '3号楼',
      '5号楼',
      '便民服务站',
      '12栋',
    ]);
    expect(namesIn('  \n；')).toEqual([]);
  });
});

describe('a group', () => {
  it.each([1008, 1044, 1158, 1160, 1185])('is where scene %d comes from', (scene) =>
    expect(isFromGroup(scene)).toBe(true),
  );
  it.each([undefined, 0, 1001, 1007, 1047])('is not where scene %s comes from', (scene) =>
    expect(isFromGroup(scene)).toBe(false),
  );

  it('is proposed to the community of the card, once', () => {
    expect(arrivedFrom([], 'a')).toEqual({ propose: 'a' });
    expect(arrivedFrom([{ communityId: 'a', state: 'proposed' }], 'a')).toBeNull();
    expect(arrivedFrom([{ communityId: 'a', state: 'refused' }], 'a')).toBeNull();
    expect(arrivedFrom([{ communityId: 'a', state: 'refused' }], 'b')).toEqual({ propose: 'b' });
    expect(arrivedFrom([], null)).toBeNull();
  });

  it('leads to the community that confirmed it, whatever card is opened in it', () => {
    const known = [
      { communityId: 'a', state: 'refused' },
      { communityId: 'b', state: 'confirmed' },
    ] as const;
    for (const card of ['a', 'b', 'c', null]) expect(arrivedFrom(known, card)).toEqual({ community: 'b' });
  });
});
