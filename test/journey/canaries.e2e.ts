/**
 * What is nobody's business stays where it belongs: every ticket carries words found nowhere else, and no list, search,
 * page, message, figure, log line or table shows them to who may not know them.
 */
import { DATA_SOURCES, type DataSources } from '../../apps/server/src/kernel/data-sources.ts';
import { PLACE_NAMES, type Planted, plant, SEES } from '../support/canaries.ts';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';

const PATIENCE = 60_000;

describe.each(['sqlite', 'mariadb'] as const)('nobody learns what is not his on %s', (database) => {
  let house: Noticed;
  let planted: Planted[];
  const log: string[] = [];
  const clients = new Map<string, Promise<Client>>();
  const person = (key: string): Promise<Client> => {
    const client = clients.get(key) ?? house.server.signIn(key);
    clients.set(key, client);
    return client;
  };
  beforeAll(async () => {
    const logTo = { write: (line: string) => void log.push(line) };
    house = await startNoticed({ database, logTo, env: { LOG_LEVEL: 'debug' } });
    for (const key of Object.keys(SEES)) house.standIn.addUser({ openid: `o_demo_${key}` });
    planted = await plant(house, person);
    await house.tell();
    await house.send();
  }, PATIENCE);
  afterAll(() => house.close(), PATIENCE);

  /** Everything that can be read without changing anything, as one text. */
  const everythingFor = async (client: Client): Promise<string> => {
    const words = planted.flatMap(({ open, internal, name, phone }) => [...open, ...internal, name, phone]);
    const paths = [
      ...['mine', 'inbox', 'all'].flatMap((view) => [
        `/tickets?view=${view}&limit=50`,
        `/tickets?view=${view}&returned=false&phase=open`,
        `/tickets?view=${view}&q=${encodeURIComponent('雀')}`,
      ]),
      ...words.map((word) => `/tickets?view=all&q=${encodeURIComponent(word)}`),
      ...PLACE_NAMES.flatMap((org) => [`/tickets?view=all&org=${org}`, `/communities/${org}`]),
      ...planted.map(({ id }) => `/tickets/${id}`),
      '/tickets/counts',
      '/messages?limit=50',
      '/deliveries?limit=50',
      '/district',
      '/demo/people',
      '/api/openapi.json',
      '/metrics',
    ];
    const replies = await Promise.all(paths.map((path) => client.get(path)));
    return replies.map(({ body }) => (typeof body === 'string' ? body : JSON.stringify(body))).join('\n');
  };
  const found = (text: string, words: readonly string[]) => words.filter((word) => text.includes(word));

  it.each(Object.keys(SEES))(
    'shows %s the words of his tickets, and no others',
    async (key) => {
      const text = await everythingFor(await person(key));
      for (const { at, reporter, open, internal, name, phone } of planted) {
        const sees = (SEES[key] ?? []).includes(at as never);
        expect([at, found(text, open)]).toEqual([at, sees ? open : []]);
        expect([at, found(text, internal)]).toEqual([at, sees && key !== reporter ? internal : []]);
        // The reporter reads his own name, and nobody reads a whole number.
        expect([at, found(text, [name, phone])]).toEqual([at, []]);
      }
    },
    PATIENCE,
  );

  it('shows a stranger none of them', async () => {
    const text = await everythingFor(house.server.anybody);
    expect(
      found(
        text,
        planted.flatMap(({ open, internal, name, phone }) => [...open, ...internal, name, phone]),
      ),
    ).toEqual([]);
  });

  it('tells everybody of himself, with the number masked', async () => {
    for (const { reporter, name, phone } of planted) {
      const { body } = await (await person(reporter)).get('/me');
      expect(body).toMatchObject({ name, phone: phone.replace(/(\d{3})\d{4}/, '$1****') });
      expect(JSON.stringify(body)).not.toContain(phone);
    }
  });

  it('gives the whole name and number to who handles the ticket and asks, and keeps that he did', async () => {
    const [mine] = planted;
    if (!mine) throw new Error('nothing was planted');
    const { name, phone } = mine;
    const look = async (key: string, { id }: Planted) => (await (await person(key)).post(`/tickets/${id}/reveal`)).body;
    expect(await look('dept-urban-1', mine)).toEqual({ name, phone });
    expect(await look('dept-water-1', mine)).toEqual({ name, phone });
    for (const key of ['hbl-leader', 'leader-1', 'resident-1', 'dept-market-1', 'operator-1'])
      expect(JSON.stringify(await look(key, mine))).not.toMatch(new RegExp(`${name}|${phone}`));
    for (const one of planted.slice(3)) expect(await look('dept-urban-1', one)).toMatchObject({ code: 'FORBIDDEN' });
    const sources = house.server.app.get<DataSources>(DATA_SOURCES);
    const [kept] = await sources.reader.query('SELECT COUNT(*) AS looks FROM look');
    expect(Number(kept.looks)).toBe(2);
  });

  it('writes none of it to the log, even where it logs everything', () => {
    expect(log.length).toBeGreaterThan(100);
    const text = log.join('');
    expect(
      found(
        text,
        planted.flatMap(({ open, internal, name, phone }) => [...open, ...internal, name, phone]),
      ),
    ).toEqual([]);
    expect(text.match(/雀|\?view|(?<![\w-])1[3-9]\d{9}(?![\w-])|Bearer|accessToken/g)).toBeNull();
  });

  it('keeps no name and no number in the clear in any column of any table', async () => {
    const { writer } = house.server.app.get<DataSources>(DATA_SOURCES);
    const people = [...house.district.people, ...house.district.residents, ...planted];
    const secrets = people.flatMap(({ name, phone }) => [name, phone]);
    let bytes = 0;
    for (const { tableName } of writer.entityMetadatas) {
      const rows = JSON.stringify(await writer.query(`SELECT * FROM ${writer.driver.escape(tableName)}`));
      bytes += rows.length;
      expect([tableName, found(rows, secrets)]).toEqual([tableName, []]);
    }
    expect(bytes).toBeGreaterThan(50_000);
  });
});
