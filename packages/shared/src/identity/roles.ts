/**
 * Who may hold which duty, and at which tier.
 *
 * A duty is a role at one organisation. A person may hold several; a resident holds none.
 */
export const ROLES = [
  'grid_worker',
  'community_staff',
  'street_staff',
  'street_leader',
  'department_staff',
  'dispatch_staff',
  'district_leader',
  'supervisor',
  'operator',
] as const;

export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Record<Role, string> = {
  grid_worker: '网格员',
  community_staff: '社区工作人员',
  street_staff: '街道工作人员',
  street_leader: '街道领导',
  department_staff: '部门工作人员',
  dispatch_staff: '调度中心工作人员',
  district_leader: '区领导',
  supervisor: '督查室工作人员',
  operator: '系统管理员',
};

export interface Duty {
  role: Role;
  /** The id of the organisation the role is held at. */
  org: string;
}

/** The person who acts, as the rules see him: no name, no phone. */
export interface Actor {
  personId: string;
  duties: readonly Duty[];
  /** Ids that became this person: rows others made for him, before he came in himself. */
  formerly?: readonly string[];
  /** The streets and departments a district leader is in charge of; for everybody else none. */
  charge?: readonly string[];
}

/** The clock itself and other acts of the house have no person; they are told apart by this id. */
export const SYSTEM_ACTOR: Actor = { personId: 'system', duties: [] };
