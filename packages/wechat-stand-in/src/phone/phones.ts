/** Whose phones there are, and which messages lie on each: a person has one for WeChat, WeCom and text messages alike. */
import type { Message, State } from '../state.ts';
import { type Member, openidOf } from '../wecom/corp.ts';

export interface Phone {
  /** The openid; for someone without one `wecom:<id>`, `tel:<number>` or `group:<key>`. */
  readonly key: string;
  readonly owner: string;
  /** What else the person is known by. */
  readonly known: readonly string[];
  /** Newest first. */
  readonly messages: readonly Message[];
}

/** Every phone, the one with the newest message first. */
export function phonesOf(state: State): Phone[] {
  const corps = [...state.corps.values()];
  const members = corps.flatMap((corp) => [...corp.members.values()]);
  const memberOf = new Map<string, Member>();
  for (const member of members) memberOf.set(openidOf(state, member) || `wecom:${member.userid}`, member);
  const piles = new Map<string, Message[]>();
  for (const message of state.messages.toReversed()) {
    const key = keyOf(message);
    piles.set(key, [...(piles.get(key) ?? []), message]);
  }
  const phone = (key: string, owner: string, known: readonly (string | null | undefined)[]): Phone => ({
    key,
    owner,
    known: known.filter((entry) => typeof entry === 'string'),
    messages: piles.get(key) ?? [],
  });
  const inWecom = (member: Member | undefined) => member && `企业微信 ${member.userid}`;
  const people = [...state.users.values()].map((user) => {
    const member = memberOf.get(user.openid);
    const owner = user.name ?? user.phone ?? member?.name ?? '微信用户';
    return phone(user.openid, owner, [user.note, user.phone, inWecom(member)]);
  });
  const others = [...memberOf]
    .filter(([key]) => !state.users.has(key))
    .map(([key, member]) => phone(key, member.name, [member.mobile, inWecom(member)]));
  const groups = corps.flatMap(({ robots }) => [...robots.values()]);
  const numbers = [...piles.keys()].filter((key) => key.startsWith('tel:'));
  return [
    ...people,
    ...others,
    ...groups.map(({ key, name }) => phone(`group:${key}`, name, ['企业微信群'])),
    ...numbers.map((key) => phone(key, key.slice('tel:'.length), ['只收过短信'])),
  ].sort((a, b) => (b.messages[0]?.at ?? 0) - (a.messages[0]?.at ?? 0));
}

function keyOf({ openid, userid, phone }: Message): string {
  if (openid !== '') return openid;
  if (userid === undefined) return `tel:${phone ?? ''}`;
  return userid.startsWith('group:') ? userid : `wecom:${userid}`;
}
