/** Who a member is: by the code of his WeCom, or by the number of his phone. */
import { randomBytes } from 'node:crypto';
import { type Answer, ok } from '../answer.ts';
import { type AgentEndpoint, type AgentRequest, textOf } from '../endpoint.ts';
import { randomText } from '../state.ts';
import { refuseWecom } from './answer.ts';
import { sees } from './corp.ts';

/** `GET /cgi-bin/auth/getuserinfo`: the member who opened a page inside WeCom. */
export const getUserInfo: AgentEndpoint = {
  path: '/cgi-bin/auth/getuserinfo',
  method: 'GET',
  token: 'agent',
  handle: (request) => byCode(request, 'code', (userid) => ({ userid, user_ticket: randomText(64) })),
};

/** `GET /cgi-bin/miniprogram/jscode2session`: the member who opened the linked mini-program inside WeCom. */
export const codeToMember: AgentEndpoint = {
  path: '/cgi-bin/miniprogram/jscode2session',
  method: 'GET',
  token: 'agent',
  handle: (request) =>
    byCode(request, 'js_code', (userid) => ({
      corpid: request.corp.corpid,
      userid,
      session_key: randomBytes(16).toString('base64'),
    })),
};

function byCode({ corp, query, state }: AgentRequest, name: string, answer: (userid: string) => object): Answer {
  const value = query.get(name) ?? '';
  const code = corp.codes.get(value);
  corp.codes.delete(value);
  if (!code || code.expiresAt <= state.now()) return refuseWecom(40029);
  return ok(answer(code.userid));
}

/** `POST /cgi-bin/user/getuserid`: the member with this number, if the application may see him. */
export const getUserid: AgentEndpoint = {
  path: '/cgi-bin/user/getuserid',
  method: 'POST',
  token: 'agent',
  handle({ corp, agent, body }) {
    const mobile = textOf(body, 'mobile');
    if (!/^\+?\d{5,20}$/.test(mobile)) return refuseWecom(40058);
    const member = [...corp.members.values()].find((candidate) => candidate.mobile === mobile);
    return member && sees(agent, member) ? ok({ userid: member.userid }) : refuseWecom(46004);
  },
};
