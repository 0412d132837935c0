/**
 * The short codes of the ways in: eight signs that stand behind a QR code and lead to a community, a grid, a building or a service
 * station. WeChat allows 32 signs in a code of its own (`scene`), so the code says nothing itself; what it means is looked up.
 */

/** Digits and capitals without those that are taken for one another on paper: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
const SIGNS = '34679ACDEFGHJKMNPQRTWXY';
export const CODE_LENGTH = 8;
const CODE = new RegExp(`^[${SIGNS}]{${CODE_LENGTH}}$`);

/** What WeChat takes as the text of a code: 1 to 32 of these signs. */
export const SCENE_TEXT = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

/** A new code; `draw` gives a whole number from 0 up to, and without, the one it is given. */
export const makeCode = (draw: (below: number) => number): string =>
  Array.from({ length: CODE_LENGTH }, () => SIGNS[draw(SIGNS.length)]).join('');

/** The code as it is stored, from however it was typed; null where it is none. */
export function readCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  return CODE.test(code) ? code : null;
}

/** The page every code opens; a released version of the mini-program must have it. */
export const CODE_PAGE = 'pages/home/index';

/** The text inside WeChat's own code, and the query of every link and card that leads the same way. */
export const sceneOf = (code: string): string => `c=${code}`;

/** The code in what a program was opened with: the query of a link or a card (`c`), or the text of WeChat's code (`scene`). */
export function codeIn(query: Readonly<Record<string, string | undefined>>): string | null {
  if (query.c !== undefined) return readCode(query.c);
  const [, code] = /^c=([^&]*)$/.exec(query.scene === undefined ? '' : plain(query.scene)) ?? [];
  return code === undefined ? null : readCode(code);
}

/** WeChat hands the text of a code over as it is written into a link. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
