/** HJ-16: WeChat is down for an hour while half a thousand reports come in; nothing is lost, and everybody gets his in order. */
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { CreditEntity } from '../../apps/server/src/notify/credit.entity.ts';
import { DeliveryEntity } from '../../apps/server/src/notify/delivery.entity.ts';
import { DELIVERIES_SWEEP, MESSAGES_SWEEP } from '../../apps/server/src/notify/notify.sweep.ts';
import { type ChannelHouse, HOUR, MINUTE, startChannelHouse } from '../support/channels.ts';
import { startServer, type TestServer } from '../support/server.ts';

const TICKETS = 500;
const GRIDS = ['hbl-hbl-g1', 'hbl-hbl-g2', 'hbl-hbl-g3', 'hbl-mt-g1', 'hbl-mt-g2'];

describe.each(['sqlite', 'mariadb'] as const)('an hour without WeChat on %s', (database) => {
  let house: ChannelHouse;
  let beside: TestServer | null = null;
  beforeAll(async () => {
    house = await startChannelHouse({ database });
    const { databaseUrl, dataDir } = house.server.env;
    if (databaseUrl) {
      // Two processes send at once where the database is a server.
      const env = { DATABASE_URL: databaseUrl };
      beside = await startServer({ clock: house.clock, standIn: house.standIn, dataDir, env });
      beside.app.get(Sweeps).byHand();
    }
  }, 60_000);
  afterAll(async () => {
    await beside?.close();
    await house.close();
  });

  const both = (sweep: string) =>
    Promise.all([house.server, beside].map((server) => server?.app.get(Sweeps).runNow(sweep)));
  const settle = async () => {
    await both(MESSAGES_SWEEP);
    await both(DELIVERIES_SWEEP);
  };

  it('catches up, each person in the order of what happened', async () => {
    const { district, clock, standIn, server } = house;
    const residents = await Promise.all(['resident-1', 'resident-2', 'resident-3'].map((key) => server.signIn(key)));
    const workers = await Promise.all(GRIDS.map((grid) => server.signIn(`${grid}-worker`)));
    const kinds = ['new_ticket', 'report_received'] as const;
    const templates = kinds.map((kind) => district.templates.notices[kind].wechat?.templateId ?? '');
    const people = [...residents, ...workers].map(({ personId }) => personId);
    await server.app.get(Database).write((tx) =>
      tx.insert(
        CreditEntity,
        people.flatMap((personId) =>
          templates.map((templateId) => ({ personId, templateId, count: TICKETS, updatedAt: clock.now() })),
        ),
      ),
    );
    const openids = [...['resident-1', 'resident-2', 'resident-3'], ...GRIDS.map((grid) => `${grid}-worker`)].map(
      (key) => `o_demo_${key}`,
    );
    for (const openid of openids)
      for (let count = 0; count < TICKETS; count++)
        standIn.subscribe(openid, Object.fromEntries(templates.map((id) => [id, 'accept' as const])));

    standIn.spoilTokens('stable', 'expire');
    standIn.fault({ kind: 'http', status: 502, match: { path: '*' } });
    const consent = district.settings.privacy.version;
    for (let count = 0; count < TICKETS; count++) {
      const body = { text: `第 ${count} 件`, place: { grid: GRIDS[count % GRIDS.length] }, consent };
      const reply = await residents[count % residents.length]?.post('/tickets', body);
      expect(reply?.status).toBe(201);
      clock.advance(HOUR / TICKETS);
      if (count % 50 === 49) await settle();
    }
    expect(standIn.messages()).toEqual([]);

    standIn.clearFaults();
    clock.advance(MINUTE);
    const began = performance.now();
    await settle();
    const seconds = (performance.now() - began) / 1000;
    // A receipt and a new ticket each: 1000 messages, one at a time for each of eight people.
    expect(standIn.messages()).toHaveLength(2 * TICKETS);
    expect(seconds).toBeLessThan(60);
    for (const openid of openids) {
      const numbers = standIn
        .messages({ openid })
        .map(({ fields }) => Number(/第 (\d+) 件/.exec(JSON.stringify(fields))?.[1]));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      expect(new Set(numbers).size).toBe(numbers.length);
    }
    const states = await server.app
      .get(Database)
      .read.find(DeliveryEntity, { select: { state: true }, where: { channel: 'subscribe' } });
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['sent']));
  }, 300_000);
});
