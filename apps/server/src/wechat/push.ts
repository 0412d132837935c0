/** What WeChat pushes, JSON or XML, made into one shape. */
import { XMLParser } from 'fast-xml-parser';
import { parse } from './call.ts';
import type { WechatEvent } from './wechat.events.ts';

/** Far more than any event has. */
const FIELDS_MAX = 200;
const DEPTH_MAX = 6;

type Tree = Readonly<Record<string, unknown>>;

const xml = new XMLParser({
  ignoreAttributes: true,
  // Nothing in it refers to anything: what looks like an entity stays as it is.
  processEntities: false,
  // Numbers stay texts, and so whole.
  parseTagValue: false,
});

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const isXml = (text: string) => text.trimStart().startsWith('<');

/** The sealed part of an envelope, or null where the message lies open. Read without a parser: nobody has signed it yet. */
export function sealedPart(text: string): string | null {
  if (isXml(text))
    return /<Encrypt>\s*(?:<!\[CDATA\[)?\s*([\w+/=]+)\s*(?:\]\]>)?\s*<\/Encrypt>/.exec(text)?.[1] ?? null;
  const sealed = parse(text)?.Encrypt;
  return typeof sealed === 'string' ? sealed : null;
}

/** The event in a message, or null where it is none, or can't be read. */
export function eventOf(text: string): WechatEvent | null {
  const tree = isXml(text) ? xmlTree(text) : parse(text);
  if (tree?.MsgType !== 'event' || typeof tree.Event !== 'string' || tree.Event === '') return null;
  const at = Number(tree.CreateTime) * 1000;
  const known = ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Event'];
  const { list, rest } = withoutList(Object.entries(tree).filter(([name]) => !known.includes(name)));
  return {
    event: tree.Event,
    openid: typeof tree.FromUserName === 'string' ? tree.FromUserName : '',
    at: Number.isSafeInteger(at) ? at : 0,
    list: list.map((entry) => Object.fromEntries(flat(Object.entries(entry)))),
    fields: Object.fromEntries(flat(rest)),
  };
}

function xmlTree(text: string): Tree | null {
  // No event of WeChat's has either, and both only serve to make a reader do something.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return null;
  try {
    const root: unknown = (xml.parse(text) as Tree).xml;
    return isTree(root) ? root : null;
  } catch {
    return null;
  }
}

/** One entry comes as an object, several as an array; in XML they stand one level deeper, under the name of the event. */
function withoutList(entries: readonly [string, unknown][]) {
  const lists = (value: unknown) => (Array.isArray(value) ? value : [value]).filter(isTree);
  const list: Tree[] = [];
  const rest = entries.filter(([name, value]) => {
    const found = name === 'List' ? value : isTree(value) ? value.List : undefined;
    if (found !== undefined) list.push(...lists(found).slice(0, FIELDS_MAX));
    return found === undefined;
  });
  return { list, rest };
}

/** Values as texts under their paths; what has no value is left out. */
function flat(entries: readonly [string, unknown][], depth = 1): [string, string][] {
  const found: [string, string][] = [];
  for (const [name, value] of entries) {
    if (found.length >= FIELDS_MAX) break;
    if (typeof value === 'object' && value !== null) {
      if (depth < DEPTH_MAX)
        found.push(
          ...flat(Object.entries(value), depth + 1).map(([path, text]): [string, string] => [`${name}.${path}`, text]),
        );
    } else if (value !== undefined && value !== null) found.push([name, String(value)]);
  }
  return found.slice(0, FIELDS_MAX);
}
