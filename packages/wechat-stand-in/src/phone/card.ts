/** One message as the phone shows it: a card for what opens a page, a bubble for a text. */
import type { App, Message, State } from '../state.ts';
import { escapeHtml, timeHtml } from './html.ts';

export interface Around {
  readonly state: State;
  /** Where the mini-program's pages can be opened in a browser, without a slash at the end; null where nowhere. */
  readonly app: string | null;
  /** Name of the window in which this phone's pages open, so that whoever signed in there stays signed in. */
  readonly window: string;
  /** It has just been looked at for the first time. */
  readonly fresh: boolean;
}

export function cardHtml(message: Message, around: Around): string {
  const fresh = around.fresh ? '<em class="fresh">新</em>' : '';
  return `<li>${timeHtml(message.at)}${message.channel === 'sms' ? bubble(message, around, fresh) : card(message, around, fresh)}</li>`;
}

function bubble({ text = '' }: Message, around: Around, fresh: string): string {
  return `<p class="bubble">${linked(text, around)}${fresh}</p>`;
}

function card(message: Message, around: Around, fresh: string): string {
  const { title, text, fields } = message;
  const rows = fields
    .map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`)
    .join('');
  const sender = message.sender ?? around.state.apps.get(message.appid)?.name ?? message.appid;
  return `<article>
<p class="sender">${escapeHtml(sender)}${versionNote(message.state)}${fresh}</p>
${title === '' ? '' : `<h3>${escapeHtml(title)}</h3>`}
${text ? `<p class="text">${linked(text, around)}</p>` : ''}
${rows === '' ? '' : `<dl>${rows}</dl>`}
${footer(message, around)}
</article>`;
}

/** What a tap on the card opens, as a link where there is something to open. */
function footer({ page, url }: Message, { app, window }: Around): string {
  if (page !== null) {
    const path = `<code>${escapeHtml(page)}</code>`;
    if (app === null) return `<p class="target"><span>进入小程序查看</span>${path}</p>`;
    const address = escapeHtml(pageAddress(app, page));
    return `<a class="target" href="${address}" target="${escapeHtml(window)}"><span>进入小程序查看</span>${path}</a>`;
  }
  if (url === undefined || !/^https?:\/\//.test(url)) return '';
  const own = app !== null && url.startsWith(`${app}/`);
  const where = own ? `target="${escapeHtml(window)}"` : 'target="_blank" rel="noreferrer"';
  return `<a class="target" href="${escapeHtml(url)}" ${where}><span>查看详情</span><code>${escapeHtml(url)}</code></a>`;
}

function pageAddress(app: string, page: string): string {
  return `${app}/#/${page.replace(/^\//, '')}`;
}

/** Addresses in a text can be opened; one made for outside of WeChat leads to the page it stands for. */
function linked(text: string, { state, app, window }: Around): string {
  return text
    .split(/(https?:\/\/[\w./?#&=%~:@!$'()*+,;-]*[\w/#=&-])/)
    .map((part, index) => {
      if (index % 2 === 0) return escapeHtml(part);
      const link = state.links.get(part);
      const address = link && app !== null ? pageAddress(app, `${link.page}?${link.query}`) : part;
      const own = app !== null && address.startsWith(`${app}/`);
      const where = own ? `target="${escapeHtml(window)}"` : 'target="_blank" rel="noreferrer"';
      return `<a href="${escapeHtml(address)}" ${where}>${escapeHtml(part)}</a>`;
    })
    .join('');
}

function versionNote(version: App['name']): string {
  if (version === 'trial') return '<em>体验版</em>';
  return version === 'developer' ? '<em>开发版</em>' : '';
}
