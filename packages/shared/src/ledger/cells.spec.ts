import { harmless, joined, lasted, masked, stamp, stampOf } from './cells.ts';

describe('a field of a ledger', () => {
  it('runs in no sheet', () => {
    for (const text of [
      '=1+1',
      '+1',
      '-1',
      '@SUM(1)',
      '\t=1',
      '\r=1',
      ' =1',
      '\n=1',
      '＝1',
      '＋1',
      '－1',
      '＠1',
      '|calc',
    ])
      expect(harmless(text)).toBe(`'${text}`);
    for (const text of ['路灯=坏', '12-3 号', 'a@b', '']) expect(harmless(text)).toBe(text);
    expect([harmless(-3), harmless(null)]).toEqual([-3, null]);
  });

  it('shows no number that somebody wrote into a text', () => {
    expect(masked('请打13912345678，或 13800000000')).toBe('请打139****5678，或 138****0000');
    // Longer numbers are something else: an identity, an account, a ticket.
    for (const text of ['431201139123456789', 'LD20261120-0001', '0745-1234567']) expect(masked(text)).toBe(text);
    expect([masked(13912345678), masked(null)]).toEqual([13912345678, null]);
  });

  it('says times as they are in the district, and how long it took', () => {
    expect(stamp(Date.UTC(2026, 10, 30, 16, 0))).toBe('2026-12-01 00:00');
    expect([stamp(null), stampOf('2026-11-20T01:00:00.000Z'), stampOf(undefined), stampOf('gestern')]).toEqual([
      '',
      '2026-11-20 09:00',
      '',
      '',
    ]);
    expect([lasted(59 * 60_000), lasted(3_600_000), lasted(86_400_000), lasted(100_800_000)]).toEqual([
      '59 分钟',
      '1 小时',
      '1 天',
      '1 天 4 小时',
    ]);
  });

  it('holds no more than a sheet takes', () => {
    expect(joined(['a', '', 'b'])).toBe('a\nb');
    expect(joined(['长'.repeat(5000)])).toHaveLength(4000);
  });
});
