/** WeCom and SMS in the stand-in, as a district that has both would be known to them. */
import type { District } from '@liudan/shared/district/schema';
import type { StandIn } from '@liudan/wechat-stand-in/server';

const CORP = { corpid: 'ww0000000000test1', agentid: 1000002, secret: 'secret-of-the-agent' } as const;
const SMS = { secretId: 'AKIDtest', secretKey: 'key-of-the-texts', sdkAppId: '1400000001', sign: '六单测试' } as const;

/** What the server is told of them. */
export const outsideEnv = ({ url }: Pick<StandIn, 'url'>): Record<string, string> => ({
  WECOM_API_BASE: `${url}/wecom`,
  WECOM_CORP_ID: CORP.corpid,
  WECOM_AGENT_ID: String(CORP.agentid),
  WECOM_SECRET: CORP.secret,
  SMS_API_BASE: `${url}/sms`,
  SMS_SECRET_ID: SMS.secretId,
  SMS_SECRET_KEY: SMS.secretKey,
  SMS_APP_ID: SMS.sdkAppId,
  SMS_SIGN: SMS.sign,
  SMS_REGION: 'ap-guangzhou',
});

/** Everybody of the staff is a member of WeCom, and every text of the district is approved. */
export function openOutside(standIn: StandIn, district: District): void {
  standIn.addAgent(CORP);
  for (const { key, name, phone } of district.people)
    standIn.addMember({ corpid: CORP.corpid, userid: useridOf(key), name, mobile: phone, openid: `o_demo_${key}` });
  const templates = Object.values(district.templates.notices).flatMap(({ sms, title }) =>
    sms
      ? [
          {
            id: sms.templateId,
            text: `${title}：${sms.params.map((_, at) => `{${at + 1}}`).join('，')}`,
            allowsUrl: true,
          },
        ]
      : [],
  );
  const { sign, ...account } = SMS;
  standIn.addSmsAccount({ ...account, signs: [sign], templates });
}

/** A member's id in WeCom. */
export const useridOf = (personKey: string): string => `m_${personKey}`;
