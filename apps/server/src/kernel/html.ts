/** What every page that is made to be printed needs: one file with its styles inside, no script, nothing loaded. */

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text from outside, safe between tags and inside quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

const pageWith = (more: string) => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; ${more}frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
});

/** The headers of such a page: it may hold nothing but its own styles, and stays in no cache. */
export const printable = pageWith('');
/** The same for a page that brings its pictures with it. */
export const printableWithPictures = pageWith('img-src data:; ');
