/** The pictures of codes: WeChat's own where WeChat draws one, which is kept and used again, and the code of the link otherwise. */
import { buffer } from 'node:stream/consumers';
import { CODE_PAGE, sceneOf } from '@liudan/shared/entry/code';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database } from '../kernel/database.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { updateRows } from '../kernel/rows.ts';
import { Storage } from '../media/storage.ts';
import { WechatClient } from '../wechat/wechat.client.ts';
import { EntryViews } from './entry.view.ts';
import { EntryCodeEntity } from './entry-code.entity.ts';
import { qrPicture } from './qr.ts';

export interface CodePicture {
  readonly kind: 'wechat' | 'link';
  /** Why it isn't WeChat's; null where it is. */
  readonly why: string | null;
  readonly type: 'image/png' | 'image/jpeg';
  readonly bytes: Buffer;
}

/** Pixels; printed a hand wide that is 200 dpi. */
const WIDTH = 860;
const AT_ONCE = 4;

type Drawn = CodePicture | { readonly why: string };

@Injectable()
export class CodePictures {
  private readonly log = new Logger(CodePictures.name);

  constructor(
    private readonly wechat: WechatClient,
    private readonly storage: Storage,
    private readonly database: Database,
    private readonly views: EntryViews,
    @Inject(ENV) private readonly env: Pick<Env, 'wechat' | 'standIn'>,
  ) {}

  async of(row: EntryCodeEntity): Promise<CodePicture> {
    const drawn = await this.byWechat(row);
    return 'kind' in drawn ? drawn : this.ofLink(row, drawn.why);
  }

  /** In the order of the rows. Once WeChat has refused one, the others aren't asked for in vain. */
  async ofAll(rows: readonly EntryCodeEntity[]): Promise<CodePicture[]> {
    const pictures: CodePicture[] = [];
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const why = pictures.find((picture) => picture.why !== null)?.why;
      const some = rows.slice(at, at + AT_ONCE);
      pictures.push(...(await Promise.all(some.map((row) => (why ? this.ofLink(row, why) : this.of(row))))));
    }
    return pictures;
  }

  private async ofLink({ code }: EntryCodeEntity, why: string): Promise<CodePicture> {
    return { kind: 'link', why, type: 'image/png', bytes: await qrPicture(this.views.link(code)) };
  }

  private async byWechat(row: EntryCodeEntity): Promise<Drawn> {
    const { appId, secret } = this.env.wechat;
    if (appId === null || secret === null) return { why: '还没有接入微信小程序，这是网页链接的二维码。' };
    // What the stand-in draws leads nowhere outside this machine.
    if (this.env.standIn) return { why: '演示环境没有接入微信，这是网页链接的二维码。' };
    return (await this.kept(row)) ?? this.drawn(row);
  }

  private async drawn({ id, code }: EntryCodeEntity): Promise<Drawn> {
    const answer = await this.wechat.codeOf({ scene: sceneOf(code), page: CODE_PAGE, width: WIDTH });
    if (answer.kind === 'refused') return { why: refusalWords(answer.errcode) };
    if (answer.kind === 'unknown') return { why: '微信暂时连不上，这是网页链接的二维码，过一会儿再试。' };
    const { type, bytes } = answer;
    const picture = type === 'image/png' ? 'png' : 'jpeg';
    // A code of a version that is only being tried out must not hang on a wall later.
    if (this.env.wechat.state === 'formal') await this.keep(id, code, picture, bytes);
    return { kind: 'wechat', why: null, type, bytes };
  }

  private async keep(id: string, code: string, picture: 'png' | 'jpeg', bytes: Buffer): Promise<void> {
    try {
      await this.storage.put(keyOf(code, picture), bytes);
      await this.database.write((tx) => updateRows(tx, EntryCodeEntity, { id }, { picture }));
    } catch (error) {
      // It is drawn again the next time.
      this.log.warn(`the picture of a code could not be kept: ${error instanceof Error ? error.message : error}`);
    }
  }

  private async kept({ code, picture }: EntryCodeEntity): Promise<CodePicture | null> {
    if (picture === null || this.env.wechat.state !== 'formal') return null;
    try {
      const found = await this.storage.get(keyOf(code, picture));
      return found && { kind: 'wechat', why: null, type: `image/${picture}`, bytes: await buffer(found.body) };
    } catch (error) {
      this.log.warn(`the kept picture of a code could not be read: ${error instanceof Error ? error.message : error}`);
      return null;
    }
  }
}

const keyOf = (code: string, picture: 'png' | 'jpeg') =>
  `codes/${code.slice(0, 2).toLowerCase()}/${code.toLowerCase()}.${picture}`;

/** WeChat's numbers, for who keeps the program running. */
function refusalWords(errcode: number): string {
  const link = '这是网页链接的二维码。';
  if (errcode === 41030) return `微信里还没有发布带首页的小程序版本（41030），发布后再生成。${link}`;
  if (errcode === 45009) return `微信今天的生成次数已用完（45009），明天再试。${link}`;
  return `微信没有生成二维码（${errcode}）。${link}`;
}
