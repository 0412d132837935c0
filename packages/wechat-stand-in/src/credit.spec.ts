import { APP, type Caller, startCaller } from '../test/caller.ts';

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
  caller.standIn.addUser({ openid: 'o_u1' });
  caller.standIn.addTemplate({ id: 'T', title: '进度', keywords: ['thing1'] });
  caller.standIn.addTemplate({ id: 'S', title: '办结', keywords: ['thing1'] });
});
afterEach(() => caller.standIn.close());

const tap = (result: Record<string, 'accept' | 'reject'>, keep = false) =>
  caller.standIn.subscribe('o_u1', result, { keep });
const left = () => caller.standIn.credits('o_u1', 'T');

describe('credits', () => {
  it('add up, survive time and another token, and are not lost by a refusal', async () => {
    tap({ T: 'accept', S: 'reject' });
    tap({ T: 'reject' });
    caller.standIn.advance(400 * 86_400_000);
    await caller.token();
    tap({ T: 'accept' });
    expect(left()).toBe(2);
    expect(caller.standIn.events()[0]?.list).toEqual([
      { TemplateId: 'T', SubscribeStatusString: 'accept', PopupScene: '0' },
      { TemplateId: 'S', SubscribeStatusString: 'reject', PopupScene: '0' },
    ]);
  });

  it('still need a tap each under "always keep", which shows no popup and tells the app nothing', () => {
    tap({ T: 'accept' }, true);
    expect(tap({ T: 'reject' })).toEqual({ errMsg: 'requestSubscribeMessage:ok', T: 'accept' });
    expect(left()).toBe(2);
    expect(caller.standIn.events()).toHaveLength(1);
    caller.standIn.flags({ eventWhenKept: true });
    tap({ T: 'accept' });
    expect(caller.standIn.events()).toHaveLength(2);
  });

  it('are lost in the settings, and come back only with the next tap', () => {
    tap({ T: 'accept' });
    caller.standIn.setting('o_u1', 'T', 'reject');
    expect(left()).toBe(0);
    expect(tap({ T: 'accept' })).toMatchObject({ T: 'reject' });
    caller.standIn.setting('o_u1', 'T', 'accept');
    expect(left()).toBe(0);
    tap({ T: 'accept' });
    expect(left()).toBe(1);
    const changes = caller.standIn.events().filter(({ event }) => event === 'subscribe_msg_change_event');
    expect(changes.map(({ list }) => list)).toEqual([[{ TemplateId: 'T', SubscribeStatusString: 'reject' }]]);
  });

  it('may be kept by a setting where the flag says so', () => {
    caller.standIn.flags({ rejectClears: false });
    tap({ T: 'accept' });
    caller.standIn.setting('o_u1', 'T', 'reject');
    expect(left()).toBe(1);
  });

  it('are of no use while the main switch is off', async () => {
    tap({ T: 'accept' });
    await caller.admin('POST', 'client/main-switch', { openid: 'o_u1', on: false });
    expect(tap({ T: 'accept' })).toMatchObject({ errCode: 20004 });
    const body = { touser: 'o_u1', template_id: 'T', data: { thing1: { value: '井盖' } } };
    const { json } = await caller.send('/cgi-bin/message/subscribe/send', body);
    expect(json.errcode).toBe(43101);
    expect(left()).toBe(1);
  });

  it('go when the mini-program is deleted', () => {
    tap({ T: 'accept' });
    caller.standIn.removeFromPhone('o_u1');
    expect(left()).toBe(0);
  });
});

describe('a popup', () => {
  it('is refused for what WeChat refuses', () => {
    caller.standIn.addTemplate({ id: 'L', title: '长期', type: 'longterm', keywords: ['thing1'] });
    expect(tap({})).toMatchObject({ errCode: 10001 });
    expect(tap({ X: 'accept' })).toMatchObject({ errCode: 20001 });
    expect(tap({ T: 'accept', L: 'accept' })).toMatchObject({ errCode: 20002 });
    const six = Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F'].map((id) => [id, 'accept' as const]));
    expect(tap(six)).toMatchObject({ errCode: 20003 });
    expect(left()).toBe(0);
  });

  it('leaves out a banned template and a second one of the same title', () => {
    caller.standIn.addTemplate({ id: 'S', title: '进度', keywords: ['thing1'] });
    expect(tap({ T: 'accept', S: 'accept' })).toMatchObject({ T: 'accept', S: 'filter' });
    caller.standIn.addTemplate({ id: 'T', title: '进度', keywords: ['thing1'], banned: true });
    expect(tap({ T: 'accept' })).toMatchObject({ T: 'ban' });
  });

  it('lets a stranger in where the app does', () => {
    expect(() => caller.standIn.subscribe('o_new', { T: 'accept' })).toThrow('there is no user o_new');
    caller.standIn.addApp({ ...APP, autoUsers: true });
    caller.standIn.subscribe('o_new', { T: 'accept' });
    expect(caller.standIn.credits('o_new', 'T')).toBe(1);
  });
});
