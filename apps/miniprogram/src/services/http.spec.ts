import { jest } from '@jest/globals';

interface Sent {
  url: string;
  method: string;
  header: Record<string, string>;
  data?: unknown;
}
const sent: Sent[] = [];
const kept = new Map<string, unknown>();
let answer: (request: Sent) => { statusCode: number; data: unknown };

// The outside world: WeChat. The tests run as the mini-program does, not as H5.
jest.unstable_mockModule('@tarojs/taro', () => ({
  default: {
    request: async (request: Sent) => {
      sent.push(request);
      return answer(request);
    },
    login: async () => ({ code: 'wx-code' }),
    getStorageSync: (key: string) => kept.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void kept.set(key, value),
    removeStorageSync: (key: string) => void kept.delete(key),
    getCurrentInstance: () => ({ router: { path: '/pages/home/index' } }),
  },
}));
Object.assign(globalThis, { API_BASE: 'http://api.test' });

const { request, queryText } = await import('./http.ts');
const { keepSession, dropSession, accessToken } = await import('./tokens.ts');
const { RequestProblem } = await import('./problem.ts');

const session = (accessToken: string) => ({
  accessToken,
  refreshToken: `refresh-of-${accessToken}`,
  expiresInSeconds: 900,
  me: { id: 'me' } as never,
});
const refused = { statusCode: 401, data: { code: 'NOT_SIGNED_IN', message: '登录已过期', requestId: 'r1' } };
const paths = () => sent.map(({ method, url }) => `${method} ${url.replace('http://api.test/api/v1', '')}`);

beforeEach(() => {
  sent.length = 0;
  dropSession();
});

it('signs in through WeChat at the first need, and not before', async () => {
  answer = ({ url }) => ({ statusCode: 200, data: url.endsWith('/sessions/wechat') ? session('one') : { ok: true } });
  await request('/district', { auth: 'none' });
  expect(paths()).toEqual(['GET /district']);
  await request('/me');
  expect(paths()).toEqual(['GET /district', 'POST /sessions/wechat', 'GET /me']);
  expect(sent[1]?.data).toEqual({ code: 'wx-code' });
  expect(sent[2]?.header.Authorization).toBe('Bearer one');
});

it('sends nothing of one person in the name of another', async () => {
  keepSession(session('one'), Date.now());
  answer = ({ url }) => ({ statusCode: 200, data: url.endsWith('/sessions/wechat') ? session('two') : { ok: true } });
  await expect(request('/tickets', { method: 'POST', as: 'somebody else' })).rejects.toMatchObject({
    problem: { code: 'STOPPED' },
  });
  dropSession();
  await expect(request('/tickets', { method: 'POST', as: 'somebody else' })).rejects.toBeInstanceOf(RequestProblem);
  expect(paths()).toEqual(['POST /sessions/wechat']);
  await request('/tickets', { method: 'POST', as: 'me' });
  expect(paths()).toContain('POST /tickets');
});

it('refreshes once for several refused requests, and sends each again under its own key', async () => {
  keepSession(session('old'), Date.now());
  answer = ({ url, header }) => {
    if (url.endsWith('/sessions/refresh')) return { statusCode: 200, data: session('new') };
    return header.Authorization === 'Bearer new' ? { statusCode: 201, data: { id: 't' } } : refused;
  };
  await Promise.all([request('/tickets', { method: 'POST', body: {}, key: 'K1' }), request('/messages')]);
  expect(paths().filter((path) => path === 'POST /sessions/refresh')).toHaveLength(1);
  const tries = sent.filter(({ url, method }) => method === 'POST' && url.endsWith('/tickets'));
  expect(tries.map(({ header }) => header['Idempotency-Key'])).toEqual(['K1', 'K1']);
  expect(accessToken()).toBe('new');
});

it('signs in again when the refresh is refused', async () => {
  keepSession(session('old'), Date.now());
  answer = ({ url, header }) => {
    if (url.endsWith('/sessions/wechat')) return { statusCode: 200, data: session('again') };
    return header.Authorization === 'Bearer again' ? { statusCode: 200, data: { ok: true } } : refused;
  };
  await expect(request('/me')).resolves.toEqual({ ok: true });
  expect(paths()).toEqual(['GET /me', 'POST /sessions/refresh', 'POST /sessions/wechat', 'GET /me']);
});

it('keeps the session when the line breaks during a refresh', async () => {
  keepSession(session('old'), Date.now());
  answer = ({ url }) => {
    if (url.endsWith('/sessions/refresh')) throw { errMsg: 'request:fail' };
    return refused;
  };
  await expect(request('/me')).rejects.toMatchObject({ problem: { code: 'OFFLINE', offline: true } });
  expect(accessToken()).toBe('old');
});

it.each([
  [{ errMsg: 'request:fail timeout' }, 'TIMEOUT'],
  [{ errMsg: 'request:fail connect refused' }, 'OFFLINE'],
])('tells a broken line (%j) as %s', async (error, code) => {
  answer = () => {
    throw error;
  };
  await expect(request('/district', { auth: 'none' })).rejects.toMatchObject({ problem: { code, status: 0 } });
});

it('hands on what the server refused, by code and field', async () => {
  const body = { code: 'INVALID_INPUT', message: '填写有误', fields: { text: '请填写' }, requestId: 'r9' };
  answer = () => ({ statusCode: 400, data: body });
  const failure = await request('/tickets', { auth: 'none' }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RequestProblem);
  expect(failure).toMatchObject({ problem: { ...body, status: 400 } });
});

it('has words for a gateway that answers with a page', async () => {
  answer = () => ({ statusCode: 502, data: '<html>bad gateway</html>' });
  await expect(request('/me', { auth: 'none' })).rejects.toMatchObject({
    problem: { code: 'UNAVAILABLE', status: 502 },
  });
});

it('writes a query without what is not given', () => {
  expect(queryText({ view: 'mine', after: null, q: '路灯', limit: 20, light: undefined })).toBe(
    '?view=mine&q=%E8%B7%AF%E7%81%AF&limit=20',
  );
});
