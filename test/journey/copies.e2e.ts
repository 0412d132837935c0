/** Acts, pages and lists read a copy of the ticket; where there is none, they say the same from the tables. */
import { DATA_SOURCES, type DataSources } from '../../apps/server/src/kernel/data-sources.ts';
import { ClockEntity } from '../../apps/server/src/ticket/clock.entity.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, type Cast, page, reportedUp, signInAll } from '../support/story.ts';

describe.each(['sqlite', 'mariadb'] as const)('a ticket without its copy on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  let tables: DataSources['writer'];
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
    tables = house.server.app.get<DataSources>(DATA_SOURCES).writer;
  });
  afterAll(() => house.close());

  const hasCopy = async (id: string) => {
    const [row] = await tables.query('SELECT whole FROM ticket WHERE id = ?', [id]);
    return row.whole !== null;
  };
  const takeAway = (id: string) => tables.query('UPDATE ticket SET whole = NULL WHERE id = ?', [id]);
  const reported = async () => {
    const { id } = await house.report(cast.resident, '路灯不亮');
    await reportedUp(cast, id);
    return id;
  };

  it('is shown and listed as before, and has one again after the next act', async () => {
    const id = await reported();
    const shown = async () => [await page(cast.street, id), (await cast.street.get('/tickets?view=inbox')).body];
    const before = await shown();
    expect(await hasCopy(id)).toBe(true);
    await takeAway(id);
    expect(await shown()).toEqual(before);
    await act(cast.street, id, 'sign');
    expect(await hasCopy(id)).toBe(true);
    expect((await verify(tables.manager)).faults).toEqual([]);
  });

  it('goes on without one where it would be too long for its column', async () => {
    const id = await reported();
    const [clock] = await tables.manager.findBy(ClockEntity, { ticketId: id });
    const rule = { ...clock?.rule, label: '很'.repeat(300) };
    const many = Array.from({ length: 80 }, (_, n) => ({ ...clock, id: `x.${n}`, rule, stoppedAt: clock?.dueAt }));
    for (const row of many) await tables.manager.insert(ClockEntity, row);
    await takeAway(id);
    await act(cast.street, id, 'sign');
    expect(await hasCopy(id)).toBe(false);
    await act(cast.street, id, 'resolve', { answer: '已经处理' });
    expect((await page(cast.street, id)).ticket.state).toBe('resolved');
  });
});
