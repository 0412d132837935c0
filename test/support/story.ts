/** The cast of the demo district, and the acts a story is told in. */
import type { TicketView } from '@liudan/shared/ticket/contract';
import sharp from 'sharp';
import type { Client, Reply } from './client.ts';
import type { TestServer } from './server.ts';

/** Key on the roster of everybody who has a part in the stories. All of them belong to one street, but for the foreign ones. */
export const CAST = {
  resident: 'resident-1',
  neighbour: 'resident-2',
  gridWorker: 'hbl-hbl-g1-worker',
  community: 'hbl-hbl-staff-1',
  colleague: 'hbl-hbl-staff-2',
  street: 'hbl-staff-1',
  streetLeader: 'hbl-leader',
  urban: 'dept-urban-1',
  water: 'dept-water-1',
  centre: 'dispatch-1',
  leader: 'leader-1',
  supervisor: 'supervisor-1',
  operator: 'operator-1',
  foreignCommunity: 'xj-xm-staff-1',
  foreignStreet: 'xj-staff-1',
  foreignGridWorker: 'xj-xm-g1-worker',
  foreignDepartment: 'dept-market-1',
} as const;
export type Part = keyof typeof CAST;
export type Cast = Record<Part, Client>;

export async function signInAll(server: TestServer): Promise<Cast> {
  const entries = Object.entries(CAST).map(async ([part, key]) => [part, await server.signIn(key)] as const);
  return Object.fromEntries(await Promise.all(entries)) as Cast;
}

/** A small photograph, uploaded by this person; gives its id. */
export async function photoOf(person: Client, colour = '#557799'): Promise<string> {
  const bytes = await sharp({ create: { width: 640, height: 480, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
  const reply = await person.upload<{ id: string }>('/media', bytes);
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body.id;
}

export const page = async (person: Client, id: string): Promise<TicketView> => {
  const reply = await person.get<TicketView>(`/tickets/${id}`);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return reply.body;
};

/** One act on the version the person would see now. */
export async function attempt(
  person: Client,
  id: string,
  action: string,
  input: object = {},
): Promise<Reply<{ code?: string; message?: string }>> {
  const seen = await person.get<TicketView>(`/tickets/${id}`);
  return person.post(`/tickets/${id}/actions`, { action, version: seen.body.version ?? 0, ...input });
}

/** An act that has to succeed. */
export async function act(person: Client, id: string, action: string, input: object = {}): Promise<void> {
  const reply = await attempt(person, id, action, input);
  if (reply.status !== 200) throw new Error(`${action}: ${reply.status} ${JSON.stringify(reply.body)}`);
}

/** Category that needs no photo afterwards and that no department is alone competent for. */
export const NOISE = { grade: 'deferred', category: 'noise', answer: '已收到，今天就去看' } as const;

/** Brings a ticket from the community to the street's desk. */
export async function reportedUp({ community }: Cast, id: string): Promise<void> {
  await act(community, id, 'triage.report_up', { ...NOISE, reason: '需要部门执法' });
}

/** Brings a ticket to a department, with others assisting. */
export async function dispatched(cast: Cast, id: string, assisting: string[] = []): Promise<void> {
  await reportedUp(cast, id);
  await act(cast.street, id, 'sign');
  await act(cast.streetLeader, id, 'dispatch', { lead: 'dept-urban', assisting, difficulty: 'general' });
}

/** Brings a ticket to the point where its reporter may score it. */
export async function resolved(cast: Cast, id: string): Promise<void> {
  await dispatched(cast, id);
  await act(cast.urban, id, 'accept', { answer: '今天到场' });
  await act(cast.urban, id, 'resolve', { answer: '已经整改' });
}
