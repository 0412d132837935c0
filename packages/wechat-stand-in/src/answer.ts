/**
 * What an endpoint may answer, and the error texts as the real service words them. A caller must branch on `errcode`
 * alone; the texts are exact all the same, because they end up in logs that people search.
 */
import { randomBytes } from 'node:crypto';

export interface Refusal {
  readonly kind: 'refusal';
  readonly errcode: number;
  readonly text: string;
}

/** `text` is the body as it goes over the wire: a message id is a 64-bit literal that no JSON serializer would keep. */
export interface Reply {
  readonly kind: 'reply';
  readonly text: string;
}

export interface Picture {
  readonly kind: 'picture';
  readonly bytes: Buffer;
  readonly type: 'image/png';
}

export type Answer = Refusal | Reply | Picture;

const TEXTS: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001:
    'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40004: 'invalid media type',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40066: 'invalid url',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used',
  40164: 'invalid ip',
  40165: 'invalid weapp pagepath',
  40169: 'invalid length for scene, or the data is not json string',
  40201: 'invalid url',
  40202: 'invalid action',
  40203: 'invalid check_operator',
  40212: 'invalid query',
  40226: 'code blocked',
  40256: 'invalid employee relation',
  40257: 'decode touser error',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  43104: 'openid is not of this appid',
  43107: 'subscribe message is banned',
  43108: 'concurrent messages to the same user',
  44002: 'empty post data',
  44004: 'empty content',
  44991: 'reach max api minute quota limit',
  44993: 'reach max daily limit of links',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit mustslower retry next minute',
  45015: 'response out of time limit or subscription is canceled',
  45047: 'out of response count limit',
  45168: 'keyword in blacklist',
  47001: 'data format error',
  47003: 'argument invalid!',
  48001: 'api unauthorized',
  48006: 'forbid to clear quota because of reaching the limit',
  50001: 'user unauthorized',
  61010: 'code is expired',
  76001: 'rid not found',
  76002: 'rid is error',
  76003: 'could not query this rid',
  76004: 'rid is expired',
  76021: 'cgi_path not found, please check',
  85079: 'miniprogram has no online release',
  85401: 'time limit between 1min and 30 days',
  87007: 'session_key is not existed or expired',
  87008: 'invalid sig_method',
  87009: 'invalid signature',
  87020: 'repeat limit',
  200012: 'the number of templates reaches the limit',
  200014: 'invalid tid',
  200016: 'invalid start',
  200017: 'invalid limit',
  200018: 'invalid ids',
  200020: 'invalid kidList',
  200021: 'invalid sceneDesc',
};

/** A refusal with the usual text of its code, or with the text given. The request id is added when it is sent. */
export function refuse(errcode: number, text: string = TEXTS[errcode] ?? 'system error'): Refusal {
  return { kind: 'refusal', errcode, text };
}

/** A success whose body is exactly these members: login and token answers carry no `errcode`. */
export function bare(body: object): Reply {
  return { kind: 'reply', text: JSON.stringify(body) };
}

/** A success with `errcode` 0 in front. */
export function ok(body: object = {}): Reply {
  return bare({ errcode: 0, errmsg: 'ok', ...body });
}

/** The id the real service puts at the end of every error text: unix seconds and two random words, 8 hex digits each. */
export function requestId(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `${seconds}-${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`;
}

/** The body of a refusal. `/sns/*` sets the request id off with a comma, everything else with a blank. */
export function refusalBody(refusal: Refusal, path: string, now: number): string {
  const gap = path.startsWith('/sns/') ? ', ' : ' ';
  return JSON.stringify({ errcode: refusal.errcode, errmsg: `${refusal.text}${gap}rid: ${requestId(now)}` });
}
