/** Rows on their way out: a workbook or a CSV file, written while it is sent, so that its length costs no memory. */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { harmless } from '@liudan/shared/ledger/cells';
import type { Format } from '@liudan/shared/ledger/contract';
import type { Cell, Column } from '@liudan/shared/ledger/ledger';
import { StreamableFile } from '@nestjs/common';
import { writeCsvStream } from 'hucre/csv';
import { writeXlsxStream } from 'hucre/xlsx';

/** A table with a name, as a sheet or as a page shows it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Pick<Column, 'words' | 'width' | 'group'>[];
}

const TYPES: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

const CELL = { alignment: { vertical: 'top', wrapText: true } } as const;

/** The heading of a column, with the one above it where there is one. */
const heading = ({ group, words }: Table['columns'][number]): string => (group === null ? words : `${group}·${words}`);

/** The file to answer with. `title` becomes its name, in Chinese for programs that read RFC 5987, in ASCII for others. */
export function sheet(
  format: Format,
  { name, columns }: Table,
  rows: AsyncIterable<readonly Cell[]>,
  title: string,
): StreamableFile {
  const numbered = [{ words: '序号', width: 8, group: null }, ...columns];
  const bytes =
    format === 'xlsx'
      ? writeXlsxStream(numberedRows(rows), {
          name,
          columns: numbered.map((column) => ({ header: heading(column), width: column.width, style: CELL })),
          freezePane: { rows: 1 },
        })
      : writeCsvStream(numberedRows(rows, harmless), { headers: numbered.map(heading), bom: true });
  return new StreamableFile(Readable.fromWeb(bytes as ReadableStream<Uint8Array>), {
    type: TYPES[format],
    disposition: `attachment; filename="ledger.${format}"; filename*=UTF-8''${encodeURIComponent(`${fileName(title)}.${format}`)}`,
  });
}

/** Without what some system does not allow in a name. */
const fileName = (title: string): string => title.replace(/[\\/:*?"<>|\s]+/g, '_');

async function* numberedRows(
  rows: AsyncIterable<readonly Cell[]>,
  write: (cell: Cell) => Cell = (cell) => cell,
): AsyncGenerator<Cell[]> {
  let count = 0;
  for await (const cells of rows) {
    count += 1;
    yield [count, ...cells.map(write)];
  }
}
