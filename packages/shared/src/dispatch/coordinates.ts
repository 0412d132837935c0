/**
 * The two systems of coordinates a place may come in, and the way between them.
 *
 * Maps published in China, WeChat's among them, are drawn in GCJ-02, which moves every point of WGS-84 (what satellites
 * and browsers give) by some hundred metres. The formula was never published; this is the commonly used one, good to
 * a few metres, on the Krasovsky ellipsoid. A district's grids are kept in GCJ-02.
 */
export const PLACED_SYSTEMS = ['gcj02', 'wgs84'] as const;
export type PlacedSystem = (typeof PLACED_SYSTEMS)[number];

type LngLat = [lng: number, lat: number];

const SEMI_MAJOR_METRES = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;
const RADIAN = Math.PI / 180;

/** A place of either system in GCJ-02, in degrees. */
export function toGcj02(place: { readonly lng: number; readonly lat: number; readonly system: PlacedSystem }): LngLat {
  const { lng, lat, system } = place;
  return system === 'wgs84' ? wgs84ToGcj02(lng, lat) : [lng, lat];
}

/** WGS-84 to GCJ-02, in degrees; a point outside China is given back as it came, because it isn't moved there. */
export function wgs84ToGcj02(lng: number, lat: number): LngLat {
  if (!isInChina(lng, lat)) return [lng, lat];
  const [dLng, dLat] = offset(lng, lat);
  return [lng + dLng, lat + dLat];
}

/** The box inside which points are moved, as the common formula draws it. */
const isInChina = (lng: number, lat: number) => lng >= 72.004 && lng <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;

/** How far a point is moved, in degrees. */
function offset(lng: number, lat: number): LngLat {
  const x = lng - 105;
  const y = lat - 35;
  const sine = Math.sin(lat * RADIAN);
  const flattening = 1 - ECCENTRICITY_SQUARED * sine * sine;
  const root = Math.sqrt(flattening);
  const meridian = (SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED)) / (flattening * root);
  const parallel = (SEMI_MAJOR_METRES / root) * Math.cos(lat * RADIAN);
  return [eastMetres(x, y) / (parallel * RADIAN), northMetres(x, y) / (meridian * RADIAN)];
}

function eastMetres(x: number, y: number): number {
  const plain = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  const long = 20 * wave(x) + 40 * wave(x / 3) + 150 * wave(x / 12) + 300 * wave(x / 30);
  return plain + (2 / 3) * (ripples(x) + long);
}

function northMetres(x: number, y: number): number {
  const plain = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  const long = 20 * wave(y) + 40 * wave(y / 3) + 160 * wave(y / 12) + 320 * wave(y / 30);
  return plain + (2 / 3) * (ripples(x) + long);
}

const wave = (t: number) => Math.sin(t * Math.PI);
const ripples = (x: number) => 20 * wave(6 * x) + 20 * wave(2 * x);
