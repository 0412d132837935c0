import path from 'node:path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';

const shared = path.resolve(__dirname, '../../../packages/shared/src');

/** The mini-program has no origin of its own, so it needs the whole address; H5 is served by the API itself. */
const apiBase = process.env.TARO_ENV === 'h5' ? '' : (process.env.API_BASE ?? 'http://127.0.0.1:3000');

interface Chain {
  merge(options: object): void;
}
/** `@liudan/shared/*` is compiled from its source here, so that types and code can never be of different ages. */
const readShared = (chain: Chain) => chain.merge({ resolve: { conditionNames: ['source', '...'] } });

/** Without this every page of H5 brings the whole of Taro with it again. */
const shareChunks = (chain: Chain) =>
  chain.merge({
    optimization: {
      splitChunks: {
        chunks: 'all',
        maxInitialRequests: 8,
        cacheGroups: {
          default: false,
          defaultVendors: false,
          vendors: { name: 'vendors', test: /[\\/]node_modules[\\/]/, priority: 10 },
          common: { name: 'common', test: /[\\/]src[\\/](components|services|styles)[\\/]/, minChunks: 2 },
        },
      },
    },
  });

export default defineConfig<'webpack5'>(async () => {
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'liudan',
    date: '2026-11-21',
    designWidth: 750,
    deviceRatio: { 640: 2.34 / 2, 750: 1, 375: 2, 828: 1.81 / 2 },
    sourceRoot: 'src',
    outputRoot: `dist/${process.env.TARO_ENV}`,
    plugins: [path.resolve(__dirname, '../plugins/aria.js')],
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    alias: { '@': path.resolve(__dirname, '../src') },
    defineConstants: {
      API_BASE: JSON.stringify(apiBase),
      SPEECH_PLUGIN: JSON.stringify(process.env.WECHAT_SPEECH_PLUGIN ?? ''),
    },
    // Taro copies the tab bar's pictures by itself only where they are named outright, not where theme.json names them.
    copy: {
      patterns: process.env.TARO_ENV === 'weapp' ? [{ from: 'src/assets/tab/', to: 'dist/weapp/assets/tab/' }] : [],
      options: {},
    },
    mini: {
      compile: { include: [shared] },
      // Icons become part of the style sheet: WeChat loads no local files from styles.
      imageUrlLoaderOption: { limit: 16384 },
      // Every class belongs to one component, so the order of the sheets means nothing.
      miniCssExtractPluginOption: { ignoreOrder: true },
      postcss: { pxtransform: { enable: true, config: {} } },
      webpackChain: readShared,
    },
    h5: {
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      compile: { include: [shared] },
      imageUrlLoaderOption: { limit: 16384 },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: {
        autoprefixer: { enable: true },
      },
      webpackChain: (chain: Chain) => {
        readShared(chain);
        shareChunks(chain);
      },
    },
  };
  return config;
});
