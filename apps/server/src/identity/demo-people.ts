import type { District } from '@liudan/shared/district/schema';
import type { DemoPerson } from '@liudan/shared/identity/contract';

/** Everybody a demo district lets one be, with what each of them is there. */
export function demoPeopleOf({ residents, people, orgs, wording }: District): DemoPerson[] {
  const nameOf = (org: string) => orgs.get(org)?.name ?? '';
  return [
    ...residents.map(({ key, name, community }) => ({
      person: key,
      name,
      group: '居民',
      description: nameOf(community),
    })),
    ...people.map(({ key, name, roles }) => {
      const tier = orgs.get(roles[0]?.org ?? '')?.tier;
      const duties = roles.map(({ role, org }) => `${nameOf(org)} ${wording.roles[role]}`);
      return { person: key, name, group: tier ? wording.tiers[tier] : '其他', description: duties.join('、') };
    }),
  ];
}
