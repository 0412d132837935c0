import { FakeClock } from '../../../../test/support/clock.ts';
import { startServer, type TestServer } from '../../../../test/support/server.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('what goes wrong', () => {
  const clock = new FakeClock(Date.UTC(2026, 10, 24));
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ clock, env: { RATE_SIGN_IN: '20', RATE_WRITES: '5' } });
  });
  afterAll(() => server.close());
  beforeEach(() => clock.advance(60_000));

  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(`${server.url}/api/v1${path}`, init);
    return { status: response.status, headers: response.headers, body: (await response.json()) as object };
  };

  it.each<[string, string, RequestInit, number, string]>([
    ['a route that is not there', '/nowhere', {}, 404, 'NOT_FOUND'],
    ['no session', '/me', {}, 401, 'NOT_SIGNED_IN'],
    [
      'a token nobody gave out',
      '/me',
      { headers: { authorization: `Bearer ${'x'.repeat(43)}` } },
      401,
      'NOT_SIGNED_IN',
    ],
    ['broken JSON', '/sessions/demo', { method: 'POST', body: '{"person":', headers: JSON_TYPE }, 400, 'BAD_REQUEST'],
    ['no JSON at all', '/sessions/demo', { method: 'POST', body: '', headers: JSON_TYPE }, 400, 'BAD_REQUEST'],
    [
      'a poisoned prototype',
      '/sessions/demo',
      { method: 'POST', body: '{"__proto__":{"a":1}}', headers: JSON_TYPE },
      400,
      'BAD_REQUEST',
    ],
    ['no body', '/sessions/demo', { method: 'POST' }, 400, 'INVALID_INPUT'],
    [
      'another format',
      '/sessions/demo',
      { method: 'POST', body: '<a/>', headers: { 'content-type': 'text/xml' } },
      415,
      'UNSUPPORTED_FORMAT',
    ],
    [
      'too much of it',
      '/sessions/demo',
      { method: 'POST', body: JSON.stringify({ person: 'x'.repeat(300_000) }), headers: JSON_TYPE },
      413,
      'BODY_TOO_LARGE',
    ],
    [
      'a list for an object',
      '/sessions/demo',
      { method: 'POST', body: '[]', headers: JSON_TYPE },
      400,
      'INVALID_INPUT',
    ],
    [
      'somebody who is not there',
      '/sessions/demo',
      { method: 'POST', body: '{"person":"nobody"}', headers: JSON_TYPE },
      400,
      'INVALID_INPUT',
    ],
    [
      'WeChat out of reach',
      '/sessions/wechat',
      { method: 'POST', body: '{"code":"c"}', headers: JSON_TYPE },
      503,
      'WECHAT_UNAVAILABLE',
    ],
    ['a community that is not there', '/communities/nowhere', {}, 404, 'NOT_FOUND'],
    ['a bad query', '/place?lng=abc&lat=1', {}, 400, 'INVALID_INPUT'],
  ])('answers %s in the one shape', async (_, path, init, status, code) => {
    const reply = await send(path, init);
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({ code, message: expect.stringMatching(/\p{Script=Han}/u) });
    expect(reply.body).toHaveProperty('requestId', reply.headers.get('x-request-id'));
  });

  it('names every field, also those nobody asked for', async () => {
    const body = JSON.stringify({ person: 5, isAdmin: true, duties: [] });
    const reply = await send('/sessions/demo', { method: 'POST', body, headers: JSON_TYPE });
    expect(Object.keys((reply.body as { fields: object }).fields).sort()).toEqual(['duties', 'isAdmin', 'person']);
  });

  it('keeps a fitting request id of the caller and makes its own otherwise', async () => {
    const given = await send('/me', { headers: { 'x-request-id': 'trace-0123456789' } });
    expect(given.body).toMatchObject({ requestId: 'trace-0123456789' });
    const odd = await send('/me', { headers: { 'x-request-id': 'a b"c' } });
    expect(odd.body).toMatchObject({ requestId: expect.stringMatching(/^[\w-]{36}$/) });
  });

  it('counts sign-ins by address and says when to come back', async () => {
    const signIn = () => send('/sessions/demo', { method: 'POST', body: '{"person":"nobody"}', headers: JSON_TYPE });
    for (let i = 0; i < 20; i++) expect((await signIn()).status).toBe(400);
    const refused = await signIn();
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    clock.advance(60_000);
    expect((await signIn()).status).toBe(400);
  });

  it('counts writes by session, so that neighbours behind one address do not count against each other', async () => {
    const [one, other] = [await server.signIn('resident-1'), await server.signIn('resident-3')];
    const write = (who: typeof one) => who.put('/me/name', { name: '王大爷' });
    for (let i = 0; i < 5; i++) expect((await write(one)).status).toBe(200);
    expect(await write(one)).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
    expect((await write(other)).status).toBe(200);
    expect((await one.get('/me')).status).toBe(200);
  });
});
