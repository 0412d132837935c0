import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { pressable } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { Outbox } from '@/components/Outbox/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { goTo, routes, staffHome } from '@/routes.ts';
import { readCommunity, useCommunity, useDistrict, useRoleWords } from '@/services/district.ts';
import { useDraft } from '@/services/draft.ts';
import { useEntry } from '@/services/entry.ts';
import { refreshMe } from '@/services/me.ts';
import { useOutbox } from '@/services/outbox.ts';
import { call, isH5 } from '@/services/platform.ts';
import { isBlank } from '@/services/report.ts';
import { scanWayIn } from '@/services/scan.ts';
import { useShared } from '@/services/share.ts';
import { useMe, useSignedIn } from '@/services/tokens.ts';
import { useRequest } from '@/services/useRequest.ts';
import { CallSheet } from './CallSheet.tsx';
import { CommunityCards } from './CommunityCards.tsx';
import { LatestTickets } from './LatestTickets.tsx';
import './index.scss';

export default function Home() {
  const me = useMe();
  const signedIn = useSignedIn();
  const community = useCommunity();
  const { district, problem, reload } = useDistrict();
  const { draft } = useDraft();
  const about = useRequest(community?.id ?? null, () => readCommunity(community?.id ?? ''));
  const gridWorker = useRoleWords('grid_worker');
  const entry = useEntry();
  useShared();
  const { arrived } = useOutbox();
  const [shown, setShown] = useState(0);
  const [notice, setNotice] = useState(false);
  const [calling, setCalling] = useState(false);
  useDidShow(() => {
    setShown((times) => times + 1);
    void refreshMe();
  });
  usePullToRefresh(() => {
    setShown((times) => times + 1);
    return Promise.all([reload(), about.reload(), refreshMe()]);
  });
  // Whoever scanned a grid's code, or is known to live in one, is put through at once; others choose whom they mean.
  const living = about.data?.grids.find(({ id }) => id === me?.grid?.id)?.workers.find(({ phone }) => phone);
  const own = entry?.worker?.phone ? entry.worker : living;
  // The community stands above already.
  const here = entry && `您在：${entry.community.id === community?.id ? entry.label : entry.words}`;
  const callSomebody = () => (own?.phone ? void call(own.phone) : setCalling(true));

  return (
    <Page className="home">
      <View className="home__top">
        <View
          className="home__where"
          {...pressable(() => goTo(routes.community), {
            label: `${community?.name ?? '选择您的社区'}，点一下更换社区`,
          })}
        >
          <Icon name="building-2" />
          <View className="home__community">{community?.name ?? '选择您的社区'}</View>
          <Icon name="chevron-down" size="small" />
        </View>
        {!isH5 && (
          <View className="home__scan" {...pressable(() => void scanWayIn(), { label: '扫一扫社区的二维码' })}>
            <Icon name="scan-line" />
            扫一扫
          </View>
        )}
      </View>
      {problem && <ErrorState problem={problem} onRetry={() => void reload()} inline />}

      <View
        className="home__report"
        {...pressable(() => goTo(routes.report, { from: 'camera' }), { label: '拍照上报' })}
      >
        <Icon name="camera" size="huge" />
        <View className="home__verb">拍照上报</View>
      </View>
      <View className="home__others">
        <Button icon="mic" onPress={() => goTo(routes.report, { from: 'words' })}>
          语音或文字
        </Button>
        <Button icon="phone" onPress={callSomebody}>
          {own ? `打给${gridWorker}` : '打电话'}
        </Button>
      </View>

      <Outbox />
      {entry && entry.kind !== 'community' && (
        <View
          className="home__draft"
          {...pressable(() => goTo(routes.report, { from: 'camera' }), { label: `${here}，拍照上报` })}
        >
          <Icon name="map-pin" />
          <View className="home__draft-words">{here}</View>
          <Icon name="chevron-right" size="small" />
        </View>
      )}
      {!isBlank(draft) && (
        <View className="home__draft" {...pressable(() => goTo(routes.report))}>
          <Icon name="pencil" />
          <View className="home__draft-words">
            您有一件没写完的：{draft.text.trim().slice(0, 16) || (draft.voice ? '一段录音' : '只有照片')}
          </View>
          <Icon name="chevron-right" size="small" />
        </View>
      )}
      {me?.kind === 'staff' && (
        <View className="home__draft" {...pressable(() => goTo(staffHome(me)))}>
          <Icon name="briefcase" />
          <View className="home__draft-words">工作台：{me.duties[0]?.org.name}</View>
          <Icon name="chevron-right" size="small" />
        </View>
      )}
      {isH5 && !signedIn && (
        <Button className="home__login" kind="plain" icon="user-round" onPress={() => goTo(routes.login)}>
          登录
        </Button>
      )}
      {signedIn && <LatestTickets round={shown + arrived} />}
      {community && <CommunityCards about={about} />}
      {district?.notice && (
        <View className="home__notice" {...pressable(() => setNotice(true))}>
          {district.notice}
        </View>
      )}
      <CallSheet
        open={calling}
        about={about.data}
        districtPhone={district?.phone ?? null}
        onClose={() => setCalling(false)}
      />
      <Sheet open={notice} title="演示说明" onClose={() => setNotice(false)}>
        {district?.notice}
      </Sheet>
    </Page>
  );
}
