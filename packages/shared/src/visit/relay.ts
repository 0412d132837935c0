/**
 * A text copied from a group chat, split into what each person said (群接龙).
 *
 * Phones and desktops copy chats in a few shapes: 「张三: …」, 「张三 10:21」 with the words below or behind, 「2026/11/20 10:21 张三」,
 * and lines of dashes with a date between. A line that begins nobody's words belongs to the words before it, so that nothing is dropped.
 */
export interface Post {
  /** As it stood in the chat; empty where the text begins with nobody's name. */
  name: string;
  text: string;
  /** Pictures that stood there; the chat's own pictures are not in a copied text. */
  pictures: number;
  /** `2026-11-20` and `10:21`, where the chat said so. */
  date: string | null;
  time: string | null;
  /** Says nothing that could be an order: 「收到」「+1」. */
  chatter: boolean;
}

interface Head {
  name: string;
  rest: string;
  date: string | null;
  time: string | null;
}

const DATE = String.raw`(?:(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?)`;
const TIME = String.raw`(?:(?:(上午|下午|凌晨|中午|晚上|早上)\s*)?(\d{1,2}):(\d{2})(?::\d{2})?)`;
const NAME = String.raw`([^\s:：,，。！？!?、；;「」\[\]【】]{1,20})`;
const DAY_LINE = new RegExp(String.raw`^[\s—–\-=]*${DATE}(?:\s*(?:星期|周)[一二三四五六日天])?[\s—–\-=]*$`);
const NAME_TIME = new RegExp(String.raw`^${NAME}\s+(?:${DATE}\s+)?${TIME}\s*[:：]?\s*(.*)$`);
const TIME_NAME = new RegExp(String.raw`^\[?(?:${DATE}\s+)?${TIME}\]?\s+${NAME}\s*(?:[:：]\s*(.*))?$`);
const NAME_COLON = new RegExp(String.raw`^${NAME}\s*[:：]\s*(.*)$`);
const PICTURE = /[[【](?:图片|照片|视频|动画表情|表情|语音|文件)[^\]】]*[\]】]/g;
const IS_PICTURE = /^[[【](?:图片|照片)/;
/** What stands before a colon in somebody's own words. */
const LABELS =
  /^(?:\d|https?$|地址|地点|位置|时间|日期|电话|手机|手机号|联系电话|联系人|姓名|问题|内容|原因|诉求|反映|备注|建议|说明|注|例如|比如|如|即|另外|还有|附)/;
const CHATTER =
  /^(?:收到|好的?|嗯+|谢谢.{0,4}|感谢.{0,6}|\+1|1|赞|同意|支持|已阅|知道了|辛苦了?.{0,4}|在吗|你好|您好|ok|OK|👍|🙏|👌)+[。！!~～]*$/u;

const two = (text: string | undefined): string => (text ?? '').padStart(2, '0');
const dateOf = (year?: string, month?: string, day?: string): string | null =>
  year === undefined ? null : `${year}-${two(month)}-${two(day)}`;

function timeOf(half: string | undefined, hours: string | undefined, minutes: string | undefined): string | null {
  const hour = Number(hours);
  if (hours === undefined || hour > 23 || Number(minutes) > 59) return null;
  const later = (half === '下午' || half === '晚上') && hour < 12 ? hour + 12 : hour;
  return `${two(String(later))}:${minutes}`;
}

function headOf(line: string): Head | null {
  const before = TIME_NAME.exec(line);
  if (before) {
    const [, year, month, day, half, hours, minutes, name = '', rest = ''] = before;
    const time = timeOf(half, hours, minutes);
    if (time !== null) return { name, rest, date: dateOf(year, month, day), time };
  }
  const behind = NAME_TIME.exec(line);
  if (behind) {
    const [, name = '', year, month, day, half, hours, minutes, rest = ''] = behind;
    const time = timeOf(half, hours, minutes);
    if (time !== null && !LABELS.test(name)) return { name, rest, date: dateOf(year, month, day), time };
  }
  const [, name = '', rest = ''] = NAME_COLON.exec(line) ?? [];
  return name === '' || LABELS.test(name) ? null : { name, rest, date: null, time: null };
}

/** What each person said, in the order of the chat. What one says in several turns on end is one post. */
export function postsOf(copied: string): Post[] {
  const posts: Post[] = [];
  let date: string | null = null;
  for (const raw of copied.normalize('NFC').split(/\r?\n/)) {
    const line = raw.trim();
    const [whole, year, month, day] = DAY_LINE.exec(line) ?? [];
    if (whole !== undefined) {
      date = dateOf(year, month, day);
      continue;
    }
    const head = headOf(line);
    if (head?.date) date = head.date;
    const last = posts.at(-1);
    if (head && last?.name === head.name) append(last, head.rest);
    else if (head) posts.push(begun({ ...head, date: head.date ?? date }));
    else if (last) append(last, line);
    else if (line !== '') posts.push(begun({ name: '', rest: line, date, time: null }));
  }
  return posts.map(finished).filter(({ text, pictures }) => text !== '' || pictures > 0);
}

const begun = ({ name, rest, date, time }: Head): Post => ({
  name,
  text: rest,
  pictures: 0,
  date,
  time,
  chatter: false,
});

function append(post: Post, line: string): void {
  post.text = post.text === '' ? line : `${post.text}\n${line}`;
}

function finished(post: Post): Post {
  const pictures = (post.text.match(PICTURE) ?? []).filter((mark) => IS_PICTURE.test(mark)).length;
  const text = post.text
    .replace(PICTURE, '')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { ...post, text, pictures, chatter: (text === '' && pictures === 0) || CHATTER.test(text) };
}
