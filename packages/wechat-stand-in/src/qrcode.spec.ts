import { inflateSync } from 'node:zlib';
import qrcode from 'qrcode';
import { APP, type Caller, startCaller } from '../test/caller.ts';

const PATH = '/wxa/getwxacodeunlimit';

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
  caller.standIn.addApp({ ...APP, pages: ['pages/report/index'] });
});
afterEach(() => caller.standIn.close());

/** Width and height as the header of a PNG file gives them. */
async function picture(body: object): Promise<{ type: string | null; bytes: Buffer; size: [number, number] }> {
  const init = { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${caller.standIn.url}${PATH}?access_token=${await caller.token()}`, init);
  const bytes = Buffer.from(await response.arrayBuffer());
  const size: [number, number] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return { type: response.headers.get('content-type'), bytes, size };
}

describe('a code', () => {
  it('is a picture of the width asked for', async () => {
    const { type, bytes, size } = await picture({ scene: 'g=AB12CD', page: 'pages/report/index' });
    expect(type).toBe('image/png');
    expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect(size).toEqual([430, 430]);
    expect((await picture({ scene: 'g=AB12CD', width: 280 })).size).toEqual([280, 280]);
    expect((await picture({ scene: 'g=AB12CD', width: 9999 })).size).toEqual([1280, 1280]);
  });

  it('is dark where the code of its scene is dark', async () => {
    const { modules } = qrcode.create('wxfake://scene/g=AB12CD', { errorCorrectionLevel: 'M' });
    const cell = 10;
    const cells = modules.size + 8;
    const { bytes } = await picture({ scene: 'g=AB12CD', width: cells * cell });
    const start = bytes.indexOf('IDAT');
    const pixels = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)));
    const lineLength = 1 + Math.ceil((cells * cell) / 8);
    const isDark = (row: number, column: number) => {
      const [y, x] = [(row + 4) * cell + 5, (column + 4) * cell + 5];
      return (pixels[y * lineLength + 1 + (x >> 3)]! >> (7 - (x % 8))) & 1;
    };
    for (let row = -4; row < modules.size + 4; row += 1) {
      for (let column = -4; column < modules.size + 4; column += 1) {
        const inside = Math.min(row, column) >= 0 && Math.max(row, column) < modules.size;
        const meant = inside ? modules.get(row, column) : 0;
        if (isDark(row, column) !== meant) throw new Error(`row ${row}, column ${column} is wrong`);
      }
    }
  });

  it('differs by scene and not by time', async () => {
    const first = (await picture({ scene: 'g=1' })).bytes;
    expect((await picture({ scene: 'g=1' })).bytes.equals(first)).toBe(true);
    expect((await picture({ scene: 'g=2' })).bytes.equals(first)).toBe(false);
  });

  it.each([
    [{}, 40169],
    [{ scene: 'a'.repeat(33) }, 40169],
    [{ scene: '街道' }, 40129],
    [{ scene: 'a%20b' }, 40129],
    [{ scene: 'a', page: '/pages/report/index' }, 41030],
    [{ scene: 'a', page: 'pages/nowhere' }, 41030],
    [{ scene: 'a', env_version: 'beta' }, 40097],
  ])('is refused for %j', async (body, errcode) => {
    const told = await caller.send(PATH, body);
    expect(told.json.errcode).toBe(errcode);
    expect(told.type).toBe('application/json; encoding=utf-8');
  });

  it('leads to any page when the check is off', async () => {
    expect((await picture({ scene: 'a', page: 'pages/nowhere', check_path: false })).type).toBe('image/png');
  });
});
