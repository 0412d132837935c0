/**
 * What a WeCom message may hold, by its kind. Answers what the phone shows of it, or why it is refused. Lengths are
 * those of the official table; a text that is too long is cut, everything else is refused.
 */
import type { Refusal } from '../answer.ts';
import { isRecord, textOf } from '../endpoint.ts';
import type { Field } from '../state.ts';
import { badParameter, refuseWecom } from './answer.ts';

export interface Shown {
  readonly title: string;
  readonly text: string;
  readonly fields: Field[];
  readonly page: string | null;
  readonly url?: string;
  /** Interactive cards can be answered once with this. */
  readonly taskId?: string;
}

type Part = Readonly<Record<string, unknown>>;
type Reader = (part: Part, miniprograms: readonly string[]) => Shown | Refusal;

const TEXT_BYTES = 2048;
const URL_BYTES = 2048;
const PAGE_BYTES = 1024;

const READERS: Readonly<Record<string, Reader>> = {
  text: plain,
  markdown: plain,
  textcard,
  news,
  template_card: templateCard,
  miniprogram_notice: miniprogramNotice,
};

/** `content` of a body whose `msgtype` names the member that holds it. */
export function shownOf(body: Part, miniprograms: readonly string[] = []): Shown | Refusal {
  const kind = textOf(body, 'msgtype');
  const reader = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
  if (!reader) return refuseWecom(40008);
  const part = body[kind];
  return isRecord(part) ? reader(part, miniprograms) : refuseWecom(44004);
}

function plain(part: Part): Shown | Refusal {
  const content = textOf(part, 'content');
  if (content === '') return refuseWecom(44004);
  return { title: '', text: cut(content, TEXT_BYTES), fields: [], page: null };
}

function textcard(part: Part): Shown | Refusal {
  const [title, description, url] = [textOf(part, 'title'), textOf(part, 'description'), textOf(part, 'url')];
  if (title === '' || description === '') return refuseWecom(44004);
  if (url === '') return badParameter('missing textcard.url');
  const long =
    tooLong('textcard.title', lengthOf(title), 128) ??
    tooLong('textcard.description', lengthOf(description), 512) ??
    tooLong('textcard.url', Buffer.byteLength(url), URL_BYTES) ??
    tooLong('textcard.btntxt', lengthOf(textOf(part, 'btntxt')), 4);
  return long ?? { title, text: withoutTags(description), fields: [], page: null, url };
}

function news({ articles }: Part): Shown | Refusal {
  if (!Array.isArray(articles) || articles.length === 0) return refuseWecom(44004);
  if (articles.length > 8) return badParameter('news.articles exceed max length 8');
  const entries = articles.map((article: unknown) => (isRecord(article) ? article : {}));
  for (const entry of entries) {
    if (textOf(entry, 'title') === '') return refuseWecom(44004);
    if (textOf(entry, 'url') === '' && textOf(entry, 'pagepath') === '') return badParameter('missing url');
    const long =
      tooLong('news.title', lengthOf(textOf(entry, 'title')), 128) ??
      tooLong('news.description', lengthOf(textOf(entry, 'description')), 512);
    if (long) return long;
  }
  const first = entries[0] ?? {};
  const fields = entries.slice(1).map((entry, index) => field(`article${index + 2}`, '', textOf(entry, 'title')));
  const target = { page: textOf(first, 'pagepath') || null, ...urlOf(textOf(first, 'url')) };
  return { title: textOf(first, 'title'), text: textOf(first, 'description'), fields, ...target };
}

const CARDS = new Set(['text_notice', 'news_notice', 'button_interaction', 'vote_interaction', 'multiple_interaction']);

function templateCard(part: Part): Shown | Refusal {
  const kind = textOf(part, 'card_type');
  if (!CARDS.has(kind)) return badParameter('invalid template_card.card_type');
  const main = isRecord(part.main_title) ? part.main_title : {};
  const title = textOf(main, 'title');
  const text = [textOf(main, 'desc'), textOf(part, 'sub_title_text')].filter(Boolean).join('\n');
  if (title === '' && text === '') return refuseWecom(44004);
  const action = isRecord(part.card_action) ? part.card_action : null;
  if (kind.endsWith('_notice') && !action) return badParameter('missing template_card.card_action');
  const taskId = textOf(part, 'task_id');
  if (kind.endsWith('_interaction') && !/^[\w@-]{1,128}$/.test(taskId)) {
    return badParameter('invalid template_card.task_id');
  }
  const list = Array.isArray(part.horizontal_content_list) ? part.horizontal_content_list : [];
  if (list.length > 6) return badParameter('horizontal_content_list exceed max length 6');
  const fields = list.filter(isRecord).map((entry, index) => {
    const name = textOf(entry, 'keyname');
    return field(`item${index + 1}`, name, textOf(entry, 'value'));
  });
  const target = { page: textOf(action ?? {}, 'pagepath') || null, ...urlOf(textOf(action ?? {}, 'url')) };
  return { title, text, fields, ...target, ...(kind.endsWith('_interaction') ? { taskId } : {}) };
}

/** Opens the linked mini-program inside WeCom. */
function miniprogramNotice(part: Part, miniprograms: readonly string[]): Shown | Refusal {
  if (!miniprograms.includes(textOf(part, 'appid'))) return refuseWecom(40013, 'invalid appid');
  const title = textOf(part, 'title');
  if (title === '') return refuseWecom(44004);
  if (!fits(title, 4, 12)) return badParameter('miniprogram_notice.title must be 4 to 12 words');
  const text = textOf(part, 'description');
  if (text !== '' && !fits(text, 4, 12)) return badParameter('miniprogram_notice.description must be 4 to 12 words');
  const page = textOf(part, 'page');
  const long = tooLong('miniprogram_notice.page', Buffer.byteLength(page), PAGE_BYTES);
  if (long) return long;
  const items = Array.isArray(part.content_item) ? part.content_item.filter(isRecord) : [];
  if (items.length > 10) return badParameter('content_item exceed max length 10');
  const fields = items.map((item, index) => field(`item${index + 1}`, textOf(item, 'key'), textOf(item, 'value')));
  const wrong = fields.find(({ label, value }) => lengthOf(label) > 10 || lengthOf(value) > 30);
  if (wrong) return badParameter('content_item.key or value exceed max length');
  return { title, text, fields, page: page || null };
}

function tooLong(what: string, length: number, most: number): Refusal | null {
  return length > most ? badParameter(`${what} exceed max length ${most}`) : null;
}

function fits(text: string, least: number, most: number): boolean {
  return lengthOf(text) >= least && lengthOf(text) <= most;
}

function lengthOf(text: string): number {
  return [...text].length;
}

function field(key: string, label: string, value: string): Field {
  return { key, label, value };
}

function urlOf(url: string): { url?: string } {
  return url === '' ? {} : { url };
}

/** The most whole characters that fit into so many bytes. */
export function cut(text: string, bytes: number): string {
  let size = 0;
  let kept = '';
  for (const sign of text) {
    size += Buffer.byteLength(sign);
    if (size > bytes) break;
    kept += sign;
  }
  return kept;
}

/** A card's description is divs and breaks; the phone shows one line for each. */
function withoutTags(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/div>\s*(?=<div)/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .trim();
}
