/** The example values of the official documents of message push. */
import { decrypt, encrypt, sign } from './crypto.ts';

const TOKEN = 'AAAAA';
const KEY = 'A'.repeat(43);
const APPID = 'wxba5fad812f8e6fb9';
const CIPHERTEXT =
  '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=';
const REPLY = 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==';

describe('the official example', () => {
  it.each([
    ['of the verification', ['1714036504', '1514711492'], 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
    ['of a plain push', ['1714037059', '486452656'], '899cf89e464efb63f54ddac96b0a0a235f53aa78'],
    ['of an encrypted push', ['1714112445', '415670741', CIPHERTEXT], '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3'],
    ['of an encrypted reply', ['1713424427', '415670741', REPLY], '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1'],
  ])('%s has this signature', (_, parts, signature) => {
    expect(sign(TOKEN, ...parts)).toBe(signature);
  });

  it('is read', () => {
    const { head, text, appid } = decrypt(KEY, CIPHERTEXT);
    expect([head, Buffer.byteLength(text), appid]).toEqual(['a8eedb185eb2fecf', 167, APPID]);
    expect(JSON.parse(text)).toMatchObject({ Event: 'debug_demo' });
  });

  it('is written', () => {
    expect(encrypt(KEY, APPID, '{"demo_resp":"good luck"}', '707722b803182950')).toBe(REPLY);
  });
});

describe('the cipher', () => {
  it.each(['', '短', 'x'.repeat(1000), '一'.repeat(333)])('gives back what went in', (text) => {
    expect(decrypt(KEY, encrypt(KEY, APPID, text))).toMatchObject({ text, appid: APPID });
  });
});
