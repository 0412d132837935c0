/** Flat drawing of a small area: degrees to the units of a picture, and back. North is up. */
export type LngLat = readonly [number, number];

interface Projection {
  width: number;
  height: number;
  toPicture(point: LngLat): [number, number];
  toMap(x: number, y: number): [number, number];
}

const WIDTH = 1000;
const MARGIN = 60;

/** Fits the outlines in a picture 1000 units wide. A degree of longitude is shorter than one of latitude, by the cosine. */
export function projectionOf(outlines: readonly (readonly LngLat[])[]): Projection {
  const points = outlines.flat();
  const lngs = points.map(([lng]) => lng);
  const lats = points.map(([, lat]) => lat);
  const west = Math.min(...lngs);
  const north = Math.max(...lats);
  const squeeze = Math.cos((((Math.min(...lats) + north) / 2) * Math.PI) / 180);
  const across = Math.max((Math.max(...lngs) - west) * squeeze, 1e-4);
  const down = Math.max(north - Math.min(...lats), 1e-4);
  const scale = (WIDTH - 2 * MARGIN) / Math.max(across, down * 0.8);
  return {
    width: WIDTH,
    height: Math.round(down * scale + 2 * MARGIN),
    toPicture: ([lng, lat]) => [
      MARGIN + (WIDTH - 2 * MARGIN - across * scale) / 2 + (lng - west) * squeeze * scale,
      MARGIN + (north - lat) * scale,
    ],
    toMap: (x, y) => [
      west + (x - MARGIN - (WIDTH - 2 * MARGIN - across * scale) / 2) / squeeze / scale,
      north - (y - MARGIN) / scale,
    ],
  };
}

/** The middle of an outline, for its name. */
export function middleOf(outline: readonly LngLat[]): LngLat {
  const sum = outline.reduce<[number, number]>(([x, y], [lng, lat]) => [x + lng, y + lat], [0, 0]);
  return [sum[0] / outline.length, sum[1] / outline.length];
}
