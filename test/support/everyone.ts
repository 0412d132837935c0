/** Everybody who may come to the server's door, by how they stand to a ticket of 河滨社区's first grid. */
import type { SessionView } from '@liudan/shared/identity/contract';
import { DutyEntity } from '../../apps/server/src/identity/duty.entity.ts';
import { PersonEntity } from '../../apps/server/src/identity/person.entity.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Client } from './client.ts';
import type { TestServer } from './server.ts';

/** Three letters each, in the order of the columns of the authorization matrix; those with a key are on the roster. */
const EVERYONE = {
  /** Nobody: no token. */
  ano: null,
  /** The community's own staff, after signing out. */
  out: 'hbl-hbl-staff-1',
  /** The street's own staff, whose account was disabled while the session lived. */
  off: 'hbl-staff-2',
  /** The community's own staff, whose duty was taken while the session lived. */
  tkn: 'hbl-hbl-staff-2',
  /** The reporter, and another resident of the community. */
  own: 'resident-1',
  res: 'resident-2',
  /** Grid workers: of the grid, of the community's other grid, of another street. */
  gri: 'hbl-hbl-g1-worker',
  ogr: 'hbl-hbl-g2-worker',
  fgr: 'xj-xm-g1-worker',
  /** Community staff: of the community, of another community of the street, of another street. */
  com: 'hbl-hbl-staff-1',
  oco: 'hbl-mt-staff-1',
  fco: 'xj-xm-staff-1',
  /** Street staff and street leaders: the ticket's, and another's. */
  str: 'hbl-staff-1',
  ldr: 'hbl-leader',
  fst: 'xj-staff-1',
  fld: 'xj-leader',
  /** Departments: leading, assisting, one that gave its part back, and one that was never asked. */
  led: 'dept-urban-1',
  ass: 'dept-water-1',
  ret: 'dept-ecology-1',
  fde: 'dept-market-1',
  /** The district: dispatch centre, leader, supervision, operator. */
  cen: 'dispatch-1',
  dld: 'leader-1',
  sup: 'supervisor-1',
  ope: 'operator-1',
} as const;
export type Who = keyof typeof EVERYONE;
export type People = Readonly<Record<Who, Client>>;
export const WHO = Object.keys(EVERYONE) as Who[];

/** A client that keeps the token of a session whatever becomes of it: it doesn't sign in again. */
const holding = (server: TestServer, session: SessionView): Promise<Client> =>
  new Client(server.url, async () => session).enter();

export async function everyone(server: TestServer): Promise<People> {
  const entries = WHO.map(async (who) => {
    const key = EVERYONE[who];
    if (key === null) return [who, server.anybody] as const;
    return [who, await holding(server, (await server.signIn(key)).current)] as const;
  });
  const people = Object.fromEntries(await Promise.all(entries)) as People;
  await people.out.del('/sessions/current');
  const database = server.app.get(Database);
  await database.write(async (tx) => {
    await tx.update(PersonEntity, { id: people.off.personId }, { disabledAt: Date.UTC(2026, 10, 20) });
    await tx.delete(DutyEntity, { personId: people.tkn.personId });
  });
  return people;
}
