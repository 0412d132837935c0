import { addButtons, make, openSheet } from '../overlay.ts';
import type { AppConfig, Boot, Scope } from '../program.ts';
import { themeOf } from '../shell.ts';
import { ApiFailure, type ApiGroup } from './api.ts';
import { allowed } from './permission.ts';

const NAVIGATION_HEIGHT = 44;
let clipboard = '';

function makePhoneCall({ phoneNumber }: { phoneNumber: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const { box, close } = openSheet('bottom', '拨打电话');
    box.appendChild(make('h2', '', phoneNumber));
    const cancel = () => {
      close();
      reject(new ApiFailure('cancel'));
    };
    const dial = () => {
      close();
      resolve();
    };
    addButtons(box, [
      ['取消', cancel],
      ['呼叫', dial],
    ]);
  });
}

function windowInfo() {
  const { innerWidth: width, innerHeight: height, devicePixelRatio: pixelRatio } = window;
  return {
    pixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight: height - NAVIGATION_HEIGHT,
    statusBarHeight: 0,
    screenTop: NAVIGATION_HEIGHT,
    safeArea: { left: 0, right: width, top: 0, bottom: height, width, height },
  };
}

const deviceInfo = () => ({
  brand: 'host',
  model: 'host',
  system: 'Android 14',
  platform: 'android',
  benchmarkLevel: 30,
  abi: 'arm64-v8a',
});

interface Start {
  /** What the app was started with, and what it was entered with last. */
  launch(): object;
  entered(): object;
}

/** What the phone says about itself. */
export function device(boot: Boot, app: AppConfig, { launch, entered }: Start): ApiGroup {
  const appBase = () => ({
    SDKVersion: '3.7.0',
    version: '8.0.50',
    language: 'zh_CN',
    enableDebug: false,
    host: { env: 'WeChat' },
    fontSizeSetting: 16 * boot.fontSizeScaleFactor,
    fontSizeScaleFactor: boot.fontSizeScaleFactor,
    theme: themeOf(app),
  });
  const system = () => ({ ...windowInfo(), ...deviceInfo(), ...appBase() });
  const authorized = (scope: Scope) => {
    const answer = allowed(boot, scope);
    return answer === undefined ? 'not determined' : answer ? 'authorized' : 'denied';
  };
  return {
    calls: {
      login: () => window.__weapp.options.loginCode().then((code) => ({ code })),
      checkSession: () => undefined,
      // A number comes from WeChat's server only; a test says with a mock which code the button yields.
      getPhoneNumber: () => {
        throw new ApiFailure('user deny');
      },
      makePhoneCall,
      setClipboardData: ({ data }: { data: string }) => {
        clipboard = data;
      },
      getClipboardData: () => ({ data: clipboard }),
      getSystemInfo: system,
      getSystemInfoAsync: system,
      vibrateShort: () => undefined,
      vibrateLong: () => undefined,
      setKeepScreenOn: () => undefined,
      hideKeyboard: () => undefined,
      hideHomeButton: () => undefined,
      loadFontFace: () => undefined,
    },
    sync: {
      getSystemInfoSync: system,
      getWindowInfo: windowInfo,
      getDeviceInfo: deviceInfo,
      getAppBaseInfo: appBase,
      getSystemSetting: () => ({
        locationEnabled: true,
        bluetoothEnabled: false,
        wifiEnabled: true,
        deviceOrientation: 'portrait',
      }),
      getAppAuthorizeSetting: () => ({
        locationAuthorized: authorized('scope.userLocation'),
        microphoneAuthorized: authorized('scope.record'),
        albumAuthorized: authorized('scope.writePhotosAlbum'),
        cameraAuthorized: 'authorized',
        notificationAuthorized: 'authorized',
      }),
      getLaunchOptionsSync: launch,
      getEnterOptionsSync: entered,
      getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
      getMenuButtonBoundingClientRect: () => {
        const right = window.innerWidth - 7;
        return { width: 87, height: 32, top: 6, right, bottom: 38, left: right - 87 };
      },
      nextTick: (act: () => void) => void Promise.resolve().then(act),
      canIUse: (name: string) => !boot.without.includes(name.split('.')[0] ?? name),
      reportPerformance: () => undefined,
      reportEvent: () => undefined,
      reportAnalytics: () => undefined,
    },
  };
}
