/** The commands about WeCom over HTTP. */
import * as ask from '../ask.ts';
import type { Rows } from '../rows.ts';
import { StandInError } from '../trouble.ts';
import type { AgentInput, MemberInput } from './corp.ts';

export const WECOM_ROWS: Rows = {
  'POST wecom/agents': ({ commands, body }) => commands.addAgent(agent(body)),
  'POST wecom/members': ({ commands, body }) => commands.addMember(member(body)),
  'POST wecom/members/remove': ({ commands, body }) =>
    commands.removeMember(ask.text(body, 'userid'), ask.optionalText(body, 'corpid')),
  'POST wecom/robots': ({ commands, body }) =>
    commands.addRobot({
      key: ask.text(body, 'key'),
      ...ask.given({ name: ask.optionalText(body, 'name'), corpid: ask.optionalText(body, 'corpid') }),
    }),
  'POST wecom/code': ({ commands, body }) => ({
    code: commands.wecomCode(ask.text(body, 'userid'), ask.optionalText(body, 'corpid')),
  }),
  'POST wecom/token/expire': ({ commands, body }) =>
    commands.spoilAgentTokens('expire', ask.optionalText(body, 'corpid')),
  'POST wecom/token/replace': ({ commands, body }) =>
    commands.spoilAgentTokens('replace', ask.optionalText(body, 'corpid')),
};

function agent(body: ask.Body): AgentInput {
  return {
    corpid: ask.text(body, 'corpid'),
    agentid: ask.number(body, 'agentid'),
    secret: ask.text(body, 'secret'),
    ...ask.given({
      name: ask.optionalText(body, 'name'),
      visible: ask.texts(body, 'visible'),
      trustedIps: ask.texts(body, 'trustedIps'),
      miniprograms: ask.texts(body, 'miniprograms'),
    }),
  };
}

function member(body: ask.Body): MemberInput {
  return {
    userid: ask.text(body, 'userid'),
    ...ask.given({
      corpid: ask.optionalText(body, 'corpid'),
      name: ask.optionalText(body, 'name'),
      mobile: ask.optionalText(body, 'mobile'),
      openid: ask.optionalText(body, 'openid'),
      departments: departments(body),
    }),
  };
}

function departments({ departments: given }: ask.Body): number[] | undefined {
  if (given === undefined) return undefined;
  if (Array.isArray(given) && given.every((entry) => typeof entry === 'number')) return given;
  throw new StandInError('departments must be a list of numbers');
}
