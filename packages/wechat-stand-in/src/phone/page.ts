/** `GET /__phone`: what the invented phones received, so that whoever tries the system sees its messages arrive. */
import { CHANNELS, type Message, SECOND, type State } from '../state.ts';
import { cardHtml } from './card.ts';
import { badgeHtml, escapeHtml, timeHtml } from './html.ts';
import { type Phone, phonesOf } from './phones.ts';
import { policyFor, SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

type Channel = Message['channel'];

const FRESH_FOR = 15 * SECOND;

const NAMES: Readonly<Record<Channel, string>> = {
  subscribe: '服务通知',
  assistant: '小程序助手',
  wecom: '企业微信',
  sms: '短信',
  kf: '客服消息',
};

export const PHONE_POLICY = policyFor(STYLE);

export interface PhoneQuery {
  /** The phone's key; null shows the list alone. */
  readonly phone: string | null;
  readonly tab: string | null;
  readonly app: string | null;
}

/** The whole page. What it shows of the phone that is open counts as read from then on. */
export function phonePage(state: State, { phone: key, tab, app }: PhoneQuery): string {
  const phones = phonesOf(state);
  const chosen = phones.find((phone) => phone.key === key) ?? null;
  const unread = phones.reduce((sum, { messages }) => sum + unreadOf(state, messages), 0);
  const opened = chosen ? openedHtml(state, chosen, { tab, app }) : '';
  const missing = key !== null && !chosen ? '<p class="none">没有这部手机。</p>' : '';
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<noscript><meta http-equiv="refresh" content="5"></noscript>
<title>${unread > 0 ? `(${unread}) ` : ''}演示手机</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>演示手机</h1>
<p>这里是虚拟手机收到的消息，自动刷新。没有向任何真实用户发送。</p>
</header>
<main${chosen ? ' class="chosen"' : ''}>${missing}${listHtml(state, phones, chosen)}${opened}</main>
<script>${SCRIPT}</script>
</body>
</html>`;
}

function listHtml(state: State, phones: readonly Phone[], chosen: Phone | null): string {
  if (phones.length === 0) {
    return '<p class="none">还没有人登录过小程序。登录并允许接收通知后，消息会出现在这里。</p>';
  }
  const rows = phones.flatMap((phone) => (phone.messages[0] ? [rowHtml(state, phone, phone.messages[0], chosen)] : []));
  const quiet = phones.filter(({ messages }) => messages.length === 0);
  const chips = quiet.map((phone) => `<li>${linkHtml(phone, chosen, escapeHtml(phone.owner))}</li>`);
  return `<nav class="all" aria-label="全部手机">
${rows.length > 0 ? `<ul class="phones">${rows.join('')}</ul>` : ''}
${chips.length > 0 ? `<h2>还没有消息的手机</h2><ul class="quiet">${chips.join('')}</ul>` : ''}
</nav>`;
}

function rowHtml(state: State, phone: Phone, last: Message, chosen: Phone | null): string {
  const { owner, known, messages } = phone;
  const who = `<strong>${escapeHtml(owner)}</strong>${timeHtml(last.at)}<small>${escapeHtml(known[0] ?? '')}</small>`;
  const summary = `<span class="last">${NAMES[last.channel]}：${escapeHtml(summaryOf(last))}</span>`;
  return `<li>${linkHtml(phone, chosen, `${who}${summary}${badgeHtml(unreadOf(state, messages))}`)}</li>`;
}

function linkHtml({ key }: Phone, chosen: Phone | null, content: string): string {
  return `<a href="${addressOf(key)}"${key === chosen?.key ? ' aria-current="page"' : ''}>${content}</a>`;
}

function openedHtml(state: State, phone: Phone, { tab, app }: Pick<PhoneQuery, 'tab' | 'app'>): string {
  const { key, owner, known, messages } = phone;
  const of = (channel: Channel) => messages.filter((message) => message.channel === channel);
  const open = CHANNELS.find((channel) => channel === tab) ?? messages[0]?.channel ?? CHANNELS[0];
  const tabs = CHANNELS.filter((channel) => channel !== 'kf' || of(channel).length > 0).map((channel) => {
    const current = channel === open ? ' aria-current="page"' : '';
    return `<a href="${addressOf(key, channel)}"${current}>${NAMES[channel]}${badgeHtml(channel === open ? 0 : unreadOf(state, of(channel)))}</a>`;
  });
  const around = { state, app, window: `phone-${key}` };
  const cards = of(open).map((message) =>
    cardHtml(message, { ...around, fresh: isFresh({ seen: state.seen, now: state.now() }, message) }),
  );
  const name = escapeHtml(owner);
  return `<div class="open">
<a class="back" href="/__phone">‹ 全部手机</a>
<section class="phone" aria-label="${name}的手机">
<h2>${name}</h2>
<p class="known">${escapeHtml(known.join(' · ') || '微信')}</p>
<nav class="tabs" aria-label="消息种类">${tabs.join('')}</nav>
${cards.length > 0 ? `<ul class="list" tabindex="0" aria-label="${NAMES[open]}">${cards.join('')}</ul>` : `<p class="none list">还没有收到${NAMES[open]}</p>`}
</section>
</div>`;
}

function unreadOf(state: State, messages: readonly Message[]): number {
  return messages.filter((message) => !state.seen.has(message)).length;
}

/** True for the first moments in which a message is looked at. */
function isFresh({ seen, now }: Pick<State, 'seen'> & { now: number }, message: Message): boolean {
  const since = seen.get(message) ?? now;
  seen.set(message, since);
  return now - since < FRESH_FOR;
}

function summaryOf({ title, text, fields }: Message): string {
  return title || text?.split('\n')[0] || fields[0]?.value || '';
}

function addressOf(key: string, channel?: Channel): string {
  const query = new URLSearchParams({ phone: key, ...(channel ? { tab: channel } : {}) });
  return `/__phone?${escapeHtml(query.toString())}`;
}
