// Sharing: what a page says of itself when it is sent on as a card, and what comes with a card out of a group.
import { guarded, log } from '../log.ts';
import type { OpenPage, Pages } from '../pages.ts';
import type { Card, Entry } from '../program.ts';
import { ApiFailure, type ApiGroup } from './api.ts';

/** WeChat waits this long for a card that the page promises, and takes the usual one then. */
const PATIENCE_MS = 3000;
/** Scenes in which the app is opened out of a group. */
const GROUP_SCENES = [1008, 1044, 1158, 1160, 1185];

interface Answer {
  title?: string;
  path?: string;
  query?: string;
  imageUrl?: string;
  promise?: Promise<Answer>;
}

const searchOf = ({ query }: OpenPage): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

const pathOf = (page: OpenPage): string => `/${[page.path, searchOf(page)].filter(Boolean).join('?')}`;

export interface Sharing {
  group: ApiGroup;
  cards: Card[];
  share(from: Card['from'], button?: { id: string; dataset: object }): Promise<Card>;
}

export function createSharing(pages: Pages, appName: string, entry: () => Omit<Entry, 'path'>): Sharing {
  const cards: Card[] = [];
  const menus = new WeakMap<OpenPage, { hidden: boolean; withShareTicket: boolean; menus: string[] }>();
  const menuOf = (page: OpenPage) =>
    menus.get(page) ?? { hidden: false, withShareTicket: false, menus: ['shareAppMessage', 'shareTimeline'] };
  const change = (part: Partial<ReturnType<typeof menuOf>>) => {
    const page = pages.top();
    if (page) menus.set(page, { ...menuOf(page), ...part });
  };

  const share: Sharing['share'] = async (from, button) => {
    const page = pages.top();
    if (!page) throw new Error('no page is open');
    const hook = from === 'timeline' ? 'onShareTimeline' : 'onShareAppMessage';
    const menu = menuOf(page);
    if (!page.object[hook]) throw new Error(`"${page.path}" cannot be shared: it has no ${hook}`);
    const inMenu = menu.menus.includes(from === 'timeline' ? 'shareTimeline' : 'shareAppMessage');
    if (from !== 'button' && (menu.hidden || !inMenu))
      throw new Error(`"${page.path}" is not to be shared by the menu`);
    const asked = guarded(() => pages.call(page, hook, { from, target: button })) as Answer | undefined;
    const late = new Promise<undefined>((done) => window.setTimeout(done, PATIENCE_MS));
    const promised = asked?.promise && (await Promise.race([asked.promise, late]));
    const { title, path, query, imageUrl } = promised ?? asked ?? {};
    const card: Card = {
      from,
      title: title ?? page.view.title ?? page.view.config.navigationBarTitleText ?? appName,
      path: from === 'timeline' ? (query ?? searchOf(page)) : (path ?? pathOf(page)),
      imageUrl: imageUrl ?? '',
      withShareTicket: menu.withShareTicket,
    };
    cards.push(card);
    log.api.push({ name: hook, options: { from }, answer: card });
    return card;
  };

  const groupInfo = async () => {
    const { scene = 1001 } = entry();
    if (!GROUP_SCENES.includes(scene) || !window.__weappGroup) throw new ApiFailure('scene error', { errCode: 40_097 });
    return window.__weappGroup();
  };

  return {
    cards,
    share,
    group: {
      calls: {
        showShareMenu: ({ withShareTicket = false, menus: shown }: { withShareTicket?: boolean; menus?: string[] }) =>
          change({ hidden: false, withShareTicket, menus: shown ?? ['shareAppMessage'] }),
        hideShareMenu: () => change({ hidden: true }),
        updateShareMenu: ({ withShareTicket = false }: { withShareTicket?: boolean }) => change({ withShareTicket }),
        getGroupEnterInfo: groupInfo,
        getShareInfo: ({ shareTicket }: { shareTicket: string }) => {
          if (shareTicket !== entry().shareTicket) throw new ApiFailure('shareTicket is invalid');
          return groupInfo();
        },
      },
    },
  };
}
