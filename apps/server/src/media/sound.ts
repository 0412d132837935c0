/**
 * What becomes of an uploaded recording: its frames are found by what they are, and written one behind the other into a file of our own.
 * Tags, pictures, names and whatever else stood before, between or behind them are gone, and what is no sound is refused.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LIMITS } from '@liudan/shared/limits';
import { fail } from '../kernel/problem.ts';

export type SoundFormat = 'mp3' | 'aac' | 'wav';
export const SOUND_TYPES: Readonly<Record<SoundFormat, string>> = {
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  wav: 'audio/wav',
};

export interface Sound {
  format: SoundFormat;
  bytes: Buffer;
  durationMs: number;
  /** SHA-256 of `bytes`, in hex. */
  sha256: string;
}

/** What a recorder may overshoot. */
const OVERSHOOT_MS = 2_000;
/** Shorter than this nobody has said anything. */
const SHORTEST_MS = 300;
/** Before the first frame a recorder leaves no more than this. */
const SEARCHED = 4_096;

/**
 * Reads MP3, AAC (ADTS) or WAV (16-bit PCM). Throws VOICE_UNSUPPORTED for anything else by its content, VOICE_UNREADABLE for a damaged
 * or empty recording, VOICE_TOO_LONG past a minute.
 */
export async function readSound(path: string): Promise<Sound> {
  const given = await readFile(path);
  const { format, parts, durationMs } = fromWave(given) ?? fromFrames(given);
  if (durationMs < SHORTEST_MS) fail('VOICE_UNREADABLE');
  if (durationMs > LIMITS.voiceSeconds * 1000 + OVERSHOOT_MS) tooLong();
  const bytes = Buffer.concat(parts);
  return {
    format,
    bytes,
    durationMs: Math.round(durationMs),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

const tooLong = (): never => fail('VOICE_TOO_LONG', { seconds: String(LIMITS.voiceSeconds) });

interface Found {
  format: SoundFormat;
  parts: Buffer[];
  durationMs: number;
}

interface Frame {
  format: 'mp3' | 'aac';
  /** Of the frame, header and all. */
  bytes: number;
  milliseconds: number;
  /** Frames of one recording agree in this: kind, sample rate. */
  stream: string;
}

/** Kilobits a second of MPEG layer III: of MPEG 1, and of the lower rates (2 and 2.5). */
const KILOBITS = [
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const MP3_RATES = [44_100, 48_000, 32_000] as const;
const AAC_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
] as const;

/** The frame that begins at `at`, if one does. */
function frameAt(bytes: Buffer, at: number): Frame | null {
  if (at + 7 > bytes.length || bytes[at] !== 0xff) return null;
  const second = bytes.readUInt8(at + 1);
  if ((second & 0xe0) !== 0xe0) return null;
  return (second & 0x06) === 0x02 ? mp3At(bytes, at, second) : (second & 0xf6) === 0xf0 ? aacAt(bytes, at) : null;
}

function mp3At(bytes: Buffer, at: number, second: number): Frame | null {
  const version = (second >> 3) & 3;
  const third = bytes.readUInt8(at + 2);
  const kilobits = KILOBITS[version === 3 ? 0 : 1][(third >> 4) - 1];
  const full = MP3_RATES[(third >> 2) & 3];
  if (version === 1 || kilobits === undefined || full === undefined) return null;
  const rate = version === 3 ? full : version === 2 ? full / 2 : full / 4;
  const samples = version === 3 ? 1152 : 576;
  const length = Math.floor((samples * kilobits * 125) / rate) + ((third >> 1) & 1);
  return { format: 'mp3', bytes: length, milliseconds: (samples / rate) * 1000, stream: `mp3 ${version} ${rate}` };
}

function aacAt(bytes: Buffer, at: number): Frame | null {
  const rate = AAC_RATES[(bytes.readUInt8(at + 2) >> 2) & 15];
  const length =
    ((bytes.readUInt8(at + 3) & 3) << 11) | (bytes.readUInt8(at + 4) << 3) | (bytes.readUInt8(at + 5) >> 5);
  if (rate === undefined || length <= 7) return null;
  const blocks = (bytes.readUInt8(at + 6) & 3) + 1;
  return { format: 'aac', bytes: length, milliseconds: (blocks * 1024 * 1000) / rate, stream: `aac ${rate}` };
}

function fromFrames(bytes: Buffer): Found {
  const begin = firstFrame(bytes, behindTag(bytes));
  if (begin === null) return fail(bytes.length === 0 ? 'VOICE_UNREADABLE' : 'VOICE_UNSUPPORTED');
  const { format, stream } = begin.frame;
  const parts: Buffer[] = [];
  let durationMs = 0;
  let at = begin.at;
  for (let frame = frameAt(bytes, at); frame && frame.stream === stream; frame = frameAt(bytes, at)) {
    const part = bytes.subarray(at, at + frame.bytes);
    // The last one may be cut off; a first one that only describes the others says which program wrote them.
    if (part.length < frame.bytes) break;
    if (!isDescription(part)) {
      parts.push(part);
      durationMs += frame.milliseconds;
    }
    at += frame.bytes;
  }
  // What is left behind the frames are tags. Where it is the greater part, the frames were an accident.
  if (bytes.length - at > at) return fail('VOICE_UNREADABLE');
  return { format, parts, durationMs };
}

/** Three frames in a row are no accident. */
function firstFrame(bytes: Buffer, from: number): { at: number; frame: Frame } | null {
  for (let at = from; at < Math.min(bytes.length, from + SEARCHED); at++) {
    const frame = frameAt(bytes, at);
    const second = frame && frameAt(bytes, at + frame.bytes);
    const third = frame && second && frameAt(bytes, at + frame.bytes + second.bytes);
    if (frame && second?.stream === frame.stream && third?.stream === frame.stream) return { at, frame };
  }
  return null;
}

/** Where the bytes behind an ID3 tag begin. */
function behindTag(bytes: Buffer): number {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (bytes.readUInt8(at) & 127), 0);
  return 10 + size;
}

const isDescription = (frame: Buffer): boolean => {
  const head = frame.toString('latin1', 0, 64);
  return /^.{4,60}(Xing|Info|VBRI)/s.test(head);
};

/** A WAV file; null where the bytes don't say that they are one. */
function fromWave(bytes: Buffer): Found | null {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE')
    return null;
  let format: { channels: number; rate: number } | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const body = at + 8;
    if (name === 'fmt ') format = waveFormat(bytes.subarray(body, body + size));
    if (name === 'data') return wave(bytes.subarray(body), size, format);
    at = body + size + (size & 1);
  }
  return fail('VOICE_UNREADABLE');
}

/** Uncompressed 16-bit speech of one or two channels; other kinds are refused. */
function waveFormat(body: Buffer): { channels: number; rate: number } {
  if (body.length < 16) return fail('VOICE_UNREADABLE');
  const [kind, channels, rate, bits] = [
    body.readUInt16LE(0),
    body.readUInt16LE(2),
    body.readUInt32LE(4),
    body.readUInt16LE(14),
  ];
  if (kind !== 1 || bits !== 16) return fail('VOICE_UNSUPPORTED');
  if (channels < 1 || channels > 2 || rate < 8_000 || rate > 48_000) return fail('VOICE_UNSUPPORTED');
  return { channels, rate };
}

function wave(body: Buffer, size: number, format: { channels: number; rate: number } | null): Found {
  // A size larger than what came is a lie, or a file that was cut off.
  if (format === null || size > body.length) return fail('VOICE_UNREADABLE');
  const { channels, rate } = format;
  const samples = body.subarray(0, size - (size % (2 * channels)));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * channels * 2, 28);
  head.writeUInt16LE(channels * 2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return { format: 'wav', parts: [head, samples], durationMs: (samples.length / (2 * channels * rate)) * 1000 };
}
