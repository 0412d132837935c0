import { APP, type Caller, startCaller } from '../test/caller.ts';
import { UNKNOWNS } from './unknowns.ts';

const SEND = '/cgi-bin/message/wxopen/employeerelationmsg/send';
const UNBIND = '/wxa/business/unbinduserb2cauthinfo';
const INNER = { character_string1: { value: 'GD001' }, thing2: { value: '新工单待处理' } };

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
  caller.standIn.addUser({ openid: 'o_worker' });
  caller.standIn.addTemplate({
    id: 'E',
    type: 'employee',
    title: '派单提醒',
    keywords: ['character_string1', 'thing2'],
  });
});
afterEach(() => caller.standIn.close());

const send = (more = {}) =>
  caller.send(SEND, {
    touser: 'o_worker',
    template_id: 'E',
    page: 'pages/task/detail?id=1',
    data: JSON.stringify({ data: INNER }),
    ...more,
  });
const bind = () => caller.standIn.bindEmployee('o_worker', 'accept', { E: 'accept' });

describe('an employee message', () => {
  it('reaches the assistant of a bound person, again and again', async () => {
    bind();
    for (let time = 0; time < 3; time += 1) {
      expect((await send()).text).toBe('{"errcode":0,"errmsg":"ok"}');
    }
    const messages = caller.standIn.messages({ openid: 'o_worker', channel: 'assistant' });
    expect(messages).toHaveLength(3);
    expect(messages[0]).toMatchObject({
      title: '派单提醒',
      page: 'pages/task/detail?id=1',
      fields: [
        { key: 'character_string1', value: 'GD001' },
        { key: 'thing2', value: '新工单待处理' },
      ],
    });
  });

  it.each([
    ['an object in place of the text', { data: { data: INNER } }],
    ['a text that is no JSON', { data: '{"data":' }],
    ['a text without the inner data', { data: JSON.stringify(INNER) }],
    ['no page', { page: undefined }],
    ['no template', { template_id: undefined }],
  ])('with %s is refused as invalid args', async (_, more) => {
    bind();
    const { json } = await send(more);
    expect(json).toEqual({ errcode: 40097, errmsg: expect.stringMatching(/^invalid args rid: /) });
    expect(caller.standIn.messages()).toEqual([]);
  });

  it('with a field that breaks the rules is refused', async () => {
    bind();
    const data = JSON.stringify({ data: { ...INNER, thing2: { value: '字'.repeat(21) } } });
    expect((await send({ data })).json.errcode).toBe(UNKNOWNS.badEmployeeField);
  });

  it('needs the capability, a person, the relation and the template, and says which is missing', async () => {
    const told = async (more = {}) => (await send(more)).json.errmsg;
    expect(await told()).toMatch(/^invalid employee relation rid: /);
    caller.standIn.bindEmployee('o_worker', 'accept');
    expect((await send()).json.errcode).toBe(50001);
    expect(await told()).toMatch(/^user unauthorized rid: /);
    expect(caller.standIn.askEmployee('o_worker', { E: 'accept' })).toMatchObject({ E: 'accept' });
    expect((await send()).json.errcode).toBe(0);
    expect((await send({ touser: 'nobody' })).json.errcode).toBe(40257);
    caller.standIn.addApp({ ...APP, employeeEnabled: false });
    expect((await send()).json.errcode).toBe(43104);
    expect(await told()).toMatch(/^this app does not have poermission rid: /);
  });
});

describe('the relation', () => {
  it('is asked for on the phone, over HTTP too', async () => {
    const ask = (command: string, body: object) =>
      caller.admin('POST', `client/${command}`, { openid: 'o_worker', ...body });
    expect((await ask('check-employee', {})).json.bindingStatus).toBe('');
    expect((await ask('request-employee-templates', { templates: { E: 'accept' } })).json.errCode).toBe(40256);
    expect((await ask('bind-employee', { result: 'reject' })).json.bindingStatus).toBe('reject');
    expect((await ask('bind-employee', { result: 'accept', templates: { X: 'accept' } })).json.errCode).toBe(20001);
    const bound = await ask('bind-employee', { result: 'accept', templates: { E: 'accept' } });
    expect(bound.json).toEqual({ errMsg: 'bindEmployeeRelation:ok', bindingStatus: 'accept', E: 'accept' });
    expect((await ask('check-employee', {})).json.bindingStatus).toBe('accept');
  });

  it('takes six templates at once and no more', () => {
    const seven = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((id) => [id, 'accept' as const]));
    expect(caller.standIn.bindEmployee('o_worker', 'accept', seven)).toMatchObject({ errCode: 20003 });
  });

  it('ends when the owner or the person ends it', async () => {
    bind();
    expect((await caller.send(UNBIND, { openid_list: [] })).json.errcode).toBe(40097);
    expect((await caller.send(UNBIND, { openid_list: ['nobody'] })).json.errcode).toBe(40003);
    expect((await caller.send(UNBIND, { openid_list: ['o_worker'] })).json.errcode).toBe(0);
    expect((await send()).json.errcode).toBe(40256);
    bind();
    caller.standIn.removeFromPhone('o_worker');
    expect((await send()).json.errcode).toBe(40256);
  });
});
