import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { call, parse, readJson, readPicture } from './call.ts';

describe('a call to the world outside', () => {
  let server: Server;
  let base: string;
  let answer: { status: number; body: Buffer | string };

  beforeEach(async () => {
    answer = { status: 200, body: '{}' };
    server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const asked = () => call({ base, path: '/x', body: {} });
  const said = async (body: string | Buffer) => {
    answer = { status: 200, body };
    return asked();
  };

  it('keeps numbers of 64 bits as texts, wherever they stand, and touches nothing else', () => {
    expect(
      parse('{"msgid":2589480923856076802,"List":[{"MsgID": -1864323726461255680}],"n":1.25000000000000000000}'),
    ).toEqual({
      msgid: '2589480923856076802',
      List: [{ MsgID: '-1864323726461255680' }],
      n: 1.25,
    });
    expect(
      parse('{"errmsg":"no, hint: [1711895722618541278482601], from","q":"a \\"1234567890123456789\\","}'),
    ).toEqual({
      errmsg: 'no, hint: [1711895722618541278482601], from',
      q: 'a "1234567890123456789",',
    });
    for (const text of ['', '[1]', '7', 'null', '<html>']) expect(parse(text)).toBeNull();
  });

  it('finds the id of a refusal in WeChat’s words, in WeCom’s and in Tencent Cloud’s', async () => {
    const read = async (body: object) => readJson(await said(JSON.stringify(body)));
    expect(await read({ errcode: 40013, errmsg: 'invalid appid rid: 6aac0060-297a2899-4b3fff85' })).toMatchObject({
      kind: 'refused',
      errcode: 40013,
      rid: '6aac0060-297a2899-4b3fff85',
    });
    expect(
      await read({ errcode: 60020, errmsg: 'not allow, hint: [1711895722618541278482601], from ip: 1.2.3.4' }),
    ).toMatchObject({ errcode: 60020, rid: '1711895722618541278482601' });
    const refusal = { Code: 'AuthFailure.SignatureFailure', Message: 'wrong' };
    expect(await read({ Response: { Error: refusal, RequestId: 'r-1' } })).toEqual({
      kind: 'refused',
      errcode: -2,
      errmsg: 'wrong',
      rid: 'r-1',
      code: 'AuthFailure.SignatureFailure',
    });
  });

  it('tells a picture from a refusal by its first bytes', async () => {
    const jpeg = Buffer.from('ffd8ffe000104a46', 'hex');
    const png = Buffer.from('89504e470d0a1a0a', 'hex');
    expect(readPicture(await said(jpeg))).toEqual({ kind: 'picture', type: 'image/jpeg', bytes: jpeg });
    expect(readPicture(await said(png))).toEqual({ kind: 'picture', type: 'image/png', bytes: png });
    expect(readPicture(await said('{"errcode":41030,"errmsg":"invalid page rid: a-b-c"}'))).toMatchObject({
      kind: 'refused',
      errcode: 41030,
      rid: 'a-b-c',
    });
    expect(readPicture(await said('{"errcode":0}'))).toMatchObject({ kind: 'unknown' });
    expect(readPicture(await said(''))).toMatchObject({ kind: 'unknown' });
  });

  it('does not know what became of a call that was not answered with 200', async () => {
    answer = { status: 502, body: '<html>Bad Gateway</html>' };
    expect(await asked()).toEqual({ kind: 'unknown', why: 'status 502' });
  });

  it('hears when the other side’s clock is', async () => {
    const raw = await asked();
    expect(raw.kind === 'raw' && Math.abs((raw.date ?? 0) - Date.now()) < 5000).toBe(true);
  });
});
