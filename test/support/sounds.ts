/** Recordings as a phone would make them, frame by frame, and what somebody else might send in their place. */

/** Between the frames of a real recording stands sound; here it is any bytes. */
const filled = (bytes: number, seed: number): Buffer =>
  Buffer.from(Array.from({ length: bytes }, (_, at) => (at * 31 + seed * 17) & 127));

/** MPEG 1 layer III, 64 kbit/s, 44.1 kHz, mono: 26.1 ms a frame. */
export function mp3(seconds: number): Buffer {
  const frames = Math.round((seconds * 44_100) / 1152);
  return Buffer.concat(
    Array.from({ length: frames }, (_, at) => Buffer.concat([Buffer.from([0xff, 0xfb, 0x50, 0xc4]), filled(204, at)])),
  );
}

/** AAC in ADTS, 16 kHz, mono: 64 ms a frame of 100 bytes. */
export function aac(seconds: number): Buffer {
  const frames = Math.round((seconds * 16_000) / 1024);
  const head = [0xff, 0xf1, 0x60, 0x40, 100 >> 3, ((100 & 7) << 5) | 0x1f, 0xfc];
  return Buffer.concat(Array.from({ length: frames }, (_, at) => Buffer.concat([Buffer.from(head), filled(93, at)])));
}

/** A whole mp3 in which nothing is to be heard, and which players play: MPEG 2 layer III, 48 kbit/s, 16 kHz, mono. */
export function silence(seconds: number): Buffer {
  const frame = Buffer.concat([Buffer.from([0xff, 0xf3, 0x68, 0xc4]), Buffer.alloc(212)]);
  return Buffer.concat(Array(Math.ceil(seconds / 0.036)).fill(frame));
}

/** 16-bit speech; `claims` is the size the header gives, where it isn't the truth. */
export function wav(seconds: number, { rate = 16_000, bits = 16, kind = 1, claims = 0 } = {}): Buffer {
  const samples = filled(Math.round(seconds * rate) * 2, 1);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(kind, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(bits, 34);
  head.write('data', 36);
  head.writeUInt32LE(claims || samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** An ID3 tag in front that says where and by what it was recorded. */
export function tagged(sound: Buffer, words: string): Buffer {
  const body = Buffer.from(words);
  const size = [21, 14, 7, 0].map((shift) => (body.length >> shift) & 127);
  return Buffer.concat([Buffer.from('ID3'), Buffer.from([3, 0, 0, ...size]), body, sound]);
}
