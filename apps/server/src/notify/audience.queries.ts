/** The people behind each word of the audience table, at one moment of one ticket. */
import type { District } from '@liudan/shared/district/schema';
import type { Role } from '@liudan/shared/identity/roles';
import type { Who } from '@liudan/shared/notify/audience';
import { childrenOf, leadersInCharge, managerOf, supervisionOffice } from '@liudan/shared/org/tree';
import { Inject, Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { DISTRICT } from '../kernel/district.ts';
import { clockOf, holderOf, type Moment } from './notice.ts';

/** Who works at an organisation; grid workers are told by their grid or by name, never as a crowd. */
const STAFF: readonly Role[] = [
  'community_staff',
  'street_staff',
  'street_leader',
  'department_staff',
  'dispatch_staff',
];
const MANAGERS: readonly Role[] = ['street_leader', 'dispatch_staff'];

@Injectable()
export class AudienceQueries {
  constructor(
    private readonly people: PeopleQueries,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The ids of the people of one group, each once. */
  async idsOf(who: Who, moment: Moment): Promise<string[]> {
    const { event, before, after } = moment;
    const { ticket } = after;
    const changedParts = event.change.parts.filter((part) => part.kind === 'assisting');
    switch (who) {
      case 'reporter':
        return [await this.people.currentIdOf(ticket.reporterId)];
      case 'grid_workers':
        return this.at(ticket.holderOrg === ticket.communityId ? [ticket.gridId] : [], ['grid_worker']);
      case 'community_staff':
        return this.at([ticket.communityId], ['community_staff']);
      case 'street_staff':
        return this.at([ticket.streetId], ['street_staff', 'street_leader']);
      case 'lead_staff':
        return this.at([ticket.leadOrg ?? before.ticket.leadOrg], STAFF);
      case 'assisting_staff':
        return this.at(
          changedParts.map((part) => part.orgId),
          STAFF,
        );
      case 'holder_staff':
        return this.at([holderOf(moment)], STAFF);
      case 'assignee':
        return [ticket.assigneeId ?? before.ticket.assigneeId].filter((id) => id !== null);
      case 'handlers':
        return [...ticket.handlers];
      case 'duty_staff':
        return this.at(this.dutyOrgs(moment), STAFF);
      case 'followers':
        return after.followers.filter(({ leftAt }) => leftAt === null).map(({ personId }) => personId);
      case 'leaders_in_charge':
        return this.leaders([ticket.streetId, ticket.leadOrg, holderOf(moment)]);
      case 'overseers':
        if (!event.change.supervisions?.length) return [];
        return (await Promise.all([this.idsOf('leaders_in_charge', moment), this.idsOf('supervisors', moment)])).flat();
      case 'supervisors':
        return this.at([supervisionOffice(this.district).id], ['supervisor']);
      case 'managers_of_holder':
        return this.managers([holderOf(moment)]);
      case 'managers_of_duty':
        return this.managers(this.dutyOrgs(moment));
    }
  }

  /** The organisations whose clocks the event is about. */
  private dutyOrgs(moment: Moment): (string | null)[] {
    const running = moment.event.change.clocks.filter((clock) => clock.stoppedAt === null);
    return running.length > 0 ? running.map((clock) => clock.orgId) : [clockOf(moment)?.orgId ?? holderOf(moment)];
  }

  private async leaders(orgIds: readonly (string | null)[]): Promise<string[]> {
    const known = orgIds.filter((orgId) => orgId !== null && this.district.orgs.has(orgId)) as string[];
    const keys = known.flatMap((orgId) => leadersInCharge(this.district, orgId));
    return (await this.people.byRosterKeys([...new Set(keys)])).map(({ id }) => id);
  }

  /** One tier up, and the district's leaders in charge of a street or a department. */
  private async managers(orgIds: readonly (string | null)[]): Promise<string[]> {
    const known = orgIds.filter((orgId) => orgId !== null && this.district.orgs.has(orgId)) as string[];
    const up = known.map((orgId) => managerOf(this.district, orgId)?.id ?? null);
    const charged = known.filter((id) => this.district.orgs.get(id)?.tier !== 'community');
    const [managers, leaders] = await Promise.all([this.at(up, MANAGERS), this.leaders(charged)]);
    return [...new Set([...managers, ...leaders])];
  }

  /** People with one of the roles at the organisations or at a section of theirs. */
  async at(orgIds: readonly (string | null)[], roles: readonly Role[]): Promise<string[]> {
    const known = orgIds.filter((orgId) => orgId !== null && this.district.orgs.has(orgId)) as string[];
    const sections = known.flatMap((id) => childrenOf(this.district, id).filter((child) => child.tier === 'section'));
    const found = await this.people.staffAt([...known, ...sections.map((section) => section.id)], roles);
    return [...new Set(found.map((member) => member.personId))];
  }
}
