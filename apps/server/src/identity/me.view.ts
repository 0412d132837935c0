import type { Named } from '@liudan/shared/contract';
import type { District } from '@liudan/shared/district/schema';
import type { Me } from '@liudan/shared/identity/contract';
import type { Duty } from '@liudan/shared/identity/roles';
import { maskPhone } from '@liudan/shared/ticket/visible';
import type { KnownPerson } from './people.queries.ts';

interface Known {
  readonly person: KnownPerson;
  readonly privacyVersion: string | null;
  readonly duties: readonly Duty[];
  readonly unreadMessages: number;
}

/** The person as he sees himself. */
export function meView(district: Pick<District, 'orgs' | 'wording'>, known: Known): Me {
  const { person } = known;
  return {
    id: person.id,
    kind: person.kind,
    name: person.name,
    phone: person.phone === null ? null : maskPhone(person.phone),
    duties: known.duties.map(({ role, org }) => ({
      role,
      roleWords: district.wording.roles[role],
      org: namedOrg(district, org) ?? { id: org, name: org },
    })),
    community: namedOrg(district, person.communityId),
    grid: namedOrg(district, person.gridId),
    privacyVersion: known.privacyVersion,
    unreadMessages: known.unreadMessages,
  };
}

/** Null also where the district no longer has the organisation a person was tied to. */
function namedOrg(district: Pick<District, 'orgs'>, orgId: string | null): Named | null {
  const org = orgId === null ? undefined : district.orgs.get(orgId);
  return org ? { id: org.id, name: org.name } : null;
}
