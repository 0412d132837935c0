/** 扫一扫: a code of ours, read from inside the app, is an arrival like one that opened it. */
import { codeIn } from '@liudan/shared/entry/code';
import { arrived } from './entry.ts';
import { say, scanCode } from './platform.ts';

/** What stands behind the question mark of a page or a link, wherever that is in it. */
export function queryIn(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/[?&]([^=&#?]+)=([^&#?]*)/g)].map(([, name = '', value = '']) => [name, value]);
  return Object.fromEntries(pairs);
}

export async function scanWayIn(): Promise<void> {
  const read = await scanCode();
  if (read === null) return;
  const query = queryIn(read.path ?? read.text);
  if (codeIn(query) === null) say('这不是社区的二维码，请换一个扫。');
  else arrived({ query }, Date.now());
}
