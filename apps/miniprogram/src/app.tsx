import { useDidShow, useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { arrived } from './services/entry.ts';
import { sendByItself, watchOutbox } from './services/outbox.ts';
import { offerUpdate } from './services/platform.ts';
import type { Opened } from './services/platform-entry.ts';
import { readSystemTextScale } from './services/settings.ts';
import './app.scss';

if (process.env.TARO_ENV === 'h5') require('./styles/h5.scss');

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    readSystemTextScale();
    offerUpdate();
    watchOutbox();
  });
  useDidShow((opened) => {
    arrived((opened ?? {}) as Opened, Date.now());
    void sendByItself();
  });
  return children;
}
