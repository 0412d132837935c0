/** How a person's channels stand, in words for him. */
import type { District } from '@liudan/shared/district/schema';
import type { MyChannel, MyChannels, PushChannel, Repair } from '@liudan/shared/notify/contract';
import { PUSH_CHANNEL_WORDS } from '@liudan/shared/notify/words';
import { maskPhone } from '@liudan/shared/ticket/visible';
import type { KnownPerson } from '../identity/people.queries.ts';
import type { BindingEntity } from './binding.entity.ts';

export interface Known {
  readonly person: KnownPerson;
  readonly bindings: readonly BindingEntity[];
  readonly credits: MyChannels['credits'];
  readonly employeeTemplates: MyChannels['employeeTemplates'];
  readonly configured: (channel: PushChannel) => boolean;
  readonly lastSentAt: ReadonlyMap<PushChannel, number>;
}

type Said = Pick<MyChannel, 'state' | 'words' | 'repair'>;

const off = (words: string, repair: Repair | null = null): Said => ({ state: 'off', words, repair });
const broken = (words: string, repair: Repair): Said => ({ state: 'broken', words, repair });
const ok = (words: string, repair: Repair | null = null): Said => ({ state: 'ok', words, repair });

const NO_WECHAT = '用微信登录小程序后才能用。';

const SAY: Readonly<Record<PushChannel, (known: Known) => Said>> = {
  wecom({ person, bindings }) {
    const binding = bindings.find(({ channel }) => channel === 'wecom');
    const repair = person.phone && person.phoneVerified ? 'wecom' : 'phone';
    if (!binding) return off('绑定后，通知直接发到企业微信，不用一次次同意。', repair);
    return binding.state === 'ok' ? ok('通知会发到企业微信。') : broken(`${binding.reason}。请重新绑定。`, repair);
  },
  employee({ person, bindings, employeeTemplates }) {
    if (employeeTemplates.length === 0) return off('本地没有开通用工消息。');
    if (person.openid === null) return off(NO_WECHAT);
    const binding = bindings.find(({ channel }) => channel === 'employee');
    if (!binding) return off('绑定一次，通知就能一直发到微信的“小程序助手”。', 'employee');
    if (binding.state === 'broken') return broken(`${binding.reason}。请重新绑定。`, 'employee');
    const lacking = employeeTemplates.filter(({ taken }) => !taken).length;
    if (lacking === 0) return ok('通知会发到微信的“小程序助手”。');
    return broken(`还有 ${lacking} 类通知没有订阅，这些通知发不到。`, 'employee_templates');
  },
  subscribe({ person, credits }) {
    if (credits.length === 0) return off('本地没有配置订阅消息。');
    if (person.openid === null) return off(NO_WECHAT);
    const empty = credits.filter(({ left }) => left === 0);
    if (empty.length === 0)
      return ok(
        credits.every(({ longterm }) => longterm) ? '已长期订阅。' : '每同意一次，每类通知能多收一条。',
        'subscribe',
      );
    const words = `${empty.map(({ title }) => `“${title}”`).join('')}没有次数了，点一下就能再领。`;
    return empty.length === credits.length ? off(words, 'subscribe') : broken(words, 'subscribe');
  },
  sms({ person }) {
    if (!person.phone) return off('没有您的手机号，紧急的单子发不了短信。', 'phone');
    return ok(`紧急和超时的单子，前面的通道都没有回应时，会发短信到 ${maskPhone(person.phone)}。`);
  },
};

export function channelsOf(known: Known, order: readonly PushChannel[]): MyChannel[] {
  return order.map((channel) => {
    const name = PUSH_CHANNEL_WORDS[channel];
    const last = known.lastSentAt.get(channel);
    const said = known.configured(channel) ? SAY[channel](known) : off(`本地没有接入${name}。`);
    return { channel, name, ...said, lastSentAt: last === undefined ? null : new Date(last).toISOString() };
  });
}

/** What must be said before he asks. */
export function hintOf(channels: readonly MyChannel[]): string | null {
  const lost = channels.find(({ channel, state }) => state === 'broken' && channel !== 'subscribe');
  if (lost) return `${lost.name}：${lost.words}`;
  const pushing = channels.filter(({ channel }) => channel !== 'sms');
  const some = pushing.some(({ state }) => state !== 'off');
  return some || pushing.every(({ repair }) => repair === null) ? null : '现在收不到推送，点这里开通。';
}

/** The WeChat templates staff are asked consent for, each once. */
export function templatesAsked({ settings, templates }: Pick<District, 'settings' | 'templates'>) {
  const asked = settings.subscribe.staff.flatMap((kind) => templates.notices[kind].wechat ?? []);
  return asked.map(({ templateId, title, type }) => ({ templateId, title, longterm: type === 'longterm' }));
}

/** The templates of 用工消息, each once. */
export function employeeTemplates({ templates }: Pick<District, 'templates'>) {
  const all = Object.values(templates.notices).flatMap(({ employee }) => employee ?? []);
  return [...new Map(all.map(({ templateId, title }) => [templateId, { templateId, title }])).values()];
}
