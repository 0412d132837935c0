/**
 * A poster for a door, a stairwell or a service station: A4 standing, one code on a sheet, or four to be cut apart. No resident's name
 * or number is on it; the grid worker's are those that everybody can read on the community's page.
 */
import { escaped } from '../kernel/html.ts';

export interface Poster {
  /** 「河滨社区 3号楼」 */
  readonly words: string;
  /** The grid, where the words don't say it; null where they do. */
  readonly grid: string | null;
  readonly code: string;
  /** `data:image/png;base64,…` */
  readonly picture: string;
  /** How to scan it: WeChat's own code is read by WeChat alone. */
  readonly scan: string;
  /** Whom to call: what he is called here, his name and his number. */
  readonly contacts: readonly { readonly role: string; readonly name: string | null; readonly phone: string | null }[];
  readonly district: string;
}

export type PosterLayout = 'one' | 'four';

const STYLE = `
@page{size:A4 portrait;margin:0}
*{box-sizing:border-box;margin:0}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{background:#e9ecf1;font-family:"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",SimHei,sans-serif;color:#1a1d21}
.hint{padding:14pt;text-align:center;font-size:12pt;line-height:1.6}
.sheet{width:210mm;height:297mm;margin:0 auto 8mm;background:#fff;overflow:hidden;break-after:page;break-inside:avoid}
.sheet:last-child{break-after:auto;margin-bottom:0}
.four{display:grid;grid-template-columns:105mm 105mm;grid-template-rows:148.5mm 148.5mm}
.four .poster:nth-child(odd){border-right:.3mm dashed #9aa1ab}
.four .poster:nth-child(-n+2){border-bottom:.3mm dashed #9aa1ab}
.one{--u:1mm}
.four{--u:.5mm}
.poster{display:flex;flex-direction:column;align-items:center;width:calc(210*var(--u));height:calc(297*var(--u));text-align:center;overflow:hidden}
.head{width:100%;padding:calc(15*var(--u)) calc(10*var(--u)) calc(12*var(--u));color:#fff;background:#1f4fbf}
.call{font-size:calc(21*var(--u));font-weight:700;line-height:1.2;letter-spacing:.06em}
.sub{margin-top:calc(4*var(--u));font-size:calc(7.6*var(--u));line-height:1.4}
.where{margin-top:calc(9*var(--u));padding:0 calc(12*var(--u));font-size:calc(13.5*var(--u));font-weight:700;line-height:1.25;overflow-wrap:anywhere}
.where.long{font-size:calc(10*var(--u))}
.grid{margin-top:calc(1.5*var(--u));font-size:calc(7.4*var(--u));color:#565d66}
.code{width:calc(114*var(--u));height:calc(114*var(--u));margin-top:calc(4*var(--u));object-fit:contain;image-rendering:pixelated}
.scan{margin-top:calc(2*var(--u));font-size:calc(8.4*var(--u));font-weight:600;line-height:1.4}
.contacts{display:flex;justify-content:center;gap:calc(8*var(--u));width:calc(186*var(--u));margin-top:auto;padding:calc(5.5*var(--u)) calc(6*var(--u));border:calc(.6*var(--u)) solid #1f4fbf;border-radius:calc(5*var(--u))}
.contact{flex:1;min-width:0;line-height:1.35;overflow-wrap:anywhere}
.role{font-size:calc(6.6*var(--u));color:#3c434c}
.phone{font-size:calc(10*var(--u));font-weight:700;white-space:nowrap}
.foot{display:flex;justify-content:space-between;width:calc(186*var(--u));padding:calc(5*var(--u)) 0 calc(8*var(--u));font-size:calc(5*var(--u));color:#565d66}
@media print{body{background:#fff}.hint{display:none}.sheet{margin:0}}
`;

/** One page of HTML with its sheets; `say` puts the program's own words into those of the district. */
export function posterSheets(posters: readonly Poster[], layout: PosterLayout, say: (words: string) => string): string {
  const perSheet = layout === 'four' ? 4 : 1;
  const sheets = Array.from({ length: Math.ceil(posters.length / perSheet) }, (_, at) =>
    posters.slice(at * perSheet, (at + 1) * perSheet),
  );
  const title = say(`二维码张贴页（${posters.length} 张）`);
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><p class="hint">请用浏览器的“打印”，纸张选 A4、纵向，缩放 100%，并打开“背景图形”。</p>
${sheets.map((some) => `<section class="sheet ${layout}">${some.map((one) => posterOf(one, say)).join('')}</section>`).join('\n')}
</body></html>
`;
}

/** So many signs stand in one line of the larger size. */
const LONG = 13;

function posterOf(poster: Poster, say: (words: string) => string): string {
  const { words, grid, code, picture, scan, contacts, district } = poster;
  return `<article class="poster">
<header class="head"><div class="call">${escaped(say('拍照点单 随手上报'))}</div><div class="sub">${escaped(say('身边的问题拍下来，谁在办、办到哪一步，都看得见'))}</div></header>
<h1 class="where${words.length > LONG ? ' long' : ''}">${escaped(words)}</h1>
${grid === null ? '' : `<div class="grid">${escaped(grid)}</div>`}
<img class="code" src="${escaped(picture)}" alt="${escaped(`${words}的二维码`)}">
<div class="scan">${escaped(say(scan))}</div>
<div class="contacts">${contacts.map(contactOf).join('')}</div>
<footer class="foot"><span>${escaped(district)}</span><span>编号 ${escaped(code)}</span></footer>
</article>`;
}

const contactOf = ({ role, name, phone }: Poster['contacts'][number]): string =>
  `<div class="contact"><div class="role">${escaped([role, name].filter(Boolean).join(' '))}</div><div class="phone">${escaped(phone ?? '')}</div></div>`;
