/** The commands about pushed events over HTTP. */
import * as ask from '../ask.ts';
import { isRecord } from '../endpoint.ts';
import type { Rows } from '../rows.ts';
import { StandInError } from '../trouble.ts';
import type { Callback } from './event.ts';

export const PUSH_ROWS: Rows = {
  'POST callback': ({ commands, body }) => commands.setCallback(callback(body), ask.optionalText(body, 'appid')),
  'DELETE callback': ({ commands, query }) => commands.setCallback(null, ask.optionalText(query, 'appid')),
  'GET events': ({ commands }) => commands.events(),
  'POST events/flush': ({ commands }) => commands.flush(),
  'POST events/replay': ({ commands, body }) => commands.replay(ask.optionalNumber(body, 'seq')),
  'POST events/dup': ({ commands }) => commands.duplicate(),
  'POST events/reorder': ({ commands }) => commands.reorder(),
  'POST push': ({ commands, body }) =>
    commands.push(
      {
        event: ask.text(body, 'event'),
        openid: ask.text(body, 'openid'),
        members: isRecord(body.members) ? body.members : {},
        list: entries(body),
      },
      ask.optionalText(body, 'appid'),
    ),
  'POST client/revoke': ({ commands, body }) =>
    commands.revoke(ask.text(body, 'openid'), ask.optionalText(body, 'info')),
  'POST client/enter-conversation': ({ commands, body }) => commands.enterConversation(ask.text(body, 'openid')),
  'POST client/write': ({ commands, body }) => commands.write(ask.text(body, 'openid'), ask.text(body, 'content')),
};

function entries({ list }: ask.Body): Record<string, string>[] {
  if (list === undefined) return [];
  if (!Array.isArray(list) || !list.every(isRecord)) throw new StandInError('list must be a list of objects');
  return list.map((entry) => Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, String(value)])));
}

const MODES = ['plain', 'compatible', 'safe'] as const;
const FORMATS = ['json', 'xml'] as const;

function callback(body: ask.Body): Callback {
  const mode = ask.oneOf(body, 'mode', MODES) ?? 'safe';
  const aesKey = ask.optionalText(body, 'aesKey') ?? '';
  if (mode !== 'plain' && !/^[A-Za-z0-9+/]{43}$/.test(aesKey)) throw new StandInError('aesKey must be 43 characters');
  const url = ask.text(body, 'url');
  if (!URL.canParse(url)) throw new StandInError('url must be an address');
  return { url, token: ask.text(body, 'token'), aesKey, mode, format: ask.oneOf(body, 'format', FORMATS) ?? 'json' };
}
