import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type TestServer } from '../../../../test/support/server.ts';

describe('the HTTP server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liudan-h5-'));
  let server: TestServer;
  beforeAll(async () => {
    mkdirSync(join(folder, 'js'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>六单</title>');
    writeFileSync(join(folder, 'js', 'app.3f9a1c20.js'), 'console.log(1)');
    writeFileSync(join(folder, 'js', 'app.3f9a1c20.js.map'), '{}');
    writeFileSync(join(folder, '.env'), 'SECRET=1');
    server = await startServer({ env: { H5_DIR: folder, METRICS_TOKEN: 'a-token-of-the-metrics' } });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

  it('serves the H5 client: the page looked at afresh, hashed files kept for ever', async () => {
    const page = await get('/');
    expect(await page.text()).toContain('六单');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect((await get('/', { 'if-none-match': page.headers.get('etag') ?? '' })).status).toBe(304);
    const script = await get('/js/app.3f9a1c20.js');
    expect(await script.text()).toBe('console.log(1)');
    expect(script.headers.get('cache-control')).toMatch(/immutable/);
    expect(script.headers.get('content-encoding')).toBe('gzip');
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    const plain = await get('/js/app.3f9a1c20.js', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
  });

  it.each([
    '/.env',
    '/js',
    '/js/',
    '/js/app.3f9a1c20.js.map',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
    '/js/..%5c..%5c.env',
  ])('serves nothing else: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('sends the headers that keep a page from being turned against its reader', async () => {
    const { headers } = await get('/');
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-powered-by')).toBeNull();
    expect((await get('/api/v1/district')).headers.get('cache-control')).toBe('no-store');
  });

  it('describes every route of the API, with the shapes that come in and go out', async () => {
    const contract = await (await get('/api/openapi.json')).json();
    const { post } = contract.paths['/api/v1/sessions/demo'];
    expect(post.requestBody.content['application/json'].schema.properties.person.maxLength).toBe(60);
    expect(post.responses['201'].content['application/json'].schema.properties.accessToken.type).toBe('string');
    expect(Object.keys(contract.paths)).toEqual(
      expect.arrayContaining(['/api/v1/me', '/api/v1/tickets', '/api/v1/media']),
    );
    expect(Object.keys(contract.paths).filter((path) => !path.startsWith('/api/v1/'))).toEqual([]);
  });

  it('reads the description out on a page that needs no other server', async () => {
    const page = await (await get('/api/docs')).text();
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(files).toHaveLength(3);
    for (const file of files) expect((await get(file)).status).toBe(200);
  });

  it('says that it lives and is ready, and counts by route pattern', async () => {
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
    await get('/api/v1/communities/hbl-hbl');
    const figures = await (await get('/metrics')).text();
    expect(figures).toContain('http_request_seconds_count{method="GET",route="/api/v1/communities/:id",status="200"}');
    expect(figures).not.toContain('hbl-hbl');
  });

  it('shows its figures to this machine and to the holder of the token, not to who comes through a proxy', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.7' };
    expect((await get('/metrics', forwarded)).status).toBe(404);
    expect((await get('/metrics', { ...forwarded, authorization: 'Bearer wrong' })).status).toBe(404);
    const token = { ...forwarded, authorization: 'Bearer a-token-of-the-metrics' };
    expect((await get('/metrics', token)).status).toBe(200);
  });
});
