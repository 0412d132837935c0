/**
 * Checks the outlines of grids. Borders may touch; interiors may not overlap, because a point would then belong to two
 * grids and two grid workers (division principle: seamless, without overlap).
 */
import type { LngLat, Ring } from '../org/tier.ts';

interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Samples per side of the box two outlines share; an overlap thinner than a 40th of it is let pass as drawing error. */
const SAMPLES = 40;

/** What is wrong with a ring by itself, or null. */
export function ringFault(ring: Ring): string | null {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || ring.length < 4) return `${ring.length} points are here; a closed outline has at least 4`;
  if (first[0] !== last[0] || first[1] !== last[1])
    return `the last point ${last.join(', ')} must repeat the first ${first.join(', ')} to close the outline`;
  if (Math.abs(area(ring)) < 1e-10) return 'the outline encloses no area';
  const edges = edgesOf(ring);
  for (const [i, a] of edges.entries())
    for (const b of edges.slice(i + 1)) if (cross(a, b)) return `the outline crosses itself near ${a[0].join(', ')}`;
  return null;
}

/** A point inside both rings, found by sampling the box they share; null where none is found. */
export function pointInBoth(a: Ring, b: Ring): LngLat | null {
  const [boxA, boxB] = [boxOf(a), boxOf(b)];
  const west = Math.max(boxA.west, boxB.west);
  const east = Math.min(boxA.east, boxB.east);
  const south = Math.max(boxA.south, boxB.south);
  const north = Math.min(boxA.north, boxB.north);
  if (west >= east || south >= north) return null;
  for (let i = 0; i < SAMPLES; i++)
    for (let j = 0; j < SAMPLES; j++) {
      // The odd offsets keep samples off the straight borders that neighbours share.
      const point: LngLat = [
        west + ((i + 0.4837) / SAMPLES) * (east - west),
        south + ((j + 0.5213) / SAMPLES) * (north - south),
      ];
      if (isInside(a, point) && isInside(b, point)) return point;
    }
  return null;
}

/** Ray casting; points exactly on the border fall to either side. */
export function isInside(ring: Ring, [lng, lat]: LngLat): boolean {
  let inside = false;
  for (const [[x1, y1], [x2, y2]] of edgesOf(ring))
    if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  return inside;
}

function edgesOf(ring: Ring): (readonly [LngLat, LngLat])[] {
  return ring.slice(1).map((point, index) => [ring[index] as LngLat, point]);
}

function boxOf(ring: Ring): Box {
  const lngs = ring.map(([lng]) => lng);
  const lats = ring.map(([, lat]) => lat);
  return { west: Math.min(...lngs), east: Math.max(...lngs), south: Math.min(...lats), north: Math.max(...lats) };
}

function area(ring: Ring): number {
  return edgesOf(ring).reduce((sum, [[x1, y1], [x2, y2]]) => sum + (x1 * y2 - x2 * y1) / 2, 0);
}

/** True where two edges cross at a point inside both of them; edges that share an end don't. */
function cross([a, b]: readonly [LngLat, LngLat], [c, d]: readonly [LngLat, LngLat]): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** On which side of the line a-b the point lies; differences too small for a map count as on the line. */
function side([ax, ay]: LngLat, [bx, by]: LngLat, [px, py]: LngLat): number {
  const value = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
  return Math.abs(value) < 1e-14 ? 0 : Math.sign(value);
}
