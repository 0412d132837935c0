import { WechatEventEntity } from './wechat-event.entity.ts';
import { WechatTokenEntity } from './wechat-token.entity.ts';

export const WECHAT_ENTITIES = [WechatTokenEntity, WechatEventEntity];
