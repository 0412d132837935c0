/** The public library of message templates, and adding one of its templates to the account. */
import { type Answer, ok, refuse } from './answer.ts';
import { type AppRequest, type TokenEndpoint, textOf } from './endpoint.ts';
import type { LibraryTemplate } from './entities.ts';
import { randomText } from './state.ts';
import { UNKNOWNS } from './unknowns.ts';

const FEWEST_KEYWORDS = 2;
const MOST_KEYWORDS = 5;
const LONGEST_SCENE = 15;
const MOST_TITLES = 30;

/** `POST addtemplate`: two to five of a library template's keywords, in the order the card shall have. */
export const addTemplate: TokenEndpoint = {
  path: '/wxaapi/newtmpl/addtemplate',
  method: 'POST',
  token: true,
  handle(request): Answer {
    const { state, app, body } = request;
    const entry = entryOf(request, body.tid);
    if (!entry) return refuse(200014);
    const kids = Array.isArray(body.kidList) ? body.kidList.map(Number) : [];
    const keywords = kids.flatMap((kid) => entry.keywords.find((keyword) => keyword.kid === kid) ?? []);
    const complete = keywords.length === kids.length && new Set(kids).size === kids.length;
    if (!complete || kids.length < FEWEST_KEYWORDS || kids.length > MOST_KEYWORDS) return refuse(200020);
    const scene = textOf(body, 'sceneDesc');
    if ([...scene].length > LONGEST_SCENE) return refuse(200021);
    const own = [...state.templates.values()].filter((template) => template.appid === app.appid);
    if (own.length >= UNKNOWNS.templatesPerAccount) return refuse(200012);
    const id = randomText(43);
    state.templates.set(id, {
      id,
      appid: app.appid,
      title: entry.title,
      type: entry.type === 3 ? 'longterm' : 'onetime',
      keywords: keywords.map(({ kid, name, rule }) => ({ key: `${rule}${kid}`, label: name, values: [] })),
      banned: false,
    });
    return ok({ priTmplId: id });
  },
};

/** `POST deltemplate`. */
export const deleteTemplate: TokenEndpoint = {
  path: '/wxaapi/newtmpl/deltemplate',
  method: 'POST',
  token: true,
  handle({ state, app, body }): Answer {
    const template = state.templates.get(textOf(body, 'priTmplId'));
    if (template?.appid !== app.appid) return refuse(20001);
    state.templates.delete(template.id);
    return ok();
  },
};

/** `GET getcategory`: the account's own categories. */
export const getCategory: TokenEndpoint = {
  path: '/wxaapi/newtmpl/getcategory',
  method: 'GET',
  token: true,
  handle: ({ app }) => ok({ data: app.categories }),
};

/** `GET getpubtemplatetitles`: the library of the categories named, a page at a time. */
export const getLibraryTitles: TokenEndpoint = {
  path: '/wxaapi/newtmpl/getpubtemplatetitles',
  method: 'GET',
  token: true,
  handle(request): Answer {
    const { query, app } = request;
    const ids = (query.get('ids') ?? '').split(',').map(Number);
    const [start, limit] = [Number(query.get('start') ?? Number.NaN), Number(query.get('limit') ?? Number.NaN)];
    if (!ids.every((id) => app.categories.some((category) => category.id === id))) return refuse(200018);
    if (!Number.isInteger(start) || start < 0) return refuse(200016);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_TITLES) return refuse(200017);
    const found = entriesOf(request).filter(({ categoryId }) => ids.includes(categoryId));
    const data = found.slice(start, start + limit).map(({ tid, title, type, categoryId }) => ({
      tid,
      title,
      type,
      categoryId: String(categoryId),
    }));
    return ok({ count: found.length, data });
  },
};

/** `GET getpubtemplatekeywords`. */
export const getLibraryKeywords: TokenEndpoint = {
  path: '/wxaapi/newtmpl/getpubtemplatekeywords',
  method: 'GET',
  token: true,
  handle(request): Answer {
    const entry = entryOf(request, request.query.get('tid'));
    return entry ? ok({ count: entry.keywords.length, data: entry.keywords }) : refuse(20001);
  },
};

function entryOf(request: AppRequest, tid: unknown): LibraryTemplate | undefined {
  return entriesOf(request).find((entry) => entry.tid === Number(tid));
}

/** Only what the account's categories open. */
function entriesOf({ state, app }: AppRequest): LibraryTemplate[] {
  return state.library.filter(({ categoryId }) => app.categories.some(({ id }) => id === categoryId));
}
