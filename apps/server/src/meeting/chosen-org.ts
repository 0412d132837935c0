import type { Named } from '@liudan/shared/contract';
import type { District } from '@liudan/shared/district/schema';
import { seatsOf } from '@liudan/shared/meeting/scope';
import type { MeetingKind } from '@liudan/shared/meeting/words';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';

export interface Chosen {
  readonly org: Named;
  /** All he may choose from, his own first. */
  readonly orgs: Named[];
  readonly hold: boolean;
}

/** The organisation a viewer asks for, or the first he may see; NOT_FOUND where there is none for him. */
export function chosenOrg(viewer: Viewer, kind: MeetingKind, asked: string | undefined, district: District): Chosen {
  const seats = seatsOf(viewer, kind, district);
  const seat = asked === undefined ? seats[0] : seats.find(({ orgId }) => orgId === asked);
  if (!seat) fail('NOT_FOUND');
  const named = (id: string): Named => ({ id, name: district.orgs.get(id)?.name ?? id });
  return {
    org: named(seat.orgId),
    orgs: seats.map(({ orgId }) => named(orgId)),
    hold: seat.seat === 'hold',
  };
}
