/** Where a report lies: its pin in GCJ-02, and the grid, community and street it belongs to. */
import { toGcj02 } from '@liudan/shared/dispatch/coordinates';
import { placeToGrid } from '@liudan/shared/dispatch/place';
import type { District } from '@liudan/shared/district/schema';
import type { Ticket } from '@liudan/shared/ticket/facts';
import type { SubmitTicket } from '@liudan/shared/ticket/reporting/contract';
import { fail } from '../kernel/problem.ts';

type Place = SubmitTicket['place'];
export type Located = Pick<
  Ticket,
  'lng' | 'lat' | 'accuracyMetres' | 'address' | 'gridId' | 'communityId' | 'streetId'
>;

/**
 * Finds the grid of a report. What the reporter chose by hand wins over where the phone thinks it is.
 * Refuses PLACE_OUTSIDE for a pin outside the district with nothing chosen, INVALID_INPUT for a grid or community that isn't there.
 */
export function locate(place: Place, district: District): Located {
  const [lng, lat] = pinOf(place);
  const pin = { lng, lat, accuracyMetres: place.accuracyMetres ?? null, address: place.address || null };
  if (place.grid !== undefined) return { ...pin, ...areaOf('grid', place.grid, district) };
  const found = lng === null || lat === null ? null : placeToGrid(district, lng, lat);
  if (place.community !== undefined) {
    const area = areaOf('community', place.community, district);
    return { ...pin, ...area, gridId: found?.communityId === area.communityId ? found.gridId : null };
  }
  return found ? { ...pin, ...found } : fail('PLACE_OUTSIDE');
}

function pinOf({ lng, lat, system }: Place): readonly [number, number] | readonly [null, null] {
  if (lng === undefined || lat === undefined) return [null, null];
  return toGcj02({ lng, lat, system });
}

function areaOf(
  tier: 'grid' | 'community',
  orgId: string,
  district: District,
): Pick<Ticket, 'gridId' | 'communityId' | 'streetId'> {
  const org = district.orgs.get(orgId);
  if (org?.tier !== tier || org.communityId === undefined || org.streetId === undefined)
    fail('INVALID_INPUT', undefined, { [`place.${tier}`]: tier === 'grid' ? '没有这个网格' : '没有这个社区' });
  return { gridId: tier === 'grid' ? orgId : null, communityId: org.communityId, streetId: org.streetId };
}
