/** `getwxacodeunlimit`: a picture that a camera can read, so that a demo's posters lead somewhere. */
import qrcode from 'qrcode';
import { refuse } from './answer.ts';
import { type TokenEndpoint, textOf } from './endpoint.ts';

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/;
const VERSIONS = new Set(['release', 'trial', 'develop']);
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
  async handle({ app, body }) {
    const scene = textOf(body, 'scene');
    if (scene === '' || scene.length > 32) return refuse(40169);
    if (!SCENE.test(scene)) return refuse(40129);
    const page = textOf(body, 'page');
    if (page.startsWith('/')) return refuse(41030);
    if (page !== '' && body.check_path !== false && app.pages && !app.pages.includes(page)) return refuse(41030);
    if (body.env_version !== undefined && !VERSIONS.has(textOf(body, 'env_version'))) return refuse(40097);
    const bytes = await qrcode.toBuffer(`wxfake://scene/${scene}`, {
      type: 'png',
      width: widthOf(body.width),
      margin: 2,
      errorCorrectionLevel: 'M',
      color: { dark: '#000000ff', light: body.is_hyaline === true ? '#ffffff00' : '#ffffffff' },
    });
    return { kind: 'picture', bytes, type: 'image/png' };
  },
};

function widthOf(width: unknown): number {
  if (typeof width !== 'number' || !Number.isFinite(width)) return USUAL;
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}
