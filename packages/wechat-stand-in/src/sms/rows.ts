/** The commands about text messages over HTTP. */
import * as ask from '../ask.ts';
import { isRecord } from '../endpoint.ts';
import type { Rows } from '../rows.ts';
import { StandInError } from '../trouble.ts';
import type { SmsAccountInput } from './account.ts';

export const SMS_ROWS: Rows = {
  'POST sms/accounts': ({ commands, body }) => {
    const { secretId, sdkAppId, signs, templates } = commands.addSmsAccount(account(body));
    return { secretId, sdkAppId, signs, templates: [...templates.values()] };
  },
  'POST sms/refuse': ({ commands, body }) =>
    commands.refuseNumber(ask.text(body, 'phone'), ask.optionalText(body, 'code') ?? null),
};

function account(body: ask.Body): SmsAccountInput {
  return {
    secretId: ask.text(body, 'secretId'),
    secretKey: ask.text(body, 'secretKey'),
    sdkAppId: ask.text(body, 'sdkAppId'),
    ...ask.given({ signs: ask.texts(body, 'signs'), templates: templates(body) }),
  };
}

function templates({ templates: given }: ask.Body): SmsAccountInput['templates'] {
  if (given === undefined) return undefined;
  if (!Array.isArray(given) || !given.every(isRecord)) throw new StandInError('templates must be a list of objects');
  return given.map((entry) => ({
    id: ask.text(entry, 'id'),
    text: ask.text(entry, 'text'),
    ...ask.given({ allowsUrl: ask.optionalFlag(entry, 'allowsUrl') }),
  }));
}
