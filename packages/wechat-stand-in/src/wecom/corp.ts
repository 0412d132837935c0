/** A corp of WeCom as a test or a demo sets it up: its agents, its members and the robots of its groups. */
import { MINUTE, randomText, type State } from '../state.ts';
import { StandInError } from '../trouble.ts';
import { ownerOfNumber } from '../world.ts';

/** An application of the corp; each has a secret, tokens and a range of its own. */
export interface Agent {
  agentid: number;
  secret: string;
  name: string;
  /** Ids of the members who may see it; null for everybody. */
  visible: string[] | null;
  /** Addresses it may be called from; null for any. */
  trustedIps: string[] | null;
  /** Mini-programs linked to it. */
  miniprograms: string[];
}

export interface Member {
  userid: string;
  name: string;
  mobile: string | null;
  departments: number[];
  /** The same person's phone in the mini-program, if it is to show both. */
  openid: string | null;
}

export interface Robot {
  key: string;
  name: string;
  /** Instants of its messages of the last minute. */
  sent: number[];
}

interface AgentToken {
  agentid: number;
  expiresAt: number;
}

interface LoginCode {
  userid: string;
  expiresAt: number;
}

export interface Corp {
  readonly corpid: string;
  readonly agents: Map<number, Agent>;
  /** By lower-case id: WeCom doesn't tell them apart by case. */
  readonly members: Map<string, Member>;
  readonly robots: Map<string, Robot>;
  readonly tokens: Map<string, AgentToken>;
  readonly codes: Map<string, LoginCode>;
  /** Until when a message of the same content is a duplicate. */
  readonly recent: Map<string, number>;
  /** Ids of interactive cards, each good for one message. */
  readonly tasks: Set<string>;
}

export type AgentInput = Pick<Agent, 'agentid' | 'secret'> & Partial<Agent> & { readonly corpid: string };
export type MemberInput = Pick<Member, 'userid'> & Partial<Member> & { readonly corpid?: string };
export interface RobotInput {
  readonly key: string;
  readonly name?: string;
  readonly corpid?: string;
}

const CODE_LIFE = 5 * MINUTE;

/** Registers an application, and its corp with the first one; changes what is given of one that is known. */
export function addAgent(state: State, { corpid, ...input }: AgentInput): Agent {
  const corp = state.corps.get(corpid) ?? newCorp(corpid);
  state.corps.set(corpid, corp);
  const fresh = { name: '企业应用', visible: null, trustedIps: null, miniprograms: [] };
  const agent: Agent = { ...fresh, ...corp.agents.get(input.agentid), ...input };
  corp.agents.set(agent.agentid, agent);
  return agent;
}

export function addMember(state: State, { corpid, ...input }: MemberInput): Member {
  const corp = corpOf(state, corpid);
  const fresh = { name: input.userid, mobile: null, departments: [], openid: null };
  const key = input.userid.toLowerCase();
  const member: Member = { ...fresh, ...corp.members.get(key), ...input };
  corp.members.set(key, member);
  return member;
}

export function addRobot(state: State, { corpid, key, name = '群机器人' }: RobotInput): Robot {
  const robot: Robot = { key, name, sent: [] };
  corpOf(state, corpid).robots.set(key, robot);
  return robot;
}

/** The code a member's WeCom hands to a page or a mini-program that is opened in it. */
export function wecomCode(state: State, userid: string, corpid?: string): string {
  const corp = corpOf(state, corpid);
  if (!corp.members.has(userid.toLowerCase())) throw new StandInError(`there is no member ${userid}`);
  const code = randomText(43);
  corp.codes.set(code, { userid, expiresAt: state.now() + CODE_LIFE });
  return code;
}

export function removeMember(state: State, userid: string, corpid?: string): void {
  corpOf(state, corpid).members.delete(userid.toLowerCase());
}

/** The corp of this id, or the one registered first. */
export function corpOf(state: State, corpid?: string): Corp {
  const corp = corpid === undefined ? [...state.corps.values()][0] : state.corps.get(corpid);
  if (!corp) throw new StandInError(corpid === undefined ? 'there is no corp yet' : `there is no corp ${corpid}`);
  return corp;
}

/** The phone a member has in the mini-program: the one that was named, or the one with his number. */
export function openidOf(state: State, { openid, mobile }: Member): string {
  return openid ?? (mobile === null ? undefined : ownerOfNumber(state, mobile)?.openid) ?? '';
}

/** True for a member the application may write to. */
export function sees(agent: Agent, member: Member): boolean {
  return agent.visible === null || agent.visible.some((id) => id.toLowerCase() === member.userid.toLowerCase());
}

function newCorp(corpid: string): Corp {
  return {
    corpid,
    agents: new Map(),
    members: new Map(),
    robots: new Map(),
    tokens: new Map(),
    codes: new Map(),
    recent: new Map(),
    tasks: new Set(),
  };
}
