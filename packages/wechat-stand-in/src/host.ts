/** The three services behind one port, told apart by what their paths begin with. */
import { type Refusal, refusalBody, refuse } from './answer.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';
import { smsRefusalBody } from './sms/answer.ts';
import { sendSms } from './sms/send.ts';
import { refuseWecom, wecomRefusalBody } from './wecom/answer.ts';
import { WECOM_ENDPOINTS } from './wecom/endpoints.ts';

interface Host {
  readonly prefix: string;
  /** The endpoint of a path without the prefix. */
  endpoint(path: string): Endpoint | undefined;
  /** What it says to a token it doesn't know. */
  readonly badToken: number;
  /** The refusals that every endpoint shares. */
  refuse(errcode: number): Refusal;
  /** An error in the words of this service. */
  refusal(refusal: Refusal, path: string, now: number, ip: string): string;
}

const WECHAT: Host = {
  prefix: '',
  badToken: 40001,
  endpoint: (path) => ENDPOINTS.get(path),
  refuse,
  refusal: refusalBody,
};

const WECOM: Host = {
  prefix: '/wecom',
  badToken: 40014,
  endpoint: (path) => WECOM_ENDPOINTS.get(path),
  refuse: refuseWecom,
  refusal: (refusal, _path, now, ip) => wecomRefusalBody(refusal, now, ip),
};

/** Tencent Cloud's SMS has one address; what is asked stands in a header. */
const SMS: Host = {
  prefix: '/sms',
  badToken: 40001,
  endpoint: (path) => (path === '' || path === '/' ? sendSms : undefined),
  refuse,
  refusal: smsRefusalBody,
};

export function hostOf(pathname: string): Host {
  const named = [WECOM, SMS].find(({ prefix }) => pathname === prefix || pathname.startsWith(`${prefix}/`));
  return named ?? WECHAT;
}
