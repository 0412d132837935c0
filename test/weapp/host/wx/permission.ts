// What the phone's owner allows: position, microphone, album. Answers outlive the app; the settings page changes them.
import { addButtons, make, openSheet } from '../overlay.ts';
import type { Boot, Scope } from '../program.ts';
import { ApiFailure } from './api.ts';

const KEY = 'weapp-host:scopes';

const ASKED: Record<Scope, string> = {
  'scope.userLocation': '获取你的位置信息',
  'scope.record': '使用你的麦克风',
  'scope.writePhotosAlbum': '保存图片或视频到你的相册',
};
const SCOPES = Object.keys(ASKED) as Scope[];

const answered = (): Partial<Record<Scope, boolean>> => JSON.parse(localStorage.getItem(KEY) ?? '{}');

const keep = (scope: Scope, allowed: boolean): void =>
  localStorage.setItem(KEY, JSON.stringify({ ...answered(), [scope]: allowed }));

/** True, false, or undefined while nobody has been asked. */
export function allowed(boot: Boot, scope: Scope): boolean | undefined {
  const start = boot.permissions[scope] ?? 'granted';
  return answered()[scope] ?? (start === 'ask' ? undefined : start === 'granted');
}

/** As wx.getSetting reports it: scopes that nobody was asked for are absent. */
export const authSetting = (boot: Boot): Record<string, boolean> =>
  Object.fromEntries(
    SCOPES.flatMap((scope) => {
      const answer = allowed(boot, scope);
      return answer === undefined ? [] : [[scope, answer]];
    }),
  );

function ask(scope: Scope, reason: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { box, close } = openSheet('bottom', '权限申请');
    box.appendChild(make('h2', '', `申请${ASKED[scope]}`));
    if (reason) box.appendChild(make('p', '', reason));
    const answer = (yes: boolean) => () => {
      close();
      keep(scope, yes);
      resolve(yes);
    };
    addButtons(box, [
      ['不允许', answer(false)],
      ['允许', answer(true)],
    ]);
  });
}

/** Asks once; whoever refused is not asked again, the call fails until he changes it on the settings page. */
export async function needScope(boot: Boot, scope: Scope, reason = ''): Promise<void> {
  const yes = allowed(boot, scope) ?? (await ask(scope, reason));
  if (!yes) throw new ApiFailure('auth deny', { errno: 103 });
}

export interface Toggle {
  label: string;
  on: boolean;
  set(on: boolean): void;
}

/** WeChat's settings page of the mini-program: what was asked for, and `more` that somebody else keeps. */
export function openSettings(boot: Boot, more: Toggle[]): Promise<void> {
  return new Promise((resolve) => {
    const { box, close } = openSheet('bottom', '设置');
    box.appendChild(make('h2', '', '设置'));
    const asked = SCOPES.filter((scope) => allowed(boot, scope) !== undefined);
    const own = asked.map(
      (scope): Toggle => ({
        label: ASKED[scope],
        on: allowed(boot, scope) === true,
        set: (on) => keep(scope, on),
      }),
    );
    for (const { label, on, set } of [...own, ...more]) {
      const field = document.createElement('input');
      field.type = 'checkbox';
      field.checked = on;
      field.addEventListener('change', () => set(field.checked));
      const line = make('label', '', label);
      line.prepend(field);
      box.appendChild(line);
    }
    const leave = () => {
      close();
      resolve();
    };
    addButtons(box, [['返回小程序', leave]]);
  });
}
