/** The table of everything the stand-in speaks as WeCom. */
import type { Endpoint } from '../endpoint.ts';
import { codeToMember, getUserInfo, getUserid } from './identity.ts';
import { sendWecomMessage } from './send.ts';
import { getToken } from './token.ts';
import { sendWebhook } from './webhook.ts';

const rows: readonly Endpoint[] = [getToken, sendWecomMessage, sendWebhook, getUserInfo, codeToMember, getUserid];

export const WECOM_ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(rows.map((row) => [row.path, row]));
