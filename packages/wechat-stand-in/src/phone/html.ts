/** Texts on their way into the page, unharmed. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A moment as people in China read it. */
export function timeHtml(at: number): string {
  const moment = new Date(at);
  return `<time datetime="${moment.toISOString()}">${clock.format(moment)}</time>`;
}

export function badgeHtml(count: number): string {
  return count > 0 ? `<b class="badge"><span class="hidden">未读 </span>${count > 99 ? '99+' : count}</b>` : '';
}
