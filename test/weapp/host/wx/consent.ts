// The two consents WeChat asks for by itself: the privacy guide and subscribe messages.
import { tapTarget } from '../events.ts';
import { addButtons, make, openSheet } from '../overlay.ts';
import type { AppConfig, Boot } from '../program.ts';
import { ApiFailure, type ApiGroup, type AsyncApi, type Task } from './api.ts';

const PRIVACY_KEY = 'weapp-host:privacy';
const KEPT_KEY = 'weapp-host:subscriptions';

/** APIs that WeChat holds back until the person has agreed to the privacy guide. */
const PRIVATE_APIS = [
  'getLocation',
  'chooseLocation',
  'chooseMedia',
  'chooseImage',
  'setClipboardData',
  'saveImageToPhotosAlbum',
];
/** Of these, the ones app.json must name in requiredPrivateInfos. */
const DECLARED_APIS = ['getLocation', 'chooseLocation'];

const agreed = (boot: Boot): boolean => boot.privacy === 'agreed' || localStorage.getItem(PRIVACY_KEY) === 'agreed';

export const agreePrivacy = (): void => localStorage.setItem(PRIVACY_KEY, 'agreed');

let refusedAt = Number.NEGATIVE_INFINITY;

function askPrivacy(boot: Boot): Promise<void> {
  if (agreed(boot)) return Promise.resolve();
  // After a refusal WeChat does not ask again for ten seconds.
  const refusal = new ApiFailure('privacy permission is not authorized', { errno: 104 });
  if (performance.now() - refusedAt < 10_000) return Promise.reject(refusal);
  return new Promise((resolve, reject) => {
    const { box, close } = openSheet('bottom', '用户隐私保护提示');
    box.appendChild(make('h2', '', '用户隐私保护提示'));
    box.appendChild(make('p', '', '在你使用服务之前，请仔细阅读《用户隐私保护指引》。如你同意，请点击“同意”。'));
    const refuse = () => {
      refusedAt = performance.now();
      close();
      reject(refusal);
    };
    const agree = () => {
      agreePrivacy();
      close();
      resolve();
    };
    addButtons(box, [
      ['拒绝', refuse],
      ['同意', agree],
    ]);
  });
}

/** Puts the declaration check and the privacy popup before the APIs that need them. */
export function guardPrivacy(group: ApiGroup, boot: Boot, app: AppConfig): ApiGroup {
  const calls = Object.entries(group.calls ?? {}).map(([name, impl]): [string, AsyncApi] => {
    if (!PRIVATE_APIS.includes(name)) return [name, impl];
    const guardedApi = async (options: never, task: Task) => {
      if (DECLARED_APIS.includes(name) && !app.requiredPrivateInfos?.includes(name)) {
        throw new ApiFailure('the api need to be declared in the requiredPrivateInfos field in app.json/ext.json');
      }
      // No pause when the person has agreed already: the file chooser needs the tap that is being handled.
      if (!agreed(boot)) await askPrivacy(boot);
      return impl(options, task);
    };
    return [name, guardedApi];
  });
  return { ...group, calls: Object.fromEntries(calls) };
}

type Decision = 'accept' | 'reject';

const kept = (): Record<string, Decision> => JSON.parse(localStorage.getItem(KEPT_KEY) ?? '{}');

function askSubscribe(templates: string[]): Promise<{ decision: Decision; always: boolean }> {
  return new Promise((resolve) => {
    const { box, close } = openSheet('bottom', '订阅消息');
    box.appendChild(make('h2', '', '申请发送一次性订阅消息'));
    for (const id of templates) box.appendChild(make('p', '', id));
    const always = document.createElement('input');
    always.type = 'checkbox';
    const label = make('label', '', '总是保持以上选择，不再询问');
    label.prepend(always);
    box.appendChild(label);
    const answer = (decision: Decision) => () => {
      close();
      resolve({ decision, always: always.checked });
    };
    addButtons(box, [
      ['取消', answer('reject')],
      ['允许', answer('accept')],
    ]);
  });
}

async function requestSubscribe(boot: Boot, tmplIds: string[], inTap: boolean): Promise<Record<string, Decision>> {
  if (!Array.isArray(tmplIds) || tmplIds.length === 0) throw new ApiFailure('TmplIds is empty', { errCode: 10001 });
  if (tmplIds.length > 5) throw new ApiFailure('Templates count out of max bounds', { errCode: 20003 });
  if (!inTap) throw new ApiFailure('can only be invoked by user TAP gesture.');
  const known = kept();
  const open = tmplIds.filter((id) => !known[id]);
  if (open.length > 0) {
    const { decision, always } =
      boot.subscribe === 'ask'
        ? await askSubscribe(open)
        : {
            decision: boot.subscribe === 'reject' ? ('reject' as const) : ('accept' as const),
            always: boot.subscribe === 'always',
          };
    for (const id of open) known[id] = decision;
    if (always) localStorage.setItem(KEPT_KEY, JSON.stringify({ ...kept(), ...known }));
  }
  return Object.fromEntries(tmplIds.map((id) => [id, known[id] as Decision]));
}

export function consent(boot: Boot): ApiGroup {
  return {
    calls: {
      requirePrivacyAuthorize: () => askPrivacy(boot),
      getPrivacySetting: () => ({ needAuthorization: !agreed(boot), privacyContractName: '《用户隐私保护指引》' }),
      openPrivacyContract: () => {
        const { box, close } = openSheet('centre', '用户隐私保护指引');
        box.appendChild(make('h2', '', '用户隐私保护指引'));
        addButtons(box, [['关闭', close]]);
      },
      // The tap must still be going on when the call is made; the check runs before anything is awaited.
      requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) =>
        requestSubscribe(boot, tmplIds, tapTarget() !== undefined),
      getSetting: ({ withSubscriptions }: { withSubscriptions?: boolean }) => ({
        authSetting: { 'scope.userLocation': !boot.locationDenied },
        ...(withSubscriptions ? { subscriptionsSetting: { mainSwitch: true, itemSettings: kept() } } : {}),
      }),
      openSetting: () => ({ authSetting: { 'scope.userLocation': !boot.locationDenied } }),
      authorize: ({ scope }: { scope: string }) => {
        if (scope === 'scope.userLocation' && boot.locationDenied) throw new ApiFailure('auth deny');
      },
    },
  };
}
