import { type Caller, startCaller } from '../test/caller.ts';

const SEND = '/cgi-bin/message/custom/send';
const HOURS = 3_600_000;

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
  caller.standIn.addUser({ openid: 'o_wang' });
});
afterEach(() => caller.standIn.close());

const send = (more: object = { msgtype: 'text', text: { content: '请补充照片' } }) =>
  caller.send(SEND, { touser: 'o_wang', ...more });
const codes = async (times: number) => {
  const told: unknown[] = [];
  for (let time = 0; time < times; time += 1) told.push((await send()).json.errcode);
  return told;
};

describe('a customer service message', () => {
  it('can only answer, five times within 48 hours', async () => {
    const early = await send();
    expect(early.json.errmsg).toMatch(/^response out of time limit or subscription is canceled rid: /);
    caller.standIn.write('o_wang', '你好');
    expect(await codes(6)).toEqual([0, 0, 0, 0, 0, 45047]);
    await caller.admin('POST', 'client/write', { openid: 'o_wang', content: '还在吗' });
    expect(await codes(1)).toEqual([0]);
    caller.standIn.advance(48 * HOURS);
    expect(await codes(1)).toEqual([0]);
    caller.standIn.advance(1);
    expect(await codes(1)).toEqual([45015]);
  });

  it('can greet twice within a minute', async () => {
    await caller.admin('POST', 'client/enter-conversation', { openid: 'o_wang' });
    expect(await codes(3)).toEqual([0, 0, 45047]);
    caller.standIn.enterConversation('o_wang');
    caller.standIn.advance(60_001);
    expect(await codes(1)).toEqual([45015]);
  });

  it('does not shorten a conversation by being opened again', async () => {
    caller.standIn.write('o_wang', '你好');
    caller.standIn.enterConversation('o_wang');
    expect(await codes(6)).toEqual([0, 0, 0, 0, 0, 45047]);
  });

  it('has four kinds', async () => {
    caller.standIn.write('o_wang', '你好');
    await send();
    await send({ msgtype: 'image', image: { media_id: 'm' } });
    await send({
      msgtype: 'link',
      link: { title: '政策', description: '说明', url: 'https://a', thumb_url: 'https://b' },
    });
    await send({
      msgtype: 'miniprogrampage',
      miniprogrampage: { title: '工单', pagepath: 'pages/a', thumb_media_id: 'm' },
    });
    const shown = caller.standIn
      .messages({ channel: 'kf' })
      .map(({ title, text, page, url }) => [title, text, page, url]);
    expect(shown).toEqual([
      ['', '请补充照片', null, undefined],
      ['', '[图片]', null, undefined],
      ['政策', '说明', null, 'https://a'],
      ['工单', '', 'pages/a', undefined],
    ]);
  });

  it.each([
    [{ touser: 'nobody', msgtype: 'text', text: { content: 'x' } }, 40003],
    [{ msgtype: 'video', video: {} }, 40008],
    [{ msgtype: 'text', text: {} }, 44004],
    [{ msgtype: 'image', image: {} }, 40007],
    [{ msgtype: 'link', link: { title: 'x' } }, 44004],
    [{ msgtype: 'miniprogrampage', miniprogrampage: { title: 'x', pagepath: 'p' } }, 40007],
  ])('of %j is refused', async (more, errcode) => {
    caller.standIn.write('o_wang', '你好');
    expect((await send(more)).json.errcode).toBe(errcode);
  });
});
