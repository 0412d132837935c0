import { type Caller, startCaller } from '../test/caller.ts';
import type { Fault } from './faults.ts';

const SEND = '/cgi-bin/message/subscribe/send';
const BODY = { touser: 'o_u1', template_id: 'T', data: { thing1: { value: '井盖破损' } } };

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller({ random: () => 0.5 });
  caller.standIn.addUser({ openid: 'o_u1' });
  caller.standIn.addTemplate({ id: 'T', keywords: ['thing1'] });
  for (let time = 0; time < 5; time += 1) caller.standIn.subscribe('o_u1', { T: 'accept' });
});
afterEach(() => caller.standIn.close());

const send = () => caller.send(SEND, BODY);
const codeOf = async () => (await send()).json.errcode;
const arrived = () => caller.standIn.messages().length;
const spoil = (fault: object) => caller.admin('POST', 'faults', { match: { path: SEND }, ...fault });

describe('trouble', () => {
  it('answers an error of the service, as often as asked', async () => {
    await spoil({ kind: 'errcode', code: -1, times: 2 });
    const first = await send();
    expect(first.json).toEqual({ errcode: -1, errmsg: expect.stringMatching(/^system error rid: /) });
    expect([await codeOf(), await codeOf()]).toEqual([-1, 0]);
    expect(arrived()).toBe(1);
  });

  it('lasts until it is cleared when no number is given', async () => {
    await spoil({ kind: 'errcode', code: 45009 });
    expect([await codeOf(), await codeOf()]).toEqual([45009, 45009]);
    await caller.admin('DELETE', 'faults');
    expect(await codeOf()).toBe(0);
  });

  it('says 40001 to a token that is right', async () => {
    await spoil({ kind: 'invalidToken', times: 1 });
    expect([await codeOf(), await codeOf()]).toEqual([40001, 0]);
  });

  it('comes from a gateway', async () => {
    await spoil({ kind: 'http', times: 1 });
    const told = await send();
    expect([told.status, told.type]).toEqual([502, 'text/html']);
    expect(arrived()).toBe(0);
  });

  it('breaks the connection before anything was done', async () => {
    await spoil({ kind: 'reset', times: 1 });
    await expect(send()).rejects.toThrow();
    expect(arrived()).toBe(0);
    expect(caller.standIn.credits('o_u1', 'T')).toBe(5);
    expect(caller.standIn.calls(SEND)[0]?.answer).toBeNull();
  });

  it('breaks the connection after everything was done', async () => {
    await spoil({ kind: 'resetAfter', times: 1 });
    await expect(send()).rejects.toThrow();
    expect(arrived()).toBe(1);
    expect(caller.standIn.credits('o_u1', 'T')).toBe(4);
    expect(await codeOf()).toBe(0);
  });

  it('sends half an answer', async () => {
    await spoil({ kind: 'badjson', times: 1 });
    const told = await send();
    expect(told.status).toBe(200);
    expect(() => JSON.parse(told.text)).toThrow();
    expect(arrived()).toBe(1);
  });

  it('lets the caller wait', async () => {
    await spoil({ kind: 'slow', ms: 80, times: 1 });
    const before = performance.now();
    expect(await codeOf()).toBe(0);
    expect(performance.now() - before).toBeGreaterThan(70);
  });

  it('never answers, and does nothing', async () => {
    await spoil({ kind: 'timeout', ms: 50, times: 1 });
    await expect(send()).rejects.toThrow();
    expect(arrived()).toBe(0);
  });

  it('does not keep the stand-in from closing', async () => {
    const other = await startCaller();
    other.standIn.fault({ kind: 'timeout', match: { path: '*' } });
    const waiting = other.get('/cgi-bin/token').catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.standIn.close();
    expect(await waiting).toBe('cut');
  });

  it('hits only what it is meant for', async () => {
    const match = { path: SEND, openid: 'o_u2' };
    caller.standIn.fault({ kind: 'errcode', code: -1, match });
    caller.standIn.fault({ kind: 'errcode', code: -1, match: { path: SEND, template: 'X' } });
    expect(await codeOf()).toBe(0);
    caller.standIn.fault({ kind: 'errcode', code: 43107, match: { path: '*', openid: 'o_u1', template: 'T' } });
    expect(await codeOf()).toBe(43107);
  });

  it('may be left to chance', async () => {
    const fault: Fault = { kind: 'errcode', code: -1, match: { path: SEND }, probability: 0.5 };
    caller.standIn.fault(fault);
    expect(await codeOf()).toBe(0);
    caller.standIn.fault({ ...fault, probability: 0.51 });
    expect(await codeOf()).toBe(-1);
  });
});
