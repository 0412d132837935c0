import { APP, type Caller, startCaller } from '../test/caller.ts';
import { UNKNOWNS } from './unknowns.ts';

const BASE = '/wxaapi/newtmpl';
const ENTRY = {
  tid: 99,
  title: '办理进度提醒',
  type: 2 as const,
  categoryId: 616,
  keywords: [
    { kid: 1, name: '事项名称', example: '井盖维修', rule: 'thing' },
    { kid: 2, name: '办理时间', example: '2026年11月20日', rule: 'time' },
    { kid: 3, name: '办理状态', example: '已办结', rule: 'phrase' },
  ],
};

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
  caller.standIn.addApp({ ...APP, categories: [{ id: 616, name: '政务民生' }] });
  caller.standIn.addToLibrary([ENTRY, { ...ENTRY, tid: 100, categoryId: 1 }]);
});
afterEach(() => caller.standIn.close());

const get = async (name: string, query: Record<string, string> = {}) =>
  (await caller.get(`${BASE}/${name}`, { access_token: await caller.token(), ...query })).json;
const post = async (name: string, body: object) => (await caller.send(`${BASE}/${name}`, body)).json;
const add = (more = {}) => post('addtemplate', { tid: 99, kidList: [3, 1], sceneDesc: '办理进度', ...more });

describe('the template library', () => {
  it('is open as far as the categories of the account', async () => {
    expect(await get('getcategory')).toMatchObject({ errcode: 0, data: [{ id: 616, name: '政务民生' }] });
    expect(await get('getpubtemplatetitles', { ids: '616', start: '0', limit: '30' })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      count: 1,
      data: [{ tid: 99, title: '办理进度提醒', type: 2, categoryId: '616' }],
    });
    expect(await get('getpubtemplatekeywords', { tid: '99' })).toMatchObject({ count: 3, data: ENTRY.keywords });
    expect((await get('getpubtemplatekeywords', { tid: '100' })).errcode).toBe(20001);
  });

  it.each([
    [{ ids: '1', start: '0', limit: '30' }, 200018],
    [{ ids: '616', limit: '30' }, 200016],
    [{ ids: '616', start: '0', limit: '31' }, 200017],
  ])('is refused with %j', async (query: Record<string, string>, errcode) => {
    expect((await get('getpubtemplatetitles', query)).errcode).toBe(errcode);
  });

  it('gives the account a template, with the keywords in the order wanted, and takes it back', async () => {
    const { priTmplId } = await add();
    const { data } = await get('gettemplate');
    expect(data).toEqual([
      expect.objectContaining({
        priTmplId,
        title: '办理进度提醒',
        content: '办理状态:{{phrase3.DATA}}\n事项名称:{{thing1.DATA}}\n',
      }),
    ]);
    expect((await post('deltemplate', { priTmplId })).errcode).toBe(0);
    expect((await post('deltemplate', { priTmplId })).errcode).toBe(20001);
  });

  it.each([
    [{ tid: 100 }, 200014],
    [{ kidList: [1] }, 200020],
    [{ kidList: [1, 1] }, 200020],
    [{ kidList: [1, 9] }, 200020],
    [{ sceneDesc: '字'.repeat(16) }, 200021],
  ])('gives nothing for %j', async (more, errcode) => {
    expect((await add(more)).errcode).toBe(errcode);
  });

  it('gives so many and no more', async () => {
    for (let id = 0; id < UNKNOWNS.templatesPerAccount; id += 1) {
      caller.standIn.addTemplate({ id: `t${id}`, keywords: ['thing1'] });
    }
    expect((await add()).errcode).toBe(200012);
  });

  it('is filled over HTTP', async () => {
    expect((await caller.admin('POST', 'library', { templates: [{ ...ENTRY, tid: 7 }] })).status).toBe(200);
    expect((await add({ tid: 7 })).errcode).toBe(0);
    const wrong = { ...ENTRY, keywords: [{ kid: 1, name: 'x', rule: 'smell' }] };
    expect((await caller.admin('POST', 'library', { templates: [wrong] })).json.error).toBe(
      'smell is no type of a field',
    );
  });
});
