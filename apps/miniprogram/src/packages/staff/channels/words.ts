import type { MyChannel, Repair } from '@liudan/shared/notify/contract';

export const STANDING_WORDS: Readonly<Record<MyChannel['state'], string>> = {
  ok: '能收到',
  broken: '要修复',
  off: '没有开通',
};

export const REPAIR_WORDS: Readonly<Record<Repair, string>> = {
  wecom: '绑定企业微信',
  employee: '绑定用工消息',
  employee_templates: '补上没订阅的',
  subscribe: '再领一次',
  phone: '去验证手机号',
};
