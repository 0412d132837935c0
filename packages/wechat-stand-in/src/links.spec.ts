import { APP, type Caller, START, startCaller } from '../test/caller.ts';

const LINK = '/wxa/generate_urllink';
const SCHEME = '/wxa/generatescheme';
const DAYS = 86_400;

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
  caller.standIn.addApp({ ...APP, pages: ['pages/ticket/index'] });
});
afterEach(() => caller.standIn.close());

const link = (more = {}) =>
  caller.send(LINK, {
    path: 'pages/ticket/index',
    query: 'id=1',
    expire_type: 1,
    expire_interval: 30,
    env_version: 'release',
    ...more,
  });

describe('a link', () => {
  it('is made for a text message', async () => {
    expect((await link()).json).toEqual({
      errcode: 0,
      errmsg: 'ok',
      url_link: expect.stringMatching(/^https:\/\/wxaurl\.cn\/\w{11}$/),
    });
  });

  it('is made for a browser', async () => {
    const jump_wxa = { path: '/pages/ticket/index', query: 'id=1', env_version: 'trial' };
    const { json } = await caller.send(SCHEME, {
      jump_wxa,
      is_expire: true,
      expire_type: 0,
      expire_time: START / 1000 + 60,
    });
    expect(json.openlink).toMatch(/^weixin:\/\/dl\/business\/\?t=\w{11}$/);
    expect((await caller.send(SCHEME, { jump_wxa: { path: 'pages/none' } })).json.errcode).toBe(40165);
  });

  it.each([
    [{ path: 'pages/none' }, 40165],
    [{ path: 'pages/ticket/index?id=1' }, 40165],
    [{ query: 'name=王' }, 40212],
    [{ query: 'x'.repeat(1025) }, 40212],
    [{ env_version: 'beta' }, 40097],
    [{ expire_interval: 31 }, 85401],
    [{ expire_interval: 0 }, 85401],
    [{ expire_type: 0, expire_time: START / 1000 + 59 }, 85401],
    [{ expire_type: 0, expire_time: START / 1000 + 30 * DAYS + 1 }, 85401],
  ])('with %j is refused', async (more, errcode) => {
    expect((await link(more)).json.errcode).toBe(errcode);
  });

  it('needs a released version, and has a number a day', async () => {
    caller.standIn.limits({ perDay: { [LINK]: 1 } });
    expect((await link()).json.errcode).toBe(0);
    expect((await link()).json.errcode).toBe(44993);
    caller.standIn.limits({ perDay: { [LINK]: 9 } });
    await caller.admin('POST', 'apps', { ...APP, released: false });
    expect((await link()).json.errcode).toBe(85079);
  });
});
