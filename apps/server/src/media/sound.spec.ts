import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aac, mp3, tagged, wav } from '../../../../test/support/sounds.ts';
import { ProblemError } from '../kernel/problem.ts';
import { piece } from './piece.ts';
import { readSound } from './sound.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sound-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(bytes: Buffer) {
  const path = join(folder, 'recording');
  await writeFile(path, bytes);
  return readSound(path);
}
const refusal = (bytes: Buffer) =>
  read(bytes).then(
    ({ format }) => format,
    (error: unknown) => (error instanceof ProblemError ? error.refusal.refused : String(error)),
  );

it.each([
  ['mp3', mp3],
  ['aac', aac],
  ['wav', wav],
] as const)('reads %s, and how long it is', async (format, make) => {
  const sound = await read(make(36));
  expect(sound.format).toBe(format);
  expect(Math.round(sound.durationMs / 1000)).toBe(36);
});

it('keeps the frames and nothing else', async () => {
  const plain = mp3(2);
  const behind = Buffer.concat([plain, Buffer.from(`TAG${'河滨社区 3 栋'.padEnd(60)}`)]);
  for (const given of [plain, tagged(plain, 'TPE1 某某某的手机 109.98,27.11'), behind])
    expect((await read(given)).bytes.equals(plain)).toBe(true);
  const wave = wav(1);
  const listed = Buffer.concat([
    wave.subarray(0, 36),
    Buffer.from('LIST'),
    Buffer.from([4, 0, 0, 0]),
    Buffer.from('INFO'),
    wave.subarray(36),
  ]);
  expect((await read(listed)).bytes.equals(wave)).toBe(true);
});

it('leaves out the frame in which a program writes its name', async () => {
  const named = mp3(1);
  named.write('Xing', 36);
  expect((await read(named)).bytes.length).toBe(named.length - 208);
});

it.each<[string, string, Buffer]>([
  ['VOICE_UNREADABLE', 'nothing', Buffer.alloc(0)],
  [
    'VOICE_UNSUPPORTED',
    'a program',
    Buffer.from('MZ\x90\x00 this program cannot be run'.padEnd(2_000, '\x00'), 'latin1'),
  ],
  ['VOICE_UNSUPPORTED', 'a page', Buffer.from('<script>alert(1)</script>'.repeat(200))],
  ['VOICE_UNSUPPORTED', 'a recording of a browser', Buffer.from('1a45dfa3'.padEnd(4_000, '0'), 'hex')],
  ['VOICE_UNREADABLE', 'a program behind a few frames', Buffer.concat([mp3(0.2), Buffer.alloc(50_000, 0x4d)])],
  ['VOICE_UNREADABLE', 'a click', mp3(0.1)],
  ['VOICE_TOO_LONG', 'a speech', mp3(75)],
  ['VOICE_UNREADABLE', 'a header that claims gigabytes', wav(2, { claims: 0xfffffff0 })],
  ['VOICE_UNSUPPORTED', 'hours in few bytes', wav(2, { rate: 8_000, bits: 8 })],
  ['VOICE_UNSUPPORTED', 'one sample a second', wav(2, { rate: 1 })],
  ['VOICE_UNSUPPORTED', 'a compressed kind', wav(2, { kind: 85 })],
  ['VOICE_UNREADABLE', 'a cut-off head', wav(2).subarray(0, 30)],
])('answers %s to %s', async (code, _, bytes) => {
  expect(await refusal(bytes)).toBe(code);
});

it.each([
  [undefined, null],
  ['bytes=0-1', { from: 0, to: 1 }],
  ['bytes=10-', { from: 10, to: 99 }],
  ['bytes=-10', { from: 90, to: 99 }],
  ['bytes=0-999', { from: 0, to: 99 }],
  ['bytes=200-300', null],
  ['bytes=5-2', null],
  ['bytes=-', null],
  ['bytes=0-1,5-6', null],
  ['lines=1-2', null],
])('hands out the piece that %s asks for', (range, expected) => {
  expect(piece(range, 100)).toEqual(expected);
});
