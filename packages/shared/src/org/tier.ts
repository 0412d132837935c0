/**
 * The tiers of the organisation tree and which tier may hang under which. The tree is one district; grids lie under
 * communities, communities under streets, and departments stand beside the streets (glossary: org, 组织).
 */
export const TIERS = [
  'district',
  'dispatch_centre',
  'supervision_office',
  'street',
  'community',
  'grid',
  'department',
  'section',
] as const;

export type Tier = (typeof TIERS)[number];

/** The tiers an organisation of a tier may have as its parent; the district is the root and has none. */
export const PARENT_TIERS: Readonly<Record<Tier, readonly Tier[]>> = {
  district: [],
  dispatch_centre: ['district'],
  supervision_office: ['district'],
  street: ['district'],
  community: ['street'],
  grid: ['community'],
  department: ['district'],
  section: ['street', 'department'],
};

/** What each tier is called on screen. */
export const TIER_NAMES: Readonly<Record<Tier, string>> = {
  district: '区',
  dispatch_centre: '调度中心',
  supervision_office: '督查室',
  street: '街道（乡）',
  community: '社区（村）',
  grid: '网格',
  department: '部门',
  section: '股室',
};

/** A point in GCJ-02: longitude, latitude, in degrees. */
export type LngLat = readonly [lng: number, lat: number];

/** A closed ring: its last point repeats its first. */
export type Ring = readonly LngLat[];

/** One node of the tree, with its ancestors resolved so that a lookup needs no walk. */
export interface Org {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly parentId: string | null;
  readonly phone?: string;
  /** Only grids are drawn; a community or a street is the union of the grids under it. */
  readonly polygon?: Ring;
  /** The community this organisation is or lies in. */
  readonly communityId?: string;
  /** The street this organisation is or lies in; for a department's section, the street it serves. */
  readonly streetId?: string;
  readonly districtId?: string;
}
