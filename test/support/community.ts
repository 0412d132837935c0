/** What stands on the page of 河滨社区, made fresh for tests that use one up with every call. */
import type { Client } from './client.ts';

/** A question, a notice and a look, as they are sent. */
export const POST = { text: '楼道灯谁来修？', consent: '2026-11' } as const;
export const NOTICE = { org: 'hbl-hbl', topic: 'works', title: '外墙维修', body: '请绕行' } as const;
export const LOOK = { seen: 'waiting', verdict: 'show' } as const;

/** Who asks, a neighbour, and the community's staff. */
type Three = Readonly<Record<'own' | 'res' | 'com', Client>>;

/** Sends what has to succeed, and gives the id of what came of it. */
export async function made(person: Client, path: string, body: object): Promise<string> {
  const reply = await person.post<{ id: string }>(path, body);
  if (reply.status >= 300) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.id;
}

/** A post that is `waiting` or `shown`. */
export async function postOf({ own, com }: Three, state: string): Promise<string> {
  const id = await made(own, '/communities/hbl-hbl/posts', POST);
  if (state === 'shown') await made(com, `/posts/${id}/look`, LOOK);
  return id;
}

/** A neighbour's comment that waits for a look. */
export const commentOf = async (three: Three): Promise<string> =>
  made(three.res, `/posts/${await postOf(three, 'shown')}/comments`, { text: '我也想知道' });

/** A notice that is `out` or `planned`. */
export const noticeOf = ({ com }: Three, state: string): Promise<string> =>
  made(com, '/notices', { ...NOTICE, ...(state === 'planned' ? { publishAt: '2026-11-30T00:00:00.000Z' } : {}) });
