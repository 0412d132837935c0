import { photoAddress, secondsLeft } from './photo-address.ts';

const KEY = Buffer.alloc(32, 7);
const ID = '01KAQ2V8Z3N5T7W9Y1B4D6F8HJ';
const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 21, 4, 2, 0);

const given = (address: string) => Object.fromEntries(new URL(address, 'http://house').searchParams);

describe('the address of a photo', () => {
  const address = photoAddress(KEY, ID, 'full', NOW);

  it('is the same for some minutes, so that caches answer', () => {
    expect(photoAddress(KEY, ID, 'full', NOW + 2 * MINUTE)).toBe(address);
    expect(photoAddress(KEY, ID, 'full', NOW + 5 * MINUTE)).not.toBe(address);
  });

  it('is good for 15 to 20 minutes', () => {
    for (let minute = 0; minute < 5; minute++) {
      const at = NOW + minute * MINUTE;
      const left = secondsLeft(KEY, ID, 'full', given(photoAddress(KEY, ID, 'full', at)), at) ?? 0;
      expect(left).toBeGreaterThanOrEqual(15 * 60);
      expect(left).toBeLessThanOrEqual(20 * 60);
    }
    expect(secondsLeft(KEY, ID, 'full', given(address), NOW + 21 * MINUTE)).toBeNull();
  });

  it('opens nothing else', () => {
    const good = given(address);
    expect(secondsLeft(KEY, ID, 'full', good, NOW)).toBe(18 * 60);
    expect(secondsLeft(KEY, ID, 'thumb', good, NOW)).toBeNull();
    expect(secondsLeft(KEY, `${ID.slice(0, -1)}K`, 'full', good, NOW)).toBeNull();
    expect(secondsLeft(Buffer.alloc(32, 8), ID, 'full', good, NOW)).toBeNull();
    expect(secondsLeft(KEY, ID, 'full', { ...good, e: 'zzzzzzz' }, NOW)).toBeNull();
    expect(secondsLeft(KEY, ID, 'full', { e: good.e, s: '' }, NOW)).toBeNull();
    expect(secondsLeft(KEY, ID, 'full', {}, NOW)).toBeNull();
  });
});
