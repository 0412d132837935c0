import { afterRefusal, MAX_ATTEMPTS } from './wechat-refusal.ts';

const NOW = Date.UTC(2026, 10, 21, 4, 30);

describe('after a refusal of WeChat', () => {
  it.each([40003, 40037, 41030, 43107, 45168, 47001, 47003, 48001, 99999])('%d is final', (errcode) => {
    expect(afterRefusal(errcode, 1, NOW).do).toBe('fail');
  });

  it('waits a little longer each time, and gives up', () => {
    const waits = [1, 2, 3, 4].map((attempts) => {
      const after = afterRefusal(-1, attempts, NOW);
      return after.do === 'retry' ? after.at - NOW : null;
    });
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(afterRefusal(-1, MAX_ATTEMPTS, NOW)).toEqual({ do: 'fail', reason: '微信系统繁忙，试了 5 次' });
  });

  it('waits for the next day in China when the quota is used up, however often it tried', () => {
    expect(afterRefusal(45009, 9, NOW)).toMatchObject({ do: 'wait', at: Date.UTC(2026, 10, 21, 16) });
  });

  it('learns that no consent is left', () => {
    expect(afterRefusal(43101, 1, NOW).do).toBe('no_credit');
  });
});
