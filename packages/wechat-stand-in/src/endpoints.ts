/** The table of everything the stand-in speaks as WeChat. */
import { mediaCheckAsync, msgSecCheck } from './content.ts';
import { sendEmployeeMessage, unbindEmployees } from './employee.ts';
import type { Endpoint } from './endpoint.ts';
import { checkSession, codeToSession, getPhoneNumber } from './login.ts';
import { getUnlimitedQrCode } from './qrcode.ts';
import { sendSubscribeMessage } from './subscribe.ts';
import { getTemplates } from './template.ts';
import { normalToken, stableToken } from './token.ts';

const rows: readonly Endpoint[] = [
  stableToken,
  normalToken,
  codeToSession,
  checkSession,
  getPhoneNumber,
  sendSubscribeMessage,
  getTemplates,
  sendEmployeeMessage,
  unbindEmployees,
  msgSecCheck,
  mediaCheckAsync,
  getUnlimitedQrCode,
];

export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(rows.map((row) => [row.path, row]));
