import type { Check } from '@liudan/shared/community/post';
import { Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { WechatClient } from '../wechat/wechat.client.ts';

/**
 * What WeChat thinks of a text. It decides nothing: all that residents write waits for a person, and a check that can't be had (no
 * WeChat, nobody it knows, a refusal) only tells that person to look closely.
 */
@Injectable()
export class TextCheck {
  constructor(
    private readonly wechat: WechatClient,
    private readonly people: PeopleQueries,
  ) {}

  async of(personId: string, text: string, scene: 'comment' | 'forum'): Promise<Check> {
    const openid = await this.people.openidOf(personId);
    if (openid === null) return 'none';
    const checked = await this.wechat.checkText(openid, text, scene);
    return checked.kind === 'checked' ? checked.suggest : 'none';
  }
}
