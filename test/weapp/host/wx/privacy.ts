// The privacy guide: WeChat asks before the first private API, and refuses what the guide does not name.
import { addButtons, make, openSheet } from '../overlay.ts';
import type { AppConfig, Boot } from '../program.ts';
import { ApiFailure, type ApiGroup, type AsyncApi, type Task } from './api.ts';

const KEY = 'weapp-host:privacy';
/** After a refusal WeChat's own popup does not come again for this long. */
const PAUSE_MS = 10_000;

/** APIs that WeChat holds back until the person has agreed to the privacy guide. */
const PRIVATE_APIS = [
  ...['getLocation', 'chooseLocation', 'chooseMedia', 'chooseImage', 'setClipboardData', 'getClipboardData'],
  ...['saveImageToPhotosAlbum', 'getPhoneNumber'],
];
/** Of these, the ones app.json must name in requiredPrivateInfos. */
const DECLARED_APIS = ['getLocation', 'chooseLocation'];

interface Resolution {
  event: 'exposureAuthorization' | 'agree' | 'disagree';
  buttonId?: string;
}
type NeedListener = (resolve: (answer: Resolution) => void, info: { referrer: string }) => void;

let own: NeedListener | undefined;
let pending: Promise<void> | undefined;
let refusedAt = Number.NEGATIVE_INFINITY;
const agreeButtons = new Set<string>();

const refusal = (): ApiFailure => new ApiFailure('privacy permission is not authorized', { errno: 104 });

const agreedToPrivacy = (boot: Boot): boolean => boot.privacy === 'agreed' || localStorage.getItem(KEY) === 'agreed';

const agree = (): void => localStorage.setItem(KEY, 'agreed');

/** A button with open-type agreePrivacyAuthorization was tapped. */
export function agreeByButton(id: string): void {
  agreeButtons.add(id);
  agree();
}

function officialPopup(): Promise<void> {
  return new Promise((resolve, reject) => {
    const { box, close } = openSheet('bottom', '用户隐私保护提示');
    box.appendChild(make('h2', '', '用户隐私保护提示'));
    box.appendChild(make('p', '', '在你使用服务之前，请仔细阅读《用户隐私保护指引》。如你同意，请点击“同意”。'));
    const refuse = () => {
      refusedAt = performance.now();
      close();
      reject(refusal());
    };
    const accept = () => {
      agree();
      close();
      resolve();
    };
    addButtons(box, [
      ['拒绝', refuse],
      ['同意', accept],
    ]);
  });
}

/** The page's own popup: the API waits until the page says what the person did. A listener that never says hangs it. */
function ownPopup(listener: NeedListener, referrer: string): Promise<void> {
  return new Promise((resolve, reject) => {
    listener(
      ({ event, buttonId = '' }) => {
        if (event === 'disagree') reject(refusal());
        if (event === 'agree' && agreeButtons.has(buttonId)) resolve();
        else if (event === 'agree') reject(refusal());
      },
      { referrer },
    );
  });
}

/** Throws what WeChat answers when `name` may not be used; asks where nobody has been asked. */
export function needPrivacy(boot: Boot, name: string): Promise<void> {
  if (boot.undeclared.includes(name))
    return Promise.reject(new ApiFailure('api scope is not declared in the privacy agreement', { errno: 112 }));
  if (agreedToPrivacy(boot)) return Promise.resolve();
  if (own) return ownPopup(own, name);
  if (performance.now() - refusedAt < PAUSE_MS) return Promise.reject(refusal());
  // Several APIs at once share one popup.
  pending ??= officialPopup().finally(() => {
    pending = undefined;
  });
  return pending;
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
      if (!agreedToPrivacy(boot) || boot.undeclared.length > 0) await needPrivacy(boot, name);
      return impl(options, task);
    };
    return [name, guardedApi];
  });
  return { ...group, calls: Object.fromEntries(calls) };
}

export const privacy = (boot: Boot): ApiGroup => ({
  calls: {
    requirePrivacyAuthorize: () => needPrivacy(boot, 'requirePrivacyAuthorize'),
    getPrivacySetting: () => ({
      needAuthorization: !agreedToPrivacy(boot),
      privacyContractName: '《用户隐私保护指引》',
    }),
    openPrivacyContract: () => {
      const { box, close } = openSheet('centre', '用户隐私保护指引');
      box.appendChild(make('h2', '', '用户隐私保护指引'));
      addButtons(box, [['关闭', close]]);
    },
  },
  sync: {
    onNeedPrivacyAuthorization: (listener: NeedListener) => {
      own = listener;
    },
  },
});
