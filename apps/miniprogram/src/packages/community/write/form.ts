/** A notice being written: what the form holds, and what of it goes to the server. */
import type { NoticeView } from '@liudan/shared/community/contract';
import type { NoticeTopic } from '@liudan/shared/community/notice';
import type { PhotoItem } from '@/services/photos.ts';

export interface NoticeForm {
  org: string;
  topic: NoticeTopic | '';
  title: string;
  body: string;
  pinned: boolean;
  photos: PhotoItem[];
  /** ISO 8601, or empty: at once, and without an end. */
  publishAt: string;
  until: string;
}

export const EMPTY_FORM: NoticeForm = {
  org: '',
  topic: '',
  title: '',
  body: '',
  pinned: false,
  photos: [],
  publishAt: '',
  until: '',
};

/** The form of a notice that is there already. Its photos are known by their ids. */
export function formOf(notice: NoticeView): NoticeForm {
  const { topic, title, body, pinned, photos, publishedAt, until, desk } = notice;
  return {
    org: desk?.org.id ?? '',
    topic,
    title,
    body,
    pinned,
    photos: photos.map(({ id }) => ({ key: id, path: null, state: 'sent', percent: 100, mediaId: id, problem: null })),
    publishAt: desk?.state === 'planned' ? publishedAt : '',
    until: until ?? '',
  };
}

/** What is missing, by field; empty when it can go. */
export function missingIn({ org, topic, title, body }: NoticeForm): Readonly<Record<string, string>> {
  return {
    ...(org === '' ? { org: '请选择发给谁' } : {}),
    ...(topic === '' ? { topic: '请选择类型' } : {}),
    ...(title.trim() === '' ? { title: '请填写标题' } : {}),
    ...(body.trim() === '' ? { body: '请填写内容' } : {}),
  };
}

/** As the contract wants it; `version` for one that is changed. */
export function toNotice(form: NoticeForm, photos: readonly string[], version: number | null): object {
  const { org, topic, title, body, pinned, publishAt, until } = form;
  return {
    ...(version === null ? { org } : { version }),
    topic,
    title,
    body,
    pinned,
    photos,
    ...(publishAt ? { publishAt } : {}),
    until: until || null,
  };
}
