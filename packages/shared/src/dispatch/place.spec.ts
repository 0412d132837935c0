import fc from 'fast-check';
import { demoDistrict } from '../../../../test/support/demo-district.ts';
import { isInside } from '../district/polygons.ts';
import { orgsOfTier } from '../org/tree.ts';
import { competentUnit } from './catalogue.ts';
import { placeToGrid } from './place.ts';

const district = demoDistrict();
const grids = orgsOfTier(district, 'grid');

test('the centre of the district lies in a grid of 河滨路', () => {
  const [lng, lat] = district.settings.centre;
  expect(placeToGrid(district, lng, lat)).toEqual({ gridId: 'hbl-hbl-g2', communityId: 'hbl-hbl', streetId: 'hbl' });
});

test('a point outside the district is in no grid', () => {
  expect(placeToGrid(district, 116.397, 39.908)).toBeNull();
  expect(placeToGrid(district, 109.99, 27.5)).toBeNull();
});

test('every grid is found by the middle of its own outline', () => {
  for (const { id, polygon = [], communityId, streetId } of grids) {
    const corners = polygon.slice(1);
    const lng = corners.reduce((sum, [x]) => sum + x, 0) / corners.length;
    const lat = corners.reduce((sum, [, y]) => sum + y, 0) / corners.length;
    expect(placeToGrid(district, lng, lat)).toEqual({ gridId: id, communityId, streetId });
  }
});

test('every point inside the district belongs to exactly one grid, without gaps', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 109.962, max: 110.024, noNaN: true }),
      fc.double({ min: 27.0925, max: 27.1245, noNaN: true }),
      (lng, lat) => {
        const holding = grids.filter(({ polygon = [] }) => isInside(polygon, [lng, lat])).map(({ id }) => id);
        expect(holding).toHaveLength(1);
        expect(placeToGrid(district, lng, lat)?.gridId).toBe(holding[0]);
      },
    ),
    { numRuns: 2000 },
  );
});

test('two districts have their own index', () => {
  const orgs = new Map([...district.orgs].filter(([id]) => id.startsWith('yjl')));
  expect(placeToGrid({ orgs }, ...district.settings.centre)).toBeNull();
  expect(placeToGrid(district, ...district.settings.centre)).not.toBeNull();
});

test('the catalogue names the competent unit', () => {
  expect(competentUnit(district, 'street-light')).toEqual({ orgId: 'dept-urban', direct: true });
  expect(competentUnit(district, 'old-building')).toEqual({ orgId: 'dept-housing', direct: false });
  expect(competentUnit(district, 'rubbish')).toBeNull();
  expect(competentUnit(district, 'no-such-category')).toBeNull();
});
