import { randomBytes } from 'node:crypto';
import { Sealer } from './sealed.ts';

const [oldKey, newKey, hashKey] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const sealer = new Sealer({ secretKeys: [oldKey], hashKey });

describe('sealing', () => {
  it.each(['13900000001', '陈春梅', '𠮷𠀀👩‍👩‍👧', ''])('gives back %j', (text) => {
    expect(sealer.open(sealer.seal(text))).toBe(text);
  });

  it('never seals a text the same way twice, and shows nothing of it', () => {
    const [a, b] = [sealer.seal('13900000001'), sealer.seal('13900000001')];
    expect(a).not.toBe(b);
    expect(a).not.toContain('139');
  });

  it('notices every changed character', () => {
    const sealed = sealer.seal('陈春梅');
    const body = sealed.indexOf('.') + 1;
    for (let at = body; at < sealed.length - 1; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(() => sealer.open(sealed.slice(0, at) + other + sealed.slice(at + 1))).toThrow();
    }
  });

  it('does not take a shortened seal', () => {
    const sealed = sealer.seal('陈春梅');
    expect(() => sealer.open(sealed.slice(0, 12))).toThrow();
    expect(() => sealer.open('')).toThrow();
  });

  it('opens what an older key sealed, seals with the new one, and says which key is missing', () => {
    const renewed = new Sealer({ secretKeys: [newKey, oldKey], hashKey });
    const before = sealer.seal('陈春梅');
    expect(renewed.open(before)).toBe('陈春梅');
    expect(() => sealer.open(renewed.seal('陈春梅'))).toThrow(/was not given/);
  });

  it('finds equal texts by a hash that depends on its key', () => {
    expect(sealer.hash('13900000001')).toBe(sealer.hash('13900000001'));
    expect(sealer.hash('13900000001')).not.toBe(sealer.hash('13900000002'));
    const elsewhere = new Sealer({ secretKeys: [oldKey], hashKey: randomBytes(32) });
    expect(elsewhere.hash('13900000001')).not.toBe(sealer.hash('13900000001'));
    expect(sealer.hash('13900000001')).toHaveLength(43);
  });
});
