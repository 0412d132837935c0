/** Ways into 河滨社区, made fresh for tests that use one up with every call. */
import { randomUUID } from 'node:crypto';
import type { AddedEntries } from '@liudan/shared/entry/contract';
import { EntryGroupEntity } from '../../apps/server/src/entry/entry-group.entity.ts';
import { Clock } from '../../apps/server/src/kernel/clock.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Ids } from '../../apps/server/src/kernel/ids.ts';
import { insertRows } from '../../apps/server/src/kernel/rows.ts';
import type { Client } from './client.ts';
import type { TestServer } from './server.ts';

/** The code of a building that its staff have added. */
export async function buildingOf({ com }: Readonly<Record<'com', Client>>): Promise<string> {
  const asked = { community: 'hbl-hbl', kind: 'building', labels: [`${randomUUID().slice(0, 8)}栋`] };
  const reply = await com.post<AddedEntries>('/codes', asked);
  const code = reply.body.items?.[0]?.code;
  if (code === undefined) throw new Error(JSON.stringify(reply.body));
  return code;
}

/** A group that one of its members came from, waiting for the community's word. */
export async function groupOf({ app }: TestServer): Promise<string> {
  const id = app.get(Ids).next();
  const undecided = { state: 'proposed', confirmedAs: null, name: null, decidedBy: null, decidedAt: null } as const;
  const group = {
    id,
    groupHash: randomUUID(),
    communityId: 'hbl-hbl',
    code: '34679ACD',
    arrivals: 1,
    proposedAt: app.get(Clock).now(),
  };
  await app.get(Database).write((tx) => insertRows(tx, EntryGroupEntity, [{ ...group, ...undecided }]));
  return id;
}
