import { createCipheriv } from 'node:crypto';
import { eventOf, sealedPart } from './push.ts';
import { isSigned, openPush, signatureOf } from './push-crypto.ts';

// The examples of WeChat's own documentation.
const TOKEN = 'AAAAA';
const AES_KEY = 'A'.repeat(43);
const APPID = 'wxba5fad812f8e6fb9';
const SEALED =
  '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=';

describe('what WeChat pushes', () => {
  it('is signed as the documentation’s examples are', () => {
    expect(signatureOf(TOKEN, '1714036504', '1514711492')).toBe('f464b24fc39322e44b38aa78f5edd27bd1441696');
    expect(signatureOf(TOKEN, '1714037059', '486452656')).toBe('899cf89e464efb63f54ddac96b0a0a235f53aa78');
    expect(isSigned('046e02f8204d34f8ba5fa3b1db94908f3df2e9b3', TOKEN, '1714112445', '415670741', SEALED)).toBe(true);
    for (const wrong of [undefined, '', '046e02f8', '046e02f8204d34f8ba5fa3b1db94908f3df2e9b4'])
      expect(isSigned(wrong, TOKEN, '1714112445', '415670741', SEALED)).toBe(false);
  });

  it('opens as the documentation’s example does, for nobody else and with no other key', () => {
    const open = openPush(AES_KEY, APPID, SEALED) ?? '';
    expect(Buffer.byteLength(open)).toBe(167);
    expect(eventOf(open)).toMatchObject({ event: 'debug_demo' });
    expect(openPush(AES_KEY, 'wx0000000000000000', SEALED)).toBeNull();
    expect(openPush('B'.repeat(43), APPID, SEALED)).toBeNull();
    for (const broken of ['', 'AAAA', SEALED.slice(4), SEALED.slice(0, 64), '%%%'])
      expect(openPush(AES_KEY, APPID, broken)).toBeNull();
  });

  it('is not read beyond its end where the length inside lies', () => {
    const key = Buffer.from(`${AES_KEY}=`, 'base64');
    const whole = Buffer.concat([Buffer.alloc(16), Buffer.from([255, 255, 255, 255]), Buffer.from(`{}${APPID}`)]);
    const pad = 32 - (whole.length % 32);
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const sealed = Buffer.concat([cipher.update(Buffer.concat([whole, Buffer.alloc(pad, pad)])), cipher.final()]);
    expect(openPush(AES_KEY, APPID, sealed.toString('base64'))).toBeNull();
  });

  it('finds what is sealed in JSON and in XML, and nothing in what lies open', () => {
    expect(sealedPart('{"ToUserName":"gh","Encrypt":"ab+/="}')).toBe('ab+/=');
    expect(sealedPart('<xml><ToUserName><![CDATA[gh]]></ToUserName><Encrypt><![CDATA[ab+/=]]></Encrypt></xml>')).toBe(
      'ab+/=',
    );
    for (const open of ['{"Event":"x"}', '<xml><Event>x</Event></xml>', '', 'x', '{"Encrypt":7}'])
      expect(sealedPart(open)).toBeNull();
  });

  const POPUP = {
    event: 'subscribe_msg_popup_event',
    openid: 'o_li',
    at: 1620973045000,
    fields: {},
  };
  const entry = (id: string) => ({ TemplateId: id, SubscribeStatusString: 'accept', PopupScene: '0' });

  it('has one shape, whether one entry or many, numbers or texts, JSON or XML', () => {
    const json = (List: unknown, CreateTime: unknown) =>
      JSON.stringify({
        ToUserName: 'gh',
        FromUserName: 'o_li',
        CreateTime,
        MsgType: 'event',
        Event: POPUP.event,
        List,
      });
    const one = { ...POPUP, list: [entry('T1')] };
    expect(eventOf(json(entry('T1'), '1620973045'))).toEqual(one);
    expect(eventOf(json([{ ...entry('T1'), PopupScene: 0 }], 1620973045))).toEqual(one);
    expect(eventOf(json([entry('T1'), entry('T2')], 1620973045))).toEqual({
      ...POPUP,
      list: [entry('T1'), entry('T2')],
    });
    const list = (id: string) =>
      `<List><TemplateId><![CDATA[${id}]]></TemplateId><SubscribeStatusString>accept</SubscribeStatusString><PopupScene>0</PopupScene></List>`;
    const xml = (
      lists: string,
    ) => `<xml><ToUserName><![CDATA[gh]]></ToUserName><FromUserName><![CDATA[o_li]]></FromUserName>
      <CreateTime>1620973045</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${POPUP.event}]]></Event>
      <SubscribeMsgPopupEvent>${lists}</SubscribeMsgPopupEvent></xml>`;
    expect(eventOf(xml(list('T1')))).toEqual(one);
    expect(eventOf(xml(list('T1') + list('T2')))).toEqual({ ...POPUP, list: [entry('T1'), entry('T2')] });
  });

  it('keeps ids of 64 bits whole, and what is deeper by its path', () => {
    const event = eventOf(
      '{"FromUserName":"o","CreateTime":1,"MsgType":"event","Event":"wxa_media_check","trace_id":"t-1","errcode":0,"id":1864323726461255680,"detail":[{"suggest":"pass","label":100}],"result":{"suggest":"risky","label":20001}}',
    );
    expect(event).toEqual({
      event: 'wxa_media_check',
      openid: 'o',
      at: 1000,
      list: [],
      fields: {
        trace_id: 't-1',
        errcode: '0',
        id: '1864323726461255680',
        'detail.0.suggest': 'pass',
        'detail.0.label': '100',
        'result.suggest': 'risky',
        'result.label': '20001',
      },
    });
  });

  it.each([
    ['nothing', ''],
    ['no message', '[]'],
    ['a message of a person', '{"MsgType":"text","Content":"hello","FromUserName":"o","CreateTime":1}'],
    ['an event without a name', '{"MsgType":"event"}'],
    ['half of one', '<xml><MsgType>event</MsgType>'],
    [
      'a type declaration',
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><MsgType>event</MsgType><Event>&e;</Event></xml>',
    ],
    ['another root', '<html><MsgType>event</MsgType><Event>x</Event></html>'],
  ])('is no event where it is %s', (_, text) => {
    expect(eventOf(text)).toBeNull();
  });

  it('opens no entity and takes no name for a prototype', () => {
    const event = eventOf('<xml><MsgType>event</MsgType><Event>&amp;x</Event><a>&lt;</a></xml>');
    expect(event).toMatchObject({ event: '&amp;x', fields: { a: '&lt;' } });
    const evil = eventOf('{"MsgType":"event","Event":"x","__proto__":{"openid":"evil"},"constructor":"y"}');
    expect(evil?.openid).toBe('');
    expect(({} as Record<string, unknown>).openid).toBeUndefined();
  });
});
