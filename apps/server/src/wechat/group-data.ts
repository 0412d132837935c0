import { createDecipheriv } from 'node:crypto';
import type { Group } from './outcomes.ts';

/** WeChat's own word for data that was not made with this session. */
const INVALID_SIGNATURE = 87009;

export interface GroupData {
  /** Base64, as `wx.getGroupEnterInfo` gives them. */
  readonly encryptedData: string;
  readonly iv: string;
}

/** Opens what the phone says of the group it came from; the key is the session's, which WeChat gave to this server alone. */
export function openGroup({ encryptedData, iv }: GroupData, sessionKey: string, appId: string): Group {
  try {
    const decipher = createDecipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), Buffer.from(iv, 'base64'));
    const text = Buffer.concat([decipher.update(encryptedData, 'base64'), decipher.final()]).toString('utf8');
    const { opengid, openGId, watermark } = JSON.parse(text) as Record<string, unknown>;
    const group = opengid ?? openGId;
    const theirs = (watermark as { appid?: unknown } | undefined)?.appid;
    if (typeof group === 'string' && group !== '' && theirs === appId) return { kind: 'group', opengid: group };
  } catch {
    // What doesn't open was not sealed with this session.
  }
  return { kind: 'refused', errcode: INVALID_SIGNATURE, errmsg: 'not sealed with this session', rid: null };
}
