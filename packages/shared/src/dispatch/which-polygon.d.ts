declare module 'which-polygon' {
  interface Feature<P> {
    readonly type: 'Feature';
    readonly properties: P;
    readonly geometry: { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly number[])[])[] };
  }
  /** Builds an index; the query gives the properties of one polygon that holds the point, or null. */
  export default function whichPolygon<P>(collection: {
    readonly type: 'FeatureCollection';
    readonly features: readonly Feature<P>[];
  }): (point: readonly [number, number]) => P | null;
}
