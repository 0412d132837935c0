/** The part of the platform that has to do with coming in: what the app was opened with, the WeChat group it was opened from, and cards. */
import Taro from '@tarojs/taro';
import { isH5 } from './platform.ts';

/** What the platform says each time the app comes to the front. */
export interface Opened {
  query?: Record<string, string | undefined>;
  scene?: number;
}

interface FromGroup {
  code: string;
  encryptedData: string;
  iv: string;
}

/** What the server needs to know a group again, or null where WeChat doesn't say. The code of the session has to be there first. */
export async function groupEntered(): Promise<FromGroup | null> {
  if (isH5) return null;
  try {
    const { code } = await Taro.login();
    const told = (await Taro.getGroupEnterInfo({})) as unknown as Partial<FromGroup>;
    const { encryptedData = '', iv = '' } = told;
    return encryptedData === '' ? null : { code, encryptedData, iv };
  } catch {
    // An old WeChat, or somebody who has left the group: he comes in like everybody else.
    return null;
  }
}

/** Lets the page be passed on, and its group be known by who opens it there. */
export function allowSharing(): void {
  if (isH5) return;
  // The framework fills WeChat's `menus` from a name of its own.
  const choice = { withShareTicket: true, showShareItems: ['wechatFriends'] } as Taro.showShareMenu.Option;
  void Taro.showShareMenu(choice).catch(() => undefined);
}
