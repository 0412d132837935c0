/** Cards that are passed on into a group: what they say, and where they lead. Nobody's ticket is ever in one. */
import type { Named } from '@liudan/shared/contract';
import { sceneOf } from '@liudan/shared/entry/code';
import { useDidShow, useShareAppMessage } from '@tarojs/taro';
import { useEffect } from 'react';
import { routes } from '@/routes.ts';
import { codeOfCommunity, readCommunity, useCommunity } from './district.ts';
import { isH5 } from './platform.ts';
import { allowSharing } from './platform-entry.ts';

export interface Card {
  title: string;
  /** Below the root, with what it is opened with; the home page otherwise. */
  route?: string;
  query?: Record<string, string>;
  /** The code it leads by; that of the reader's own community otherwise. */
  code?: string;
}

/** The card of a community: what it is for, in one line. */
export const invitation = (community: Named | null): string =>
  `${community?.name ?? ''}有事拍照反映，谁在办、办到哪一步都看得见`;

/** What WeChat makes a card of when the page is passed on. The page's config must say `enableShareAppMessage`. */
export function useShared(card?: () => Card): void {
  const community = useCommunity();
  const id = community?.id;
  useEffect(() => {
    // The code comes with what is known of the community.
    if (!isH5 && id !== undefined && codeOfCommunity(id) === null) void readCommunity(id).catch(() => undefined);
  }, [id]);
  useDidShow(allowSharing);
  useShareAppMessage(() => {
    const { title, route = routes.home, query = {}, code } = card?.() ?? { title: invitation(community) };
    const c = code ?? (id === undefined ? null : codeOfCommunity(id));
    const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const asked = [...pairs, ...(c === null ? [] : [sceneOf(c)])].join('&');
    return { title, path: asked === '' ? route : `${route}?${asked}` };
  });
}
