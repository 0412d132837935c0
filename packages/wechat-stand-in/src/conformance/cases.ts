/**
 * What the services answer, each with a real answer to hold it against. Nothing here changes anything: a case that
 * would be taken by the real service asks for something that it must refuse. So the same list can be put to the
 * stand-in and to the real hosts.
 */

export type HostName = 'wechat' | 'wecom' | 'sms';

export interface Case {
  readonly name: string;
  readonly host: HostName;
  /** `account` cases name the app, `secret` ones prove to be it, `token` ones come with a stable token of it. */
  readonly needs: 'nothing' | 'account' | 'secret' | 'token';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A whole answer as it was seen on the wire; what differs from call to call (ids, addresses) is left out of account. */
  readonly raw?: string;
  /** Where no whole answer is known: the code (one of several where two things are wrong), or the members there are. */
  readonly errcode?: number | readonly number[];
  readonly members?: readonly string[];
  /** The media type. */
  readonly type?: string;
}

const SEND = '/cgi-bin/message/subscribe/send';
const JSON_TYPE = 'application/json';
const INVALID_TOKEN =
  '{"errcode":40001,"errmsg":"invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r rid: 6aac0063-7ed08fb9-1250f724"}';

const grant = (more: object) => ({ grant_type: 'client_credential', appid: 'wx0', secret: 'x', ...more });

/** Nobody has to be known for these. */
const OPEN: readonly Case[] = [
  {
    name: 'a stable token is asked for with POST',
    host: 'wechat',
    needs: 'nothing',
    method: 'GET',
    path: '/cgi-bin/stable_token',
    errcode: 43002,
  },
  {
    name: 'a stable token of an app there is not',
    host: 'wechat',
    needs: 'nothing',
    method: 'POST',
    path: '/cgi-bin/stable_token',
    body: grant({}),
    raw: '{"errcode":40013,"errmsg":"invalid appid rid: 6aac0060-297a2899-4b3fff85"}',
    type: JSON_TYPE,
  },
  {
    name: 'a stable token of no app',
    host: 'wechat',
    needs: 'nothing',
    method: 'POST',
    path: '/cgi-bin/stable_token',
    body: grant({ appid: '' }),
    raw: '{"errcode":41002,"errmsg":"appid missing rid: 6663f975-5395f3e9-5d62b32f"}',
  },
  {
    name: 'an appid is looked at before the kind of grant',
    host: 'wechat',
    needs: 'nothing',
    method: 'POST',
    path: '/cgi-bin/stable_token',
    body: grant({ grant_type: 'x' }),
    errcode: 40013,
  },
  {
    name: 'a message without a token',
    host: 'wechat',
    needs: 'nothing',
    method: 'POST',
    path: SEND,
    body: {},
    raw: '{"errcode":41001,"errmsg":"access_token missing rid: 6aac0064-355b48ab-4c5b487e"}',
    type: JSON_TYPE,
  },
  {
    name: 'a message with a token of nobody, before its body is looked at',
    host: 'wechat',
    needs: 'nothing',
    method: 'POST',
    path: SEND,
    query: { access_token: 'nonsense' },
    body: 'nonsense',
    raw: INVALID_TOKEN,
  },
  {
    name: 'a customer service message with a token of nobody',
    host: 'wechat',
    needs: 'nothing',
    method: 'POST',
    path: '/cgi-bin/message/custom/send',
    query: { access_token: 'nonsense' },
    body: 'nonsense',
    raw: INVALID_TOKEN,
  },
  {
    name: 'a login at an app there is not, told as plain text and with a comma',
    host: 'wechat',
    needs: 'nothing',
    method: 'GET',
    path: '/sns/jscode2session',
    query: { appid: 'wx0', secret: 'x', js_code: 'x', grant_type: 'authorization_code' },
    raw: '{"errcode":40013,"errmsg":"invalid appid, rid: 6aac0060-297a2899-4b3fff85"}',
    type: 'text/plain',
  },
  {
    name: 'a WeCom token of a corp there is not',
    host: 'wecom',
    needs: 'nothing',
    method: 'GET',
    path: '/cgi-bin/gettoken',
    query: { corpid: 'nonsense', corpsecret: 'nonsense' },
    errcode: 40013,
  },
  {
    name: 'a WeCom message without a token',
    host: 'wecom',
    needs: 'nothing',
    method: 'POST',
    path: '/cgi-bin/message/send',
    body: {},
    errcode: 41001,
  },
  {
    name: 'a WeCom message with a token of nobody',
    host: 'wecom',
    needs: 'nothing',
    method: 'POST',
    path: '/cgi-bin/message/send',
    query: { access_token: 'nonsense' },
    body: {},
    errcode: 40014,
  },
  {
    name: 'a robot there is not',
    host: 'wecom',
    needs: 'nothing',
    method: 'POST',
    path: '/cgi-bin/webhook/send',
    query: { key: 'nonsense' },
    body: { msgtype: 'text', text: { content: 'x' } },
    errcode: 93000,
  },
  {
    name: 'a text message nobody signed',
    host: 'sms',
    needs: 'nothing',
    method: 'POST',
    path: '/',
    body: {},
    members: ['Response'],
  },
];

