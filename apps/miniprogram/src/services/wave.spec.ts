import { asWave } from './wave.ts';

it('writes samples as a file that says what it is', () => {
  const bytes = Buffer.from(asWave(Float32Array.from([0, 1, -1, 2, 0.5]), 16_000));
  expect(bytes.length).toBe(44 + 10);
  expect([bytes.toString('latin1', 0, 4), bytes.toString('latin1', 8, 16)]).toEqual(['RIFF', 'WAVEfmt ']);
  expect([bytes.readUInt32LE(4), bytes.readUInt32LE(24), bytes.readUInt32LE(40)]).toEqual([46, 16_000, 10]);
  expect([0, 1, 2, 3, 4].map((at) => bytes.readInt16LE(44 + at * 2))).toEqual([0, 32767, -32767, 32767, 16384]);
});
