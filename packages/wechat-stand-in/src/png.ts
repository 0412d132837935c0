/**
 * A square picture of two colours as PNG. The package that computes the code can draw it too, but looks up a global for
 * every pixel, which takes seconds where the stand-in runs inside a test.
 */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const BITS = 8;

export interface Drawing {
  /** Cells along one side. */
  readonly cells: number;
  /** Pixels along one side. */
  readonly width: number;
  /** The light colour is see-through. */
  readonly clear: boolean;
  isDark(row: number, column: number): boolean;
}

/** PNG bytes, one bit per pixel. */
export function pngOf({ cells, width, clear, isDark }: Drawing): Buffer {
  const cellAt = Array.from({ length: width }, (_, pixel) => Math.floor((pixel * cells) / width));
  const lines = Array.from({ length: cells }, (_, row) => {
    const line = Buffer.alloc(1 + Math.ceil(width / BITS));
    cellAt.forEach((column, pixel) => {
      if (isDark(row, column)) line[1 + Math.floor(pixel / BITS)]! |= 0x80 >> (pixel % BITS);
    });
    return line;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  // One bit per pixel, colours from a palette: white first, black second.
  header.set([1, 3], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from('ffffff000000', 'hex')),
    ...(clear ? [chunk('tRNS', Buffer.from([0]))] : []),
    chunk('IDAT', deflateSync(Buffer.concat(cellAt.map((row) => lines[row]!)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, check]);
}
