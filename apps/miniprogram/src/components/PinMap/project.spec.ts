import { type LngLat, middleOf, projectionOf } from './project.ts';

const grid: LngLat[] = [
  [109.98, 27.1],
  [109.99, 27.1],
  [109.99, 27.115],
  [109.98, 27.115],
];

it('keeps every corner inside the picture, north up', () => {
  const { width, height, toPicture } = projectionOf([grid]);
  for (const [x, y] of grid.map(toPicture)) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(width);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(height);
  }
  expect(toPicture([109.985, 27.115])[1]).toBeLessThan(toPicture([109.985, 27.1])[1]);
});

it('comes back to the same place', () => {
  const { toPicture, toMap } = projectionOf([grid]);
  const [lng, lat] = toMap(...toPicture([109.9834, 27.1072]));
  expect(lng).toBeCloseTo(109.9834, 9);
  expect(lat).toBeCloseTo(27.1072, 9);
});

it('draws squares on the ground as squares', () => {
  const { toPicture } = projectionOf([grid]);
  const [x0, y0] = toPicture([109.98, 27.1]);
  const [x1] = toPicture([109.98 + 0.001 / Math.cos((27.1075 * Math.PI) / 180), 27.1]);
  const [, y1] = toPicture([109.98, 27.101]);
  expect(x1 - x0).toBeCloseTo(y0 - y1, 6);
});

it('finds the middle', () => {
  const [lng, lat] = middleOf(grid);
  expect(lng).toBeCloseTo(109.985, 9);
  expect(lat).toBeCloseTo(27.1075, 9);
});
