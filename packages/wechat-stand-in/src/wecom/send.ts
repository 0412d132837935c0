/** `message/send`: an application writes to members. A good `errcode` may still mean that some got nothing. */
import { createHash } from 'node:crypto';
import { type Answer, ok, type Refusal } from '../answer.ts';
import { type AgentEndpoint, type AgentRequest, isRecord, textOf } from '../endpoint.ts';
import { type Message, MINUTE, randomText, remember, type State } from '../state.ts';
import { badParameter, refuseWecom } from './answer.ts';
import { type Shown, shownOf } from './content.ts';
import { type Corp, type Member, openidOf, sees } from './corp.ts';

const MOST_MEMBERS = 1000;
const MOST_GROUPS = 100;
const HOUR = 60 * MINUTE;
/** In seconds: how long a message counts as sent before, unless the caller says otherwise. */
const USUAL_INTERVAL = 1800;
const LONGEST_INTERVAL = 4 * 3600;

export const sendWecomMessage: AgentEndpoint = {
  path: '/cgi-bin/message/send',
  method: 'POST',
  token: 'agent',
  limit: { perMinute: 10_000, minuteCode: 45009 },
  handle(request): Answer {
    const { corp, agent, body, state } = request;
    const agentid = Number(body.agentid);
    if (!corp.agents.has(agentid)) return refuseWecom(40056);
    if (agentid !== agent.agentid) return refuseWecom(301002);
    const receivers = receiversOf(request);
    if ('errcode' in receivers) return receivers;
    const shown = shownOf(body, agent.miniprograms);
    if ('errcode' in shown) return shown;
    if (shown.taskId !== undefined) {
      if (corp.tasks.has(shown.taskId)) return badParameter('template_card.task_id is used');
      corp.tasks.add(shown.taskId);
    }
    const msgid = randomText(32);
    const twice = isRepeated(corp, body, state.now());
    for (const member of receivers.members) deliver(state, request, { member, shown, msgid, twice });
    return ok({
      invaliduser: receivers.invaliduser.map((id) => id.toLowerCase()).join('|'),
      invalidparty: receivers.invalidparty.join('|'),
      invalidtag: receivers.invalidtag.join('|'),
      unlicenseduser: '',
      msgid,
      ...(shown.taskId === undefined ? {} : { response_code: randomText(43) }),
    });
  },
};

interface Receivers {
  readonly members: ReadonlySet<Member>;
  readonly invaliduser: string[];
  readonly invalidparty: string[];
  readonly invalidtag: string[];
}

/** Tags are not kept here: every one of them is an invalid one. */
function receiversOf({ corp, agent, body }: AgentRequest): Receivers | Refusal {
  const [users, parties, tags] = ['touser', 'toparty', 'totag'].map((key) => partsOf(body[key]));
  if (!users || !parties || !tags) return refuseWecom(82001);
  if (users.length + parties.length + tags.length === 0) return refuseWecom(82001);
  if (users.length > MOST_MEMBERS) return badParameter(`touser exceed max length ${MOST_MEMBERS}`);
  if (parties.length > MOST_GROUPS || tags.length > MOST_GROUPS) {
    return badParameter(`toparty or totag exceed max length ${MOST_GROUPS}`);
  }
  const all = [...corp.members.values()].filter((member) => sees(agent, member));
  if (users.length === 1 && users[0] === '@all') {
    return { members: new Set(all), invaliduser: [], invalidparty: [], invalidtag: [] };
  }
  const members = new Set<Member>();
  const named = (id: string) => all.find(({ userid }) => userid.toLowerCase() === id.toLowerCase());
  const invaliduser = users.filter((id) => {
    const member = named(id);
    if (member) members.add(member);
    return !member;
  });
  const invalidparty = parties.filter((party) => {
    const inside = all.filter(({ departments }) => departments.includes(Number(party)));
    for (const member of inside) members.add(member);
    return inside.length === 0;
  });
  if (members.size === 0) return refuseWecom(81013);
  return { members, invaliduser, invalidparty, invalidtag: tags };
}

function partsOf(value: unknown): string[] {
  return typeof value === 'string' || typeof value === 'number' ? String(value).split('|').filter(Boolean) : [];
}

interface Delivery {
  readonly member: Member;
  readonly shown: Shown;
  readonly msgid: string;
  readonly twice: boolean;
}

/** What is over the limit of a member is dropped without a word, as is what was sent to him before. */
function deliver(state: State, { corp, agent, body }: AgentRequest, { member, shown, msgid, twice }: Delivery): void {
  const now = state.now();
  const key = `wecom ${corp.corpid} ${agent.agentid} ${member.userid}`;
  const { wecomPerMemberMinute, wecomPerMemberHour } = state.limits;
  const allowed =
    twice ||
    (state.count(`${key} minute`, Math.floor(now / MINUTE), wecomPerMemberMinute) &&
      state.count(`${key} hour`, Math.floor(now / HOUR), wecomPerMemberHour));
  const dropped = twice ? 'duplicate' : allowed ? undefined : 'rate';
  const message: Message = {
    msgid,
    channel: 'wecom',
    appid: corp.corpid,
    openid: openidOf(state, member),
    userid: member.userid,
    sender: agent.name,
    template: textOf(body, 'msgtype'),
    title: shown.title,
    text: shown.text,
    fields: shown.fields,
    page: shown.page,
    ...(shown.url === undefined ? {} : { url: shown.url }),
    state: 'formal',
    lang: 'zh_CN',
    at: now,
    ...(dropped ? { dropped } : {}),
  };
  remember(dropped ? state.dropped : state.messages, message);
}

/** True for the same JSON once more within the interval the caller asked for. */
function isRepeated(corp: Corp, body: Readonly<Record<string, unknown>>, now: number): boolean {
  if (body.enable_duplicate_check !== 1) return false;
  const asked = typeof body.duplicate_check_interval === 'number' ? body.duplicate_check_interval : USUAL_INTERVAL;
  const digest = createHash('sha256').update(sortedJson(body)).digest('hex');
  const until = corp.recent.get(digest) ?? 0;
  if (until > now) return true;
  corp.recent.set(digest, now + Math.min(asked, LONGEST_INTERVAL) * 1000);
  return false;
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isRecord(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
  );
}
