/** A photo's way: from the phone to the report, to those who may see it, and to nobody else. */
import type { Photo } from '@liudan/shared/media/contract';
import type { TicketView } from '@liudan/shared/ticket/contract';
import sharp from 'sharp';
import type { Client } from '../support/client.ts';
import { FakeClock } from '../support/clock.ts';
import { startServer, type TestServer } from '../support/server.ts';

const MINUTE = 60_000;

describe.each(['sqlite', 'mariadb'] as const)('photos, on %s', (database) => {
  const clock = new FakeClock(Date.UTC(2026, 10, 20, 1));
  let server: TestServer;
  let resident: Client;
  let neighbour: Client;
  let community: Client;
  let consent: string;
  beforeAll(async () => {
    server = await startServer({ database, clock });
    [resident, neighbour, community] = (await Promise.all(
      ['resident-1', 'resident-2', 'hbl-hbl-staff-1'].map((key) => server.signIn(key)),
    )) as [Client, Client, Client];
    consent = (await resident.get<{ privacy: { version: string } }>('/district')).body.privacy.version;
  }, 60_000);
  afterAll(() => server.close());

  const jpeg = (colour: string) =>
    sharp({ create: { width: 1200, height: 900, channels: 3, background: colour } })
      .jpeg()
      .toBuffer();
  const upload = async (person: Client, colour = '#884422') =>
    (await person.upload<Photo>('/media', await jpeg(colour))).body;
  const report = (person: Client, photos: string[]) =>
    person.post<{ id: string; code?: string }>('/tickets', {
      text: '楼道垃圾',
      place: { grid: 'hbl-hbl-g1' },
      consent,
      photos,
    });
  const look = async (address: string) => {
    const answer = await fetch(server.url + address);
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  };

  it('goes up, is shown with the report to the community, and runs out', async () => {
    const up = await upload(resident);
    const { body } = await report(resident, [up.id]);
    const page = await community.get<TicketView>(`/tickets/${body.id}`);
    const [shown] = page.body.ticket.photos;
    expect(shown).toMatchObject({ id: up.id, width: 1200, height: 900 });
    const seen = await look(shown?.url ?? '');
    expect([seen.status, seen.headers.get('content-type'), seen.headers.get('x-content-type-options')]).toEqual([
      200,
      'image/jpeg',
      'nosniff',
    ]);
    expect(seen.headers.get('cache-control')).toMatch(/^private, max-age=\d+, immutable$/);
    expect((await sharp(seen.bytes).metadata()).width).toBe(1200);
    expect((await sharp((await look(shown?.thumbUrl ?? '')).bytes).metadata()).width).toBe(320);
    clock.advance(21 * MINUTE);
    expect((await look(shown?.url ?? '')).status).toBe(404);
    const again = await community.get<TicketView>(`/tickets/${body.id}`);
    expect((await look(again.body.ticket.photos[0]?.url ?? '')).status).toBe(200);
  });

  it('belongs to who took it, and to one report', async () => {
    const up = await upload(resident);
    expect((await report(neighbour, [up.id])).body.code).toBe('INVALID_INPUT');
    expect((await report(resident, [up.id])).status).toBe(201);
    expect((await report(resident, [up.id])).body.code).toBe('MEDIA_ALREADY_ATTACHED');
  });

  it('goes to one report only, when two are sent at once', async () => {
    const up = await upload(resident);
    const answers = await Promise.all(Array.from({ length: 6 }, () => report(resident, [up.id])));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('is refused from nobody in particular, and in words when it is no photo', async () => {
    expect((await server.anybody.upload('/media', await jpeg('#000000'))).status).toBe(401);
    const zip = await resident.upload<{ code: string; message: string }>('/media', Buffer.from('PK\x03\x04 nothing'));
    expect([zip.status, zip.body.code, zip.body.message]).toEqual([
      415,
      'UNSUPPORTED_MEDIA',
      '只支持 JPG、PNG、WebP 格式的照片。',
    ]);
  });

  it('takes nine at once from one phone', async () => {
    const colours = Array.from({ length: 9 }, (_, count) => `#${count}${count}4466`);
    const up = await Promise.all(colours.map((colour) => upload(resident, colour)));
    expect(new Set(up.map((photo) => photo.id)).size).toBe(9);
    expect(
      (
        await report(
          resident,
          up.map((photo) => photo.id),
        )
      ).status,
    ).toBe(201);
  });
});
