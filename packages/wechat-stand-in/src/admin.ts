/** `/__admin/*`: the commands over HTTP, one row each. Never reachable where real people are served. */
import type { ServerResponse } from 'node:http';
import * as ask from './ask.ts';
import type { Commands } from './commands.ts';
import { creditOf } from './credit.ts';
import type { Incoming } from './exchange.ts';
import type { Holder } from './holder.ts';
import { PUSH_ROWS } from './push/rows.ts';
import type { Rows } from './rows.ts';
import { SMS_ROWS } from './sms/rows.ts';
import { StandInError } from './trouble.ts';
import { WECOM_ROWS } from './wecom/rows.ts';

const ROWS: Rows = {
  ...PUSH_ROWS,
  ...WECOM_ROWS,
  ...SMS_ROWS,
  'POST reset': ({ commands }) => commands.reset(),
  'POST apps': ({ commands, body }) => commands.addApp(ask.app(body)),
  'POST users': ({ commands, body }) => commands.addUser(ask.user(body)),
  'POST templates': ({ commands, body }) => commands.addTemplate(ask.template(body)),

  'POST library': ({ commands, body }) => commands.addToLibrary(ask.library(body)),

  'POST client/login': ({ commands, body }) => ({
    code: commands.login(ask.text(body, 'openid'), ask.optionalText(body, 'appid')),
  }),
  'POST client/phone': ({ commands, body }) => ({
    code: commands.phoneCode(
      ask.text(body, 'openid'),
      ask.optionalText(body, 'phone'),
      ask.optionalText(body, 'appid'),
    ),
  }),
  'POST client/visit': ({ commands, body }) =>
    commands.visit(ask.text(body, 'openid'), ask.optionalText(body, 'appid')),
  'POST client/subscribe': ({ commands, body }) =>
    commands.subscribe(ask.text(body, 'openid'), ask.choices(body, 'result'), {
      keep: ask.optionalFlag(body, 'keep') ?? false,
      appid: ask.optionalText(body, 'appid'),
    }),
  'POST client/setting': ({ commands, body }) =>
    commands.setting(ask.text(body, 'openid'), ask.text(body, 'template'), ask.choice(body, 'choice')),
  'POST client/main-switch': ({ commands, body }) =>
    commands.mainSwitch(ask.text(body, 'openid'), ask.flag(body, 'on')),
  'POST client/bind-employee': ({ commands, body }) =>
    commands.bindEmployee(
      ask.text(body, 'openid'),
      ask.choice(body, 'result'),
      ask.optionalChoices(body, 'templates') ?? {},
    ),
  'POST client/request-employee-templates': ({ commands, body }) =>
    commands.askEmployee(ask.text(body, 'openid'), ask.choices(body, 'templates')),
  'POST client/check-employee': ({ commands, body }) => commands.checkEmployee(ask.text(body, 'openid')),
  'POST client/group-entry': ({ commands, body }) =>
    commands.groupEntry(ask.text(body, 'openid'), ask.text(body, 'opengid')),
  'POST client/remove': ({ commands, body }) => commands.removeFromPhone(ask.text(body, 'openid')),

  'GET credits': ({ holder, query }) => creditOf(holder.state, ask.text(query, 'openid'), ask.text(query, 'template')),
  'GET messages': ({ commands, query }) => commands.messages(ask.messageFilter(query)),
  'GET dropped': ({ commands }) => commands.dropped(),
  'GET calls': ({ commands, query }) => commands.calls(ask.optionalText(query, 'path')),

  'GET clock': ({ commands }) => ({ now: commands.now() }),
  'POST clock': ({ holder, body }) => {
    const at = ask.optionalNumber(body, 'set');
    if (at === undefined) holder.state.advance(ask.number(body, 'advanceMs'));
    else holder.state.setClock(at);
    return { now: holder.state.now() };
  },
  'POST token/expire': ({ commands, body }) =>
    commands.spoilTokens(ask.tokenKind(body), 'expire', ask.optionalText(body, 'appid')),
  'POST token/replace': ({ commands, body }) =>
    commands.spoilTokens(ask.tokenKind(body), 'replace', ask.optionalText(body, 'appid')),

  'PUT limits': ({ commands, body }) => commands.limits(ask.limits(body)),
  'PUT flags': ({ commands, body }) => commands.flags(ask.flags(body)),
  'PUT words': ({ commands, body }) => commands.words(ask.words(body)),
  'GET faults': ({ holder }) => holder.state.faults,
  'POST faults': ({ commands, body }) => commands.fault(ask.fault(body)),
  'DELETE faults': ({ commands }) => commands.clearFaults(),
};

interface Inside {
  readonly holder: Holder;
  readonly commands: Commands;
}

/** Answers JSON; 404 for a command there isn't, 400 with `{error}` for one that can't be done. */
export async function answerAdmin({ holder, commands }: Inside, { req, res, url, raw }: Incoming): Promise<void> {
  const name = `${req.method} ${url.pathname.slice('/__admin/'.length)}`;
  const row = Object.hasOwn(ROWS, name) ? ROWS[name] : undefined;
  if (!row) {
    send(res, 404, { error: `there is no command ${name}` });
    return;
  }
  try {
    const query = Object.fromEntries(url.searchParams);
    const result = await row({ holder, commands, body: ask.bodyOf(raw), query });
    send(res, 200, result ?? { ok: true });
  } catch (error) {
    if (!(error instanceof StandInError)) throw error;
    send(res, 400, { error: error.message });
  }
}

function send(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
