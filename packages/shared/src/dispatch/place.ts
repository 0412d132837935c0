/** Where a point falls: the grid whose polygon holds it, with its community and its street. */
import whichPolygon from 'which-polygon';
import type { District } from '../district/schema.ts';

export interface GridPlace {
  readonly gridId: string;
  readonly communityId: string;
  readonly streetId: string;
}

type Tree = Pick<District, 'orgs'>;
type Index = (point: readonly [number, number]) => GridPlace | null;

/** A district doesn't change while it is in use, so its index is built at the first question and kept as long as it. */
const indexes = new WeakMap<Tree['orgs'], Index>();

/** The grid at a point in GCJ-02, or null where the point lies in no grid of the district. */
export function placeToGrid(district: Tree, lng: number, lat: number): GridPlace | null {
  let index = indexes.get(district.orgs);
  if (!index) {
    index = indexOf(district);
    indexes.set(district.orgs, index);
  }
  return index([lng, lat]);
}

function indexOf(district: Tree): Index {
  const features = [...district.orgs.values()].flatMap((org) =>
    org.polygon && org.communityId !== undefined && org.streetId !== undefined
      ? [
          {
            type: 'Feature' as const,
            properties: { gridId: org.id, communityId: org.communityId, streetId: org.streetId },
            geometry: { type: 'Polygon' as const, coordinates: [org.polygon] },
          },
        ]
      : [],
  );
  return whichPolygon({ type: 'FeatureCollection', features });
}
