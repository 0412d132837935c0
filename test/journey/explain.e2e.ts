/** The unreasonable wish and the unrated ticket, over HTTP on both databases (HJ-15, HJ-30). */
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, attempt, type Cast, page, resolved, signInAll } from '../support/story.ts';

const DAY = 24 * 3_600_000;

describe.each(['sqlite', 'mariadb'] as const)('what is not simply done, on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
  });
  afterAll(() => house.close());

  const unreasonable = async () => {
    const { id } = await house.report(cast.resident, '要求给我家单独修一条路');
    await act(cast.community, id, 'triage.unreasonable', {
      code: '没有政策依据',
      category: 'public-seat',
      policy: '某办法第三条',
      note: '不要给居民看',
    });
    return id;
  };
  const visit = () => ({
    visitedAt: new Date(house.clock.now() - 60_000).toISOString(),
    companion: 'hbl-staff-2',
    answer: '我们一起把政策讲了一遍',
  });

  it('is explained by two tiers, reviewed once at the wish of who did not understand, and told to him without the notes', async () => {
    const id = await unreasonable();
    expect((await attempt(cast.community, id, 'explain', { ...visit(), understood: 'yes' })).body.code).toBe(
      'ACTION_NOT_NOW',
    );
    await act(cast.street, id, 'explain.confirm');
    await act(cast.community, id, 'explain', { ...visit(), understood: 'no' });
    const told = await page(cast.resident, id);
    expect(told.ticket).toMatchObject({ state: 'closed', outcome: 'explained', sentence: '已归档（已解释）' });
    expect(told.nextActions.map((next) => next.action)).toEqual(['review']);
    expect(JSON.stringify(told)).not.toContain('不要给居民看');
    await house.tell();
    expect(JSON.stringify(await house.messages(cast.resident))).not.toContain('不要给居民看');
    await act(cast.resident, id, 'review', { reason: '没有讲清楚' });
    expect((await page(cast.street, id)).ticket).toMatchObject({ state: 'street_handling', returned: true });
    await house.tell();
    expect((await house.messages(cast.street))[0]).toMatchObject({ kind: 'review_asked' });
  });

  it('offers the reasons and the people of the district in its forms', async () => {
    const { id } = await house.report(cast.resident, '另一件');
    const forms = (await page(cast.community, id)).nextActions;
    const form = forms.find((next) => next.action === 'triage.unreasonable');
    expect(form?.options.code?.map((one) => one.value)).toEqual([...house.district.templates.unreasonableReasons]);
  });

  it('is closed as unrated by time, after the attempts that are on record', async () => {
    const { id } = await house.report(cast.resident, '夜里施工');
    await resolved(cast, id);
    const contact = { by: 'phone', at: new Date(house.clock.now()).toISOString() };
    expect((await attempt(cast.community, id, 'attempt', {})).body.code).toBe('INVALID_INPUT');
    await act(cast.community, id, 'attempt', { contact, note: '无人接听' });
    await act(cast.colleague, id, 'attempt', { contact });
    const friday = house.clock.now();
    house.clock.set(friday + 7 * DAY);
    await house.server.app.get(Sweeps).runNow('deadlines');
    expect((await page(cast.community, id)).ticket).toMatchObject({ state: 'closed', outcome: 'unrated', score: null });
    house.clock.set(friday);
  });

  it('is overdue like any other where nobody tried', async () => {
    const { id } = await house.report(cast.resident, '没有人回访的');
    await resolved(cast, id);
    const friday = house.clock.now();
    house.clock.set(friday + 7 * DAY);
    await house.server.app.get(Sweeps).runNow('deadlines');
    expect((await page(cast.community, id)).ticket).toMatchObject({ state: 'resolved', light: 'red' });
    house.clock.set(friday);
  });
});
