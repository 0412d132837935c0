/** Reads back what was taken out, without the library that wrote it: a zip by its directory, a sheet by its cells, a CSV by its quotes. */
import { inflateRawSync } from 'node:zlib';

/** The files of a zip, by name. */
function unzipped(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not a zip, or cut off before its end');
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(start, start + size);
    const text = (method === 8 ? inflateRawSync(body) : body).toString('utf8');
    files.set(bytes.subarray(at + 46, at + 46 + name).toString('utf8'), text);
    at += 46 + name + extra + comment;
  }
  return files;
}

const plain = (xml: string) =>
  xml
    .replace(/&#(?:x([0-9a-fA-F]+)|(\d+));/g, (_, hex: string, ten: string) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(ten)),
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');

/** The rows of the first sheet, as text, and whether any cell holds a formula. */
export function workbook(bytes: Buffer): { rows: string[][]; formulas: boolean } {
  const sheet = unzipped(bytes).get('xl/worksheets/sheet1.xml') ?? '';
  const rows = [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c [^>]*?(?:\/>|>(.*?)<\/c>)/gs)].map(([, cell = '']) =>
      plain([...cell.matchAll(/<(?:t|v)[^>]*>(.*?)<\/(?:t|v)>/gs)].map(([, text = '']) => text).join('')),
    ),
  );
  return { rows, formulas: /<f[ >]/.test(sheet) };
}

/** The rows of a CSV file (RFC 4180). */
export function csv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}
