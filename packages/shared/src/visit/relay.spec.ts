import { postsOf } from './relay.ts';

const brief = (copied: string) => postsOf(copied).map(({ name, text }) => [name, text]);

describe('a text copied from a group chat', () => {
  it('is split where names stand with a colon', () => {
    expect(brief('张三: 路灯坏了\n李四：水管漏水\n已经两天了')).toEqual([
      ['张三', '路灯坏了'],
      ['李四', '水管漏水\n已经两天了'],
    ]);
    expect(brief('张三:\n路灯坏了\n\n李四:\n水管漏水')).toEqual([
      ['张三', '路灯坏了'],
      ['李四', '水管漏水'],
    ]);
  });

  it('is split where names stand with a time, whose words stand behind or below', () => {
    expect(postsOf('张三: 路灯坏了 李大爷家门口\n李四 10:21 水管漏水\n王五 下午2:05\n井盖松动\n[图片]')).toEqual([
      { name: '张三', text: '路灯坏了 李大爷家门口', pictures: 0, date: null, time: null, chatter: false },
      { name: '李四', text: '水管漏水', pictures: 0, date: null, time: '10:21', chatter: false },
      { name: '王五', text: '井盖松动', pictures: 1, date: null, time: '14:05', chatter: false },
    ]);
  });

  it('keeps the day that stood above or beside', () => {
    const copied =
      '————— 2026-11-20 —————\n\n张三 10:21\n\n路灯坏了\n\n————— 2026年11月21日 周六 —————\n李四 2026/11/22 9:05:33\n漏水';
    expect(postsOf(copied).map(({ name, date, time }) => [name, date, time])).toEqual([
      ['张三', '2026-11-20', '10:21'],
      ['李四', '2026-11-22', '09:05'],
    ]);
    expect(postsOf('[2026/11/20 10:21:33] 张三: 路灯坏了\n10:22 李四\n漏水')).toMatchObject([
      { name: '张三', date: '2026-11-20', time: '10:21', text: '路灯坏了' },
      { name: '李四', date: '2026-11-20', time: '10:22', text: '漏水' },
    ]);
  });

  it('takes for a name only what can be one', () => {
    expect(brief('张三: 楼道灯坏了\n地址: 河滨路 12 号\n电话：13712345678\n时间 8:30 以后\n见 http://x.cn/1')).toEqual([
      ['张三', '楼道灯坏了\n地址: 河滨路 12 号\n电话：13712345678\n时间 8:30 以后\n见 http://x.cn/1'],
    ]);
    expect(brief('没有名字的一段话\n第二行')).toEqual([['', '没有名字的一段话\n第二行']]);
  });

  it('puts together what one person says on end, and tells talk from reports', () => {
    expect(postsOf('张三: 路灯坏了\n张三: [图片][图片]\n李四: 收到\n王五: +1\n赵六: [动画表情]')).toEqual([
      { name: '张三', text: '路灯坏了', pictures: 2, date: null, time: null, chatter: false },
      { name: '李四', text: '收到', pictures: 0, date: null, time: null, chatter: true },
      { name: '王五', text: '+1', pictures: 0, date: null, time: null, chatter: true },
    ]);
  });

  it.each(['', '\n\n', '  ', '[图片', '12:99', '::', '25:10 张三'])('makes nothing that breaks of %j', (copied) => {
    for (const post of postsOf(copied)) expect(typeof post.text).toBe('string');
  });
});
