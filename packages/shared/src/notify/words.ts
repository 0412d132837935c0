import type { PushChannel } from './contract.ts';

/** What the channels are called on screen. */
export const PUSH_CHANNEL_WORDS: Readonly<Record<PushChannel, string>> = {
  wecom: '企业微信',
  employee: '用工消息',
  subscribe: '订阅消息',
  sms: '短信',
};
