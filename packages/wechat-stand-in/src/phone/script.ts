/** Keeps the page up to date without losing the place where somebody reads. Without scripts the page loads itself again. */
import { createHash } from 'node:crypto';

const EVERY_MS = 2000;

export const SCRIPT = `
const look = async () => {
  try {
    const answer = await fetch(location.href, { cache: 'no-store' });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [now, then] = [document, next].map((page) => page.querySelector('main'));
    if (answer.ok && then && now.innerHTML !== then.innerHTML) {
      const scrolled = now.querySelector('.list')?.scrollTop ?? 0;
      const focused = document.activeElement?.getAttribute('href');
      now.innerHTML = then.innerHTML;
      document.title = next.title;
      const list = now.querySelector('.list');
      if (list) list.scrollTop = scrolled;
      if (focused) [...now.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus();
    }
  } catch {}
  setTimeout(look, ${EVERY_MS});
};
setTimeout(look, ${EVERY_MS});
`;

/** The only script the page allows, and the only style. */
export function policyFor(style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(SCRIPT)}`,
    `style-src ${hashOf(style)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
