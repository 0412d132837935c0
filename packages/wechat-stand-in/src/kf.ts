/** Customer service messages: answers inside a conversation that the person began, and nothing else. */
import { ok, type Refusal, refuse } from './answer.ts';
import { isRecord, type TokenEndpoint, textOf } from './endpoint.ts';
import { DAY, MINUTE, randomText, remember, type State, type User } from './state.ts';

const AFTER_WRITING = { ms: 2 * DAY, messages: 5 };
const AFTER_ENTERING = { ms: MINUTE, messages: 2 };

/** The person wrote: five answers within 48 hours. */
export function openByWriting(state: State, openid: string): void {
  const { ms, messages } = AFTER_WRITING;
  state.conversations.set(openid, { until: state.now() + ms, left: messages });
}

/** The person opened the conversation: two messages within a minute, unless more are left from before. */
export function openByEntering(state: State, openid: string): void {
  const known = state.conversations.get(openid);
  if (known && known.until > state.now() && known.left >= AFTER_ENTERING.messages) return;
  const { ms, messages } = AFTER_ENTERING;
  state.conversations.set(openid, { until: state.now() + ms, left: messages });
}

export const sendCustomMessage: TokenEndpoint = {
  path: '/cgi-bin/message/custom/send',
  method: 'POST',
  token: true,
  handle({ state, app, body }) {
    const user = state.users.get(textOf(body, 'touser'));
    if (!user || user.appid !== app.appid) return refuse(40003);
    const shown = shownOf(body);
    if ('errcode' in shown) return shown;
    const conversation = state.conversations.get(user.openid);
    if (!conversation || conversation.until < state.now()) return refuse(45015);
    if (conversation.left <= 0) return refuse(45047);
    conversation.left -= 1;
    deliver(state, user, textOf(body, 'msgtype'), shown);
    return ok();
  },
};

interface Shown {
  readonly title: string;
  readonly text: string;
  readonly page: string | null;
  readonly url?: string;
}

function shownOf(body: Readonly<Record<string, unknown>>): Shown | Refusal {
  const kind = textOf(body, 'msgtype');
  const part = body[kind];
  const of = (key: string) => (isRecord(part) ? textOf(part, key) : '');
  switch (kind) {
    case 'text':
      return of('content') === '' ? refuse(44004) : { title: '', text: of('content'), page: null };
    case 'image':
      return of('media_id') === '' ? refuse(40007) : { title: '', text: '[图片]', page: null };
    case 'link':
      if (of('title') === '' || of('url') === '') return refuse(44004);
      return { title: of('title'), text: of('description'), page: null, url: of('url') };
    case 'miniprogrampage':
      if (of('title') === '' || of('pagepath') === '') return refuse(44004);
      if (of('thumb_media_id') === '') return refuse(40007);
      return { title: of('title'), text: '', page: of('pagepath') };
    default:
      return refuse(40008);
  }
}

function deliver(state: State, { appid, openid }: User, template: string, shown: Shown): void {
  remember(state.messages, {
    msgid: randomText(32),
    channel: 'kf',
    appid,
    openid,
    template,
    fields: [],
    ...shown,
    state: 'formal',
    lang: 'zh_CN',
    at: state.now(),
  });
}
