import { APP, type Caller, startCaller } from '../../test/caller.ts';
import { CASES } from './cases.ts';
import { putAll } from './put.ts';

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
});
afterEach(() => caller.standIn.close());

const bases = () => ({
  wechat: caller.standIn.url,
  wecom: `${caller.standIn.url}/wecom`,
  sms: `${caller.standIn.url}/sms`,
});

describe('the stand-in', () => {
  it('answers as the real services do', async () => {
    const findings = await putAll(CASES, { bases: bases(), app: APP });
    expect(findings.filter(({ difference, skipped }) => difference !== null || skipped !== undefined)).toEqual([]);
    expect(findings).toHaveLength(CASES.length);
  });

  it('is changed by none of the cases', async () => {
    caller.standIn.addUser({ openid: 'o_u1' });
    await putAll(CASES, { bases: bases(), app: APP });
    expect(caller.standIn.messages()).toEqual([]);
    expect(caller.standIn.events()).toEqual([]);
  });
});

describe('the suite', () => {
  it('leaves out what it can not ask', async () => {
    const findings = await putAll(CASES, { bases: { wechat: caller.standIn.url } });
    const skipped = new Set(findings.map((finding) => finding.skipped));
    expect(skipped).toEqual(new Set([undefined, 'no address of wecom', 'no address of sms', 'no app']));
  });

  it('sees another code, another text, another type and a missing member', async () => {
    for (const body of ['{"errcode":1,"errmsg":"x"}', 'nonsense']) {
      caller.standIn.fault({ kind: 'http', status: 200, body, match: { path: '*' } });
      const findings = await putAll(CASES, { bases: bases(), app: APP });
      const same = findings.filter(({ difference, skipped }) => difference === null && skipped !== 'no token');
      // The method is looked at before the trouble on the way.
      expect(same.map(({ name }) => name)).toEqual(['a stable token is asked for with POST']);
      caller.standIn.clearFaults();
    }
  });
});
