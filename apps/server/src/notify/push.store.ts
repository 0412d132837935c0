/** Rows of pushes, as others than their worker touch them. */
import type { EntityManager } from 'typeorm';
import { PushEntity } from './push.entity.ts';

/** How a push begins: nothing was tried, and nobody's act is waited for. Whose it is and when it is looked at first come with it. */
export const BEGUN = {
  asks: false,
  clockId: null,
  orgId: null,
  state: 'open',
  ended: null,
  leaderAt: null,
  turn: 0,
} as const satisfies Partial<PushEntity>;

/**
 * Something happened to a try: its push has to be looked at now. `reopen` also one that was thought to have arrived. The turn is raised,
 * so that a decision made on what was known before doesn't count.
 */
export async function wake(
  tx: EntityManager,
  { eventId, personId }: { eventId: string; personId: string },
  now: number,
  reopen = false,
): Promise<void> {
  const push = { eventId, personId };
  await tx
    .createQueryBuilder()
    .update(PushEntity)
    .set({ state: 'open', ended: null, nextAt: now, turn: () => 'turn + 1' })
    .where(
      reopen
        ? [
            { ...push, ended: 'sent' },
            { ...push, state: 'open' },
          ]
        : { ...push, state: 'open' },
    )
    .updateEntity(false)
    .execute();
}
