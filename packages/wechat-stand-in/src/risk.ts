/** `getuserriskrank`: what the platform thinks of a person, from 0 (nothing) to 4. */
import { bare, refuse } from './answer.ts';
import { type TokenEndpoint, textOf } from './endpoint.ts';

export const getUserRiskRank: TokenEndpoint = {
  path: '/wxa/getuserriskrank',
  method: 'POST',
  token: true,
  handle({ state, app, body }) {
    if (textOf(body, 'appid') !== app.appid) return refuse(40013);
    const user = state.users.get(textOf(body, 'openid'));
    if (!user || user.appid !== app.appid) return refuse(40003);
    if (body.scene !== 0 && body.scene !== 1 && body.scene !== 2) return refuse(40129);
    if (textOf(body, 'client_ip') === '') return refuse(40097);
    state.lastRiskId += 1;
    // The text and the misspelt member are the real ones.
    const answer = { errcode: 0, errmsg: 'getuserriskrank succ', risk_rank: user.risk, unoin_id: state.lastRiskId };
    return bare(answer);
  },
};
