/** The table of everything the stand-in speaks as WeChat. */
import { mediaCheckAsync, msgSecCheck } from './content.ts';
import { sendEmployeeMessage, unbindEmployees } from './employee.ts';
import type { Endpoint } from './endpoint.ts';
import { sendCustomMessage } from './kf.ts';
import { addTemplate, deleteTemplate, getCategory, getLibraryKeywords, getLibraryTitles } from './library.ts';
import { generateScheme, generateUrlLink } from './links.ts';
import { checkSession, codeToSession, getPhoneNumber, resetSessionKey } from './login.ts';
import { getUnlimitedQrCode } from './qrcode.ts';
import {
  checkCallback,
  clearQuota,
  clearQuotaBySecret,
  getApiDomainIp,
  getCallbackIp,
  getRid,
  quotaEndpoint,
} from './quota.ts';
import { getUserRiskRank } from './risk.ts';
import type { State } from './state.ts';
import { sendSubscribeMessage } from './subscribe.ts';
import { getTemplates } from './template.ts';
import { normalToken, stableToken } from './token.ts';

const rows: readonly Endpoint[] = [
  stableToken,
  normalToken,
  codeToSession,
  checkSession,
  resetSessionKey,
  getPhoneNumber,
  sendSubscribeMessage,
  sendEmployeeMessage,
  unbindEmployees,
  sendCustomMessage,
  getTemplates,
  addTemplate,
  deleteTemplate,
  getCategory,
  getLibraryTitles,
  getLibraryKeywords,
  msgSecCheck,
  mediaCheckAsync,
  getUserRiskRank,
  getUnlimitedQrCode,
  generateUrlLink,
  generateScheme,
  getRid,
  quotaEndpoint(dailyLimitOf),
  clearQuota,
  clearQuotaBySecret,
  checkCallback,
  getCallbackIp,
  getApiDomainIp,
];

export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(rows.map((row) => [row.path, row]));

/** Null for a path that doesn't exist, Infinity where there is no limit. */
function dailyLimitOf(state: State, path: string): number | null {
  const endpoint = ENDPOINTS.get(path);
  if (!endpoint) return null;
  return state.limits.perDay[path] ?? endpoint.limit?.perDay ?? Number.POSITIVE_INFINITY;
}
