/** What the stand-in is told at each start, as the accounts of a real district would have it: templates, members, texts. Plain data, nothing is called. */
import type { District, NoticeTemplate } from '@liudan/shared/district/schema';
import type { Env } from '../kernel/env.ts';

export interface Told {
  /** A command of the stand-in's admin interface. */
  readonly command: string;
  readonly body: object;
}

/** What WeChat's library calls the fields of these types; here they serve to be read on an invented phone. */
const LABELS: Readonly<Record<string, string>> = {
  character_string: '工单编号',
  thing: '事项说明',
  phrase: '当前状态',
  time: '时间',
};
const SECOND_THING = '备注';

/** What stands before a value in a text message. */
const WORDS: Readonly<Record<string, string>> = {
  '{number}': '单号',
  '{due}': '期限',
  '{left}': '时限',
  '{unit}': '单位',
  '{link}': '查看',
};

/** The templates of every notice: one message at a time, long-term, and for employees. */
export function templatesTold({ templates }: District): Told[] {
  return Object.values(templates.notices).flatMap(({ wechat, employee }) => [
    ...(wechat ? [template(wechat.templateId, wechat.title, wechat.type, wechat.fields)] : []),
    ...(employee ? [template(employee.templateId, employee.title, 'employee', employee.fields)] : []),
  ]);
}

function template(id: string, title: string, type: string, fields: Readonly<Record<string, string>>): Told {
  let things = 0;
  const keywords = Object.keys(fields).map((key) => {
    const kind = key.replace(/\d+$/, '');
    if (kind === 'thing') things += 1;
    return { key, label: kind === 'thing' && things > 1 ? SECOND_THING : (LABELS[kind] ?? key) };
  });
  return { command: 'templates', body: { id, title, type, keywords } };
}

/** WeCom, where the stand-in plays it: the application, and everybody of the roster by the number of his phone. */
export function wecomTold({ people }: District, { wecom, wechat }: Pick<Env, 'wecom' | 'wechat'>): Told[] {
  if (wecom?.base !== `${wechat.base}/wecom`) return [];
  const { corpId: corpid, agentId: agentid, secret } = wecom;
  const miniprograms = wechat.appId === null ? [] : [wechat.appId];
  return [
    { command: 'wecom/agents', body: { corpid, agentid, secret, name: '六单', miniprograms } },
    ...people.map(({ key, name, phone }) => ({
      command: 'wecom/members',
      body: { corpid, userid: key, name, mobile: phone },
    })),
  ];
}

/** SMS, where the stand-in plays it: the account, and a text for each notice that has one. */
export function smsTold({ templates }: District, { sms, wechat }: Pick<Env, 'sms' | 'wechat'>): Told[] {
  if (sms?.base !== `${wechat.base}/sms`) return [];
  const texts = Object.values(templates.notices).flatMap(textOf);
  const { secretId, secretKey, appId: sdkAppId, sign } = sms;
  return [{ command: 'sms/accounts', body: { secretId, secretKey, sdkAppId, signs: [sign], templates: texts } }];
}

function textOf({ sms, title }: NoticeTemplate) {
  if (!sms) return [];
  const values = sms.params.map((param, index) => `${WORDS[param] ?? ''} {${index + 1}}`.trim());
  return [{ id: sms.templateId, text: `${title}：${values.join('，')}`, allowsUrl: true }];
}
