import { toGcj02, wgs84ToGcj02 } from './coordinates.ts';

/** Metres between two points close to each other. */
function metres([lng1, lat1]: readonly number[], [lng2, lat2]: readonly number[]): number {
  const dLat = (lat2! - lat1!) * 111_320;
  const dLng = (lng2! - lng1!) * 111_320 * Math.cos((lat1! * Math.PI) / 180);
  return Math.hypot(dLat, dLng);
}

describe('coordinates', () => {
  // The pair that most open implementations of the formula are tested with (Beijing).
  it('moves Beijing as the published implementations do', () => {
    const [lng, lat] = wgs84ToGcj02(116.404, 39.915);
    expect(lng).toBeCloseTo(116.41024449916938, 9);
    expect(lat).toBeCloseTo(39.91640428150164, 9);
  });

  it('moves the demo district by some hundred metres', () => {
    const moved = metres([109.99, 27.11], wgs84ToGcj02(109.99, 27.11));
    expect(moved).toBeGreaterThan(100);
    expect(moved).toBeLessThan(900);
  });

  it('moves neighbouring points alike, so that a street keeps its shape', () => {
    const [a, b] = [wgs84ToGcj02(109.99, 27.11), wgs84ToGcj02(109.991, 27.11)];
    expect(metres(a, b)).toBeCloseTo(metres([109.99, 27.11], [109.991, 27.11]), -0.5);
  });

  it('leaves points outside China where they are', () => {
    expect(wgs84ToGcj02(139.767, 35.681)).toEqual([139.767, 35.681]);
    expect(wgs84ToGcj02(2.35, 48.86)).toEqual([2.35, 48.86]);
  });

  it('leaves a place that is in GCJ-02 already where it is', () => {
    expect(toGcj02({ lng: 109.99, lat: 27.11, system: 'gcj02' })).toEqual([109.99, 27.11]);
    expect(toGcj02({ lng: 109.99, lat: 27.11, system: 'wgs84' })).toEqual(wgs84ToGcj02(109.99, 27.11));
  });
});
