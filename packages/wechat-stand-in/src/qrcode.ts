/** `getwxacodeunlimit`: a picture that a camera can read, so that a demo's posters lead somewhere. */
import qrcode from 'qrcode';
import { refuse } from './answer.ts';
import { type TokenEndpoint, textOf } from './endpoint.ts';
import { pngOf } from './png.ts';

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/;
const VERSIONS = new Set(['release', 'trial', 'develop']);
/** The empty border every code needs, in modules. */
const QUIET = 4;
const NARROWEST = 280;
const USUAL = 430;
const WIDEST = 1280;

/**
 * Answers PNG bytes of a plain QR code that holds `wxfake://scene/<scene>`; the real service draws its own round
 * pattern. A width outside 280 to 1280 pixels is brought inside.
 */
export const getUnlimitedQrCode: TokenEndpoint = {
  path: '/wxa/getwxacodeunlimit',
  method: 'POST',
  token: true,
  limit: { perMinute: 5000 },
  handle({ app, body }) {
    const scene = textOf(body, 'scene');
    if (scene === '' || scene.length > 32) return refuse(40169);
    if (!SCENE.test(scene)) return refuse(40129);
    const page = textOf(body, 'page');
    if (page.startsWith('/')) return refuse(41030);
    if (page !== '' && body.check_path !== false && app.pages && !app.pages.includes(page)) return refuse(41030);
    if (body.env_version !== undefined && !VERSIONS.has(textOf(body, 'env_version'))) return refuse(40097);
    const { modules } = qrcode.create(`wxfake://scene/${scene}`, { errorCorrectionLevel: 'M' });
    const bytes = pngOf({
      cells: modules.size + 2 * QUIET,
      width: widthOf(body.width),
      clear: body.is_hyaline === true,
      isDark: (row, column) => {
        const [y, x] = [row - QUIET, column - QUIET];
        return y >= 0 && x >= 0 && y < modules.size && x < modules.size && modules.get(y, x) === 1;
      },
    });
    return { kind: 'picture', bytes, type: 'image/png' };
  },
};

function widthOf(width: unknown): number {
  if (typeof width !== 'number' || !Number.isFinite(width)) return USUAL;
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}
