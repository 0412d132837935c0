import { useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { offerUpdate } from './services/platform.ts';
import { readSystemTextScale } from './services/settings.ts';
import './app.scss';

if (process.env.TARO_ENV === 'h5') require('./styles/h5.scss');

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    readSystemTextScale();
    offerUpdate();
  });
  return children;
}
