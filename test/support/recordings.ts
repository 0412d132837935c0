/** Sound as a phone records it: whole files that players take, in which nothing is to be heard. */

const MP3_FRAME_SECONDS = 0.036;
/** MPEG-2 layer III, 48 kbit/s, 16 kHz, mono: 216 bytes, of which all but the header may be zero. */
const MP3_FRAME = Buffer.concat([Buffer.from([0xff, 0xf3, 0x68, 0xc4]), Buffer.alloc(212)]);

/** An mp3 file of at least `seconds`. */
export function silence(seconds: number): Buffer {
  return Buffer.concat(Array(Math.ceil(seconds / MP3_FRAME_SECONDS)).fill(MP3_FRAME));
}