/** These need an app. None of them reaches a person. */
const OF_AN_APP: readonly Case[] = [
  {
    name: 'a stable token with a wrong secret',
    host: 'wechat',
    needs: 'account',
    method: 'POST',
    path: '/cgi-bin/stable_token',
    body: grant({ appid: undefined, secret: 'wrong' }),
    raw: '{"errcode":40125,"errmsg":"invalid appsecret rid: 63cf14c3-1af7da21-37efbc86"}',
  },
  {
    name: 'a stable token has two members and no errcode',
    host: 'wechat',
    needs: 'secret',
    method: 'POST',
    path: '/cgi-bin/stable_token',
    body: { grant_type: 'client_credential', force_refresh: false },
    members: ['access_token', 'expires_in'],
  },
  {
    name: 'a login with a code there is not',
    host: 'wechat',
    needs: 'secret',
    method: 'GET',
    path: '/sns/jscode2session',
    query: { js_code: 'nonsense', grant_type: 'authorization_code' },
    raw: '{"errcode":40029,"errmsg":"invalid code, rid: 6166f719-6cb5d09c-633ab469"}',
    type: 'text/plain',
  },
  ...withToken('a message to nobody, of no template', SEND, [40003, 40037], {
    touser: 'nonsense',
    template_id: 'nonsense',
    data: { thing1: { value: 'x' } },
  }),
  ...withToken('a message without a body', SEND, 44002, ''),
  ...withToken('a message whose body is no JSON', SEND, 47001, '{"touser":'),
  ...withToken('a phone number for a code there is not', '/wxa/business/getuserphonenumber', 40029, {
    code: 'nonsense',
  }),
  ...withToken('a code with a scene that is too long', '/wxa/getwxacodeunlimit', 40169, { scene: 'x'.repeat(33) }),
  ...withToken('the employees of nobody', '/wxa/business/unbinduserb2cauthinfo', 40097, { openid_list: [] }),
  ...withToken('a text of nobody', '/wxa/msg_sec_check', 40003, {
    openid: 'nonsense',
    scene: 2,
    version: 2,
    content: 'x',
  }),
  ...withToken('a call that never was', '/cgi-bin/openapi/rid/get', 76001, { rid: '00000000-00000000-00000000' }),
  {
    name: 'the addresses pushes come from',
    host: 'wechat',
    needs: 'token',
    method: 'GET',
    path: '/cgi-bin/getcallbackip',
    members: ['ip_list'],
  },
  {
    name: 'the templates of the account',
    host: 'wechat',
    needs: 'token',
    method: 'GET',
    path: '/wxaapi/newtmpl/gettemplate',
    members: ['errcode', 'errmsg', 'data'],
  },
  {
    name: 'what is left of a quota',
    host: 'wechat',
    needs: 'token',
    method: 'POST',
    path: '/cgi-bin/openapi/quota/get',
    body: { cgi_path: SEND },
    members: ['errcode', 'errmsg', 'quota'],
  },
];

function withToken(name: string, path: string, errcode: number | readonly number[], body: unknown): Case[] {
  return [{ name, host: 'wechat', needs: 'token', method: 'POST', path, body, errcode }];
}

export const CASES: readonly Case[] = [...OPEN, ...OF_AN_APP];
