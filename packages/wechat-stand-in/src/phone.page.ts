/** `GET /__phone`: what the invented phones received, so that whoever tries the system sees its messages arrive. */
import { escapeHtml, STYLE } from './phone.style.ts';
import type { App, Message, State, User } from './state.ts';

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The whole page, for everybody or for one person. It loads itself again and needs no script. */
export function phonePage(state: State, openid: string | null): string {
  const people = [...state.users.values()].filter((user) => openid === null || user.openid === openid);
  const phones = people
    .map((user) => ({ user, messages: state.messages.filter((message) => message.openid === user.openid).reverse() }))
    .sort((a, b) => (b.messages[0]?.at ?? 0) - (a.messages[0]?.at ?? 0));
  const body = phones.length > 0 ? phones.map((phone) => phoneHtml(state, phone)).join('') : emptyHtml(openid);
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>演示手机 · 服务通知</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>演示手机</h1>
<p>这里是虚拟手机收到的服务通知，每 5 秒自动刷新。未向任何真实用户发送。</p>
${openid === null ? '' : '<p><a href="/__phone">查看全部手机</a></p>'}
</header>
<main>${body}</main>
</body>
</html>`;
}

interface Phone {
  readonly user: User;
  readonly messages: readonly Message[];
}

function phoneHtml(state: State, { user, messages }: Phone): string {
  const owner = escapeHtml(user.name ?? user.phone ?? '微信用户');
  const cards = messages.map((message) => cardHtml(message, state.apps.get(message.appid))).join('');
  return `<section class="phone" aria-label="${owner}的手机">
<h2><a href="/__phone?openid=${encodeURIComponent(user.openid)}">${owner}</a><small>${escapeHtml(user.openid)}</small></h2>
<div class="bar">服务通知<span>${messages.length} 条</span></div>
<div class="list">${cards || '<p class="none">还没有收到服务通知</p>'}</div>
</section>`;
}

function cardHtml(message: Message, app: App | undefined): string {
  const fields = message.fields
    .map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`)
    .join('');
  const sentAt = new Date(message.at);
  const link = message.page === null ? '' : `<footer>进入小程序查看<code>${escapeHtml(message.page)}</code></footer>`;
  return `<time datetime="${sentAt.toISOString()}">${clock.format(sentAt)}</time>
<article>
<p class="app">${escapeHtml(app?.name ?? message.appid)}${versionNote(message.state)}</p>
<h3>${escapeHtml(message.title)}</h3>
<dl>${fields}</dl>
${link}
</article>`;
}

function versionNote(version: string): string {
  if (version === 'trial') return '<em>体验版</em>';
  return version === 'developer' ? '<em>开发版</em>' : '';
}

function emptyHtml(openid: string | null): string {
  const text = openid === null ? '还没有人登录过小程序。登录并允许接收通知后，消息会出现在这里。' : '没有这部手机。';
  return `<p class="none">${text}</p>`;
}
