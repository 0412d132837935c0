/** `gettemplate`: the message templates of the account, in the words of the real service. */
import { ok } from './answer.ts';
import type { TokenEndpoint } from './endpoint.ts';
import type { Template } from './state.ts';

export const getTemplates: TokenEndpoint = {
  path: '/wxaapi/newtmpl/gettemplate',
  method: 'ANY',
  token: true,
  handle({ state, app }) {
    const own = [...state.templates.values()].filter(
      (template) => template.appid === app.appid && template.type !== 'employee',
    );
    return ok({ data: own.map(described) });
  },
};

function described({ id, title, type, keywords }: Template) {
  const enums = keywords.filter(({ values }) => values.length > 0);
  return {
    priTmplId: id,
    title,
    content: keywords.map(({ key, label }) => `${label}:{{${key}.DATA}}\n`).join(''),
    example: '',
    type: type === 'longterm' ? 3 : 2,
    keywordEnumValueList: enums.map(({ key, values }) => ({ keywordCode: `${key}.DATA`, enumValueList: values })),
  };
}
