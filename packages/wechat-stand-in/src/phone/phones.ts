/** Whose phones there are, and which messages lie on each: a person has one for WeChat, WeCom and text messages alike. */
import { withCountry } from '../sms/number.ts';
import type { Message, State, User } from '../state.ts';
import type { Member } from '../wecom/corp.ts';

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
  const members = [...state.corps.values()].flatMap((corp) => [...corp.members.values()]);
  const robots = [...state.corps.values()].flatMap((corp) => [...corp.robots.values()]);
  const users = [...state.users.values()];
  const userOf = (member: Member) => users.find((user) => isSame(user, member));
  const piles = new Map<string, Message[]>();
  for (const message of state.messages) {
    const key = keyOf(message, (userid) => {
      const member = members.find((candidate) => candidate.userid === userid);
      return (member && userOf(member)?.openid) ?? null;
    });
    piles.set(key, [message, ...(piles.get(key) ?? [])]);
  }
  const phone = (key: string, owner: string, known: readonly string[]): Phone => ({
    key,
    owner,
    known,
    messages: piles.get(key) ?? [],
  });
  const owners = [
    ...users.map((user) => {
      const member = members.find((candidate) => isSame(user, candidate));
      const known = [user.phone, member && `企业微信 ${member.userid}`].filter((entry) => !!entry);
      return phone(user.openid, user.name ?? user.phone ?? member?.name ?? '微信用户', known as string[]);
    }),
    ...members
      .filter((member) => !userOf(member))
      .map(({ userid, name, mobile }) =>
        phone(`wecom:${userid}`, name, [`企业微信 ${userid}`, ...(mobile ? [mobile] : [])]),
      ),
    ...robots.map(({ key, name }) => phone(`group:${key}`, name, ['企业微信群'])),
  ];
  const numbers = [...piles.keys()]
    .filter((key) => key.startsWith('tel:'))
    .map((key) => phone(key, key.slice('tel:'.length), ['只收过短信']));
  return [...owners, ...numbers].sort((a, b) => (b.messages[0]?.at ?? 0) - (a.messages[0]?.at ?? 0));
}

function isSame(user: User, member: Member): boolean {
  if (member.openid !== null) return member.openid === user.openid;
  return member.mobile !== null && user.phone !== null && withCountry(member.mobile) === withCountry(user.phone);
}

function keyOf(message: Message, openidOfMember: (userid: string) => string | null): string {
  if (message.openid !== '') return message.openid;
  if (message.userid?.startsWith('group:')) return message.userid;
  if (message.userid !== undefined) return openidOfMember(message.userid) ?? `wecom:${message.userid}`;
  return `tel:${message.phone ?? ''}`;
}
