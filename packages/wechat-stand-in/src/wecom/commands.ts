/** What a test or a demo does with a corp of WeCom. A corp that isn't named is the one registered first. */
import type { Holder } from '../holder.ts';
import * as corp from './corp.ts';
import { spoilAgentTokens } from './token.ts';

export interface WecomCommands {
  addAgent(input: corp.AgentInput): corp.Agent;
  addMember(input: corp.MemberInput): corp.Member;
  removeMember(userid: string, corpid?: string): void;
  addRobot(input: corp.RobotInput): corp.Robot;
  /** The code a page or mini-program gets that this member opens inside WeCom. */
  wecomCode(userid: string, corpid?: string): string;
  spoilAgentTokens(how: 'expire' | 'replace', corpid?: string): void;
}

export function wecomCommands(holder: Holder): WecomCommands {
  return {
    addAgent: (input) => corp.addAgent(holder.state, input),
    addMember: (input) => corp.addMember(holder.state, input),
    removeMember: (userid, corpid) => corp.removeMember(holder.state, userid, corpid),
    addRobot: (input) => corp.addRobot(holder.state, input),
    wecomCode: (userid, corpid) => corp.wecomCode(holder.state, userid, corpid),
    spoilAgentTokens: (how, corpid) => spoilAgentTokens(corp.corpOf(holder.state, corpid), how, holder.state.now()),
  };
}
