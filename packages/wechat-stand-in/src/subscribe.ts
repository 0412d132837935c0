/** `subscribe/send`: a service message to one phone, paid for with one credit when the template is a one-time one. */
import { type Answer, refuse } from './answer.ts';
import { creditOf } from './credit.ts';
import { type AppRequest, type TokenEndpoint, textOf } from './endpoint.ts';
import { fieldsOf } from './fieldrules.ts';
import { owe } from './push/event.ts';
import { type Field, remember, type State, type Template, type User } from './state.ts';

export const sendSubscribeMessage: TokenEndpoint = {
  path: '/cgi-bin/message/subscribe/send',
  method: 'POST',
  token: true,
  oneAtATime: true,
  limit: { perDay: 10_000_000 },
  handle(request) {
    const { state, app, body } = request;
    const user = state.users.get(textOf(body, 'touser'));
    if (!user || user.appid !== app.appid) return refuse(40003);
    const template = state.templates.get(textOf(body, 'template_id'));
    if (!template || template.appid !== app.appid || template.type === 'employee') return refuse(40037);
    const page = textOf(body, 'page');
    if (page !== '' && app.pages && !app.pages.includes(pathOf(page))) return refuse(41030);
    const fields = fieldsOf(template.keywords, body.data);
    if (typeof fields === 'string') return refuse(47003, fields);
    if (app.subscribeBanned || template.banned) return refuse(43107);
    if (request.busy) return refuse(43108);
    if (holdsSensitiveWord(state, fields)) return refuse(45168);
    if (!maySend(state, user, template)) return refuse(43101);
    return deliver(request, user, template, fields);
  },
};

function pathOf(page: string): string {
  return page.replace(/\?.*$/s, '').replace(/^\//, '');
}

function holdsSensitiveWord(state: State, fields: Field[]): boolean {
  return fields.some(({ value }) => state.sensitiveWords.some((word) => value.includes(word)));
}

function maySend(state: State, user: User, template: Template): boolean {
  const credit = creditOf(state, user.openid, template.id);
  if (!user.mainSwitch || credit.blocked) return false;
  return template.type === 'longterm' ? credit.longterm : credit.count > 0;
}

function deliver({ state, app, body }: AppRequest, user: User, template: Template, fields: Field[]): Answer {
  const msgid = state.takeMsgid();
  if (template.type === 'onetime') creditOf(state, user.openid, template.id).count -= 1;
  remember(state.messages, {
    msgid,
    channel: 'subscribe',
    appid: app.appid,
    openid: user.openid,
    template: template.id,
    title: template.title,
    fields,
    page: textOf(body, 'page') || null,
    state: textOf(body, 'miniprogram_state') || 'formal',
    lang: textOf(body, 'lang') || 'zh_CN',
    at: state.now(),
  });
  owe(state, app, {
    event: 'subscribe_msg_sent_event',
    openid: user.openid,
    list: [{ TemplateId: template.id, MsgID: msgid, ErrorCode: '0', ErrorStatus: 'success' }],
  });
  // The id goes out as a bare number of 19 digits, beyond what a JavaScript number can hold, as the real one does.
  return { kind: 'reply', text: `{"errcode":0,"errmsg":"ok","msgid":${msgid}}` };
}
