/**
 * A page made to be printed: A4 lying, heads repeated on each sheet, numbered. One file with its styles inside, no script, nothing
 * loaded; every text from outside is escaped.
 */
import { stamp } from '@liudan/shared/ledger/cells';
import type { Cell } from '@liudan/shared/ledger/ledger';
import { escaped } from '../kernel/html.ts';
import type { Table } from './sheet.ts';

/** What stands above the tables: for whom, over which time, made when and by whom. */
export interface PaperHead {
  readonly title: string;
  readonly facts: readonly string[];
  readonly madeAt: number;
  readonly madeBy: string;
}

export interface PaperTable extends Table {
  readonly rows: readonly (readonly Cell[])[];
  /** Said in place of rows where there are none. */
  readonly nothing: string;
}

const STYLE = `
@page{size:A4 landscape;margin:14mm 12mm 16mm;@bottom-center{content:"第 " counter(page) " 页，共 " counter(pages) " 页";font-size:9pt;color:#333}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1200px;padding:16px;font:10pt/1.45 "Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;color:#000;background:#fff}
h1{margin:0 0 4pt;font-size:17pt;text-align:center;letter-spacing:.1em}
h2{margin:12pt 0 4pt;font-size:12pt;break-after:avoid}
.facts{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16pt;margin:0 0 6pt;font-size:9.5pt}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:8.5pt}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{border:.5pt solid #000;padding:2pt 3pt;text-align:left;vertical-align:top;overflow-wrap:anywhere;white-space:pre-line}
th{background:#eee;text-align:center;vertical-align:middle;font-weight:600;white-space:normal;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.nothing{text-align:center}
@media print{body{padding:0;max-width:none}.scroll{overflow:visible}}
@media screen{table{min-width:960px}}
`;

export function paper({ title, facts, madeAt, madeBy }: PaperHead, tables: readonly PaperTable[]): string {
  const said = [...facts, `制表：${madeBy}`, `制表时间：${stamp(madeAt)}`];
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><h1>${escaped(title)}</h1><div class="facts">${said.map((fact) => `<span>${escaped(fact)}</span>`).join('')}</div>
${tables.map((table) => tableOf(table, tables.length > 1)).join('\n')}
</body></html>
`;
}

function tableOf({ name, columns, rows, nothing }: PaperTable, named: boolean): string {
  const all = [{ words: '序号', width: 6, group: null }, ...columns];
  const total = all.reduce((sum, { width }) => sum + width, 0);
  const body =
    rows.length === 0
      ? `<tr><td class="nothing" colspan="${all.length}">${escaped(nothing)}</td></tr>`
      : rows.map((cells, index) => `<tr>${[index + 1, ...cells].map(cell).join('')}</tr>`).join('\n');
  return `${named ? `<h2>${escaped(name)}</h2>` : ''}<div class="scroll"><table><colgroup>${all
    .map(({ width }) => `<col style="width:${((width / total) * 100).toFixed(2)}%">`)
    .join('')}</colgroup><thead>${heads(all)}</thead><tbody>${body}</tbody></table></div>`;
}

const cell = (value: Cell): string => `<td>${value === null ? '' : escaped(String(value))}</td>`;

/** One row of heads, or two where some stand under a common one. */
function heads(columns: Table['columns']): string {
  if (columns.every(({ group }) => group === null))
    return `<tr>${columns.map(({ words }) => `<th scope="col">${escaped(words)}</th>`).join('')}</tr>`;
  const upper = columns.map(({ group, words }, index) => {
    if (group === null) return `<th scope="col" rowspan="2">${escaped(words)}</th>`;
    if (group === columns[index - 1]?.group) return '';
    return `<th scope="colgroup" colspan="${columns.filter((one) => one.group === group).length}">${escaped(group)}</th>`;
  });
  const lower = columns.flatMap(({ group, words }) =>
    group === null ? [] : [`<th scope="col">${escaped(words)}</th>`],
  );
  return `<tr>${upper.join('')}</tr><tr>${lower.join('')}</tr>`;
}
