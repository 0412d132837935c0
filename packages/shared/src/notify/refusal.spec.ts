import { afterRefusal, MAX_ATTEMPTS } from './refusal.ts';

const NOW = Date.UTC(2026, 10, 21, 4, 30);

describe('after a refusal of WeChat', () => {
  it.each([40003, 40037, 41030, 43107, 45168, 47001, 47003, 48001, 99999])('%d is final', (errcode) => {
    expect(afterRefusal('subscribe', { errcode }, 1, NOW).do).toBe('fail');
  });

  it('waits a little longer each time, and gives up', () => {
    const waits = [1, 2, 3, 4].map((attempts) => {
      const after = afterRefusal('subscribe', { errcode: -1 }, attempts, NOW);
      return after.do === 'retry' ? after.at - NOW : null;
    });
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(afterRefusal('wecom', { errcode: -1 }, MAX_ATTEMPTS, NOW)).toEqual({
      do: 'fail',
      reason: '对方系统繁忙，试了 5 次',
    });
  });

  it('waits for the next day in China when the quota is used up, however often it tried', () => {
    expect(afterRefusal('subscribe', { errcode: 45009 }, 9, NOW)).toMatchObject({
      do: 'wait',
      at: Date.UTC(2026, 10, 21, 16),
    });
  });

  it('learns that no consent is left', () => {
    expect(afterRefusal('subscribe', { errcode: 43101 }, 1, NOW).do).toBe('no_credit');
  });

  it.each([
    ['employee', 40256],
    ['employee', 50001],
    ['wecom', 81013],
    ['wecom', 60111],
  ] as const)('learns from %s (%d) that the person left that channel', (channel, errcode) => {
    expect(afterRefusal(channel, { errcode }, 1, NOW).do).toBe('unbound');
  });

  it('knows what each channel means by a number, and by a word', () => {
    expect(afterRefusal('subscribe', { errcode: 40003 }, 1, NOW)).toMatchObject({
      do: 'fail',
      reason: '对方的微信号无效',
    });
    expect(afterRefusal('wecom', { errcode: 45009 }, 1, NOW)).toMatchObject({ do: 'retry', at: NOW + 60_000 });
    const word = (code: string) => afterRefusal('sms', { errcode: -2, code }, 1, NOW);
    expect(word('LimitExceeded.PhoneNumberThirtySecondLimit')).toMatchObject({ do: 'retry', at: NOW + 31_000 });
    expect(word('LimitExceeded.PhoneNumberDailyLimit')).toEqual({ do: 'fail', reason: '这个号码今天的短信已到上限' });
    expect(word('Something.New')).toEqual({ do: 'fail', reason: '短信服务返回 Something.New' });
  });
});
