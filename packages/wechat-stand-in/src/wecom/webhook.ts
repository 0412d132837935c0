/** `webhook/send`: a robot writes into the group it lives in. Whoever has the key may let it speak. */
import { ok } from '../answer.ts';
import { isRecord, type OpenEndpoint, textOf } from '../endpoint.ts';
import { MINUTE, randomText, remember } from '../state.ts';
import { badParameter, refuseWecom } from './answer.ts';
import { shownOf } from './content.ts';

const MARKDOWN_BYTES = 4096;
const TEXT_BYTES = 2048;

export const sendWebhook: OpenEndpoint = {
  path: '/cgi-bin/webhook/send',
  method: 'POST',
  token: false,
  handle({ state, query, body }) {
    const key = query.get('key') ?? '';
    const corp = [...state.corps.values()].find(({ robots }) => robots.has(key));
    const robot = corp?.robots.get(key);
    if (!corp || !robot) return refuseWecom(93000);
    const kind = textOf(body, 'msgtype');
    if (kind === 'miniprogram_notice' || kind === 'textcard') return refuseWecom(40008);
    const part = body[kind];
    const content = isRecord(part) ? textOf(part, 'content') : '';
    const most = kind === 'text' ? TEXT_BYTES : MARKDOWN_BYTES;
    if (Buffer.byteLength(content) > most) return badParameter(`${kind}.content exceed max length ${most}`);
    const isMarkdown = kind === 'markdown' || kind === 'markdown_v2';
    if (isMarkdown && content === '') return refuseWecom(44004);
    const shown = isMarkdown ? { title: '', text: content, fields: [], page: null } : shownOf(body);
    if ('errcode' in shown) return shown;
    const now = state.now();
    robot.sent = robot.sent.filter((at) => at > now - MINUTE);
    if (robot.sent.length >= state.limits.webhookPerMinute) return refuseWecom(45009);
    robot.sent.push(now);
    remember(state.messages, {
      msgid: randomText(32),
      channel: 'wecom',
      appid: corp.corpid,
      openid: '',
      userid: `group:${key}`,
      sender: robot.name,
      template: kind,
      title: shown.title,
      text: shown.text,
      fields: shown.fields,
      page: shown.page,
      ...('url' in shown && shown.url !== undefined ? { url: shown.url } : {}),
      state: 'formal',
      lang: 'zh_CN',
      at: now,
    });
    return ok();
  },
};
