/** Whoever leaves the roster is told nothing more as an employee, and WeChat is told that he is none (facts of the channels, G3). */

import { DutyEntity } from '../../apps/server/src/identity/duty.entity.ts';
import { PeopleQueries } from '../../apps/server/src/identity/people.queries.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { BindingEntity } from '../../apps/server/src/notify/binding.entity.ts';
import { LEAVING_SWEEP } from '../../apps/server/src/notify/leaving.sweep.ts';
import { startChannelHouse, WORKER } from '../support/channels.ts';

const UNBIND = '/wxa/business/unbinduserb2cauthinfo';

it.each(['sqlite', 'mariadb'] as const)(
  'ends the bindings of who has no duty left, and of nobody else, on %s',
  async (db) => {
    const house = await startChannelHouse({ database: db });
    const database = house.server.app.get(Database);
    const bound = async (id: string) =>
      (await database.read.findBy(BindingEntity, { personId: id })).map(({ channel }) => channel).sort();
    const sweep = () => house.server.app.get(Sweeps).runNow(LEAVING_SWEEP);
    const [worker, stays] = [await house.server.signIn(WORKER.key), await house.server.signIn('hbl-hbl-staff-1')];
    for (const person of [worker, stays]) await house.bindWecom(person);
    await house.bindEmployee(worker, WORKER.openid);
    await sweep();
    expect(await bound(worker.personId)).toEqual(['employee', 'wecom']);

    await database.write((tx) => tx.delete(DutyEntity, { personId: worker.personId }));
    expect([...(await house.server.app.get(PeopleQueries).withDuty([worker.personId, stays.personId]))]).toEqual([
      stays.personId,
    ]);
    house.standIn.fault({ kind: 'http', status: 502, match: { path: UNBIND }, times: 1 });
    await sweep();
    // WeChat was away: 用工关系 waits for the next round.
    expect(await bound(worker.personId)).toEqual(['employee']);
    await sweep();
    expect([await bound(worker.personId), await bound(stays.personId)]).toEqual([[], ['wecom']]);
    expect(house.standIn.calls(UNBIND).at(-1)?.body).toEqual({ openid_list: [WORKER.openid] });
    await house.close();
  },
);
