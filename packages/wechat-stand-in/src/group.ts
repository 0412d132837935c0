/** `wx.getGroupEnterInfo`: which group the mini-program was opened from, for the app's server alone to read. */
import { createCipheriv, randomBytes } from 'node:crypto';
import { SECOND, type State, type User } from './state.ts';
import { StandInError } from './trouble.ts';

/** What the phone hands over, both parts in base64. */
export interface GroupEntry {
  readonly encryptedData: string;
  readonly iv: string;
}

/** Encrypted with the key of the session that the person's last `wx.login` began. */
export function groupEntry(state: State, { openid, appid, sessionKey }: User, opengid: string): GroupEntry {
  if (sessionKey === null) throw new StandInError(`${openid} has not logged in`);
  const watermark = { timestamp: Math.floor(state.now() / SECOND), appid };
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), iv);
  const text = JSON.stringify({ opengid, chat_type: 3, watermark });
  const encryptedData = Buffer.concat([cipher.update(text), cipher.final()]).toString('base64');
  return { encryptedData, iv: iv.toString('base64') };
}
