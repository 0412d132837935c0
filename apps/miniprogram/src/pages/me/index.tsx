import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { Toggle } from '@/components/Toggle/index.tsx';
import { goTo, routes, staffHome } from '@/routes.ts';
import { useCommunity, useDistrict } from '@/services/district.ts';
import { refreshMe } from '@/services/me.ts';
import { call, confirm, showUnread } from '@/services/platform.ts';
import { signOut } from '@/services/session.ts';
import { chooseLargeText, useTextSize } from '@/services/settings.ts';
import { useMe } from '@/services/tokens.ts';
import { NameSheet } from './NameSheet.tsx';
import { PhoneRow } from './PhoneRow.tsx';
import { SignInCard } from './SignInCard.tsx';
import './index.scss';

export default function Me() {
  const me = useMe();
  const community = useCommunity();
  const { district } = useDistrict();
  const { chosen } = useTextSize();
  const [naming, setNaming] = useState(false);
  useDidShow(() => void refreshMe());

  const leave = async () => {
    const sure = await confirm({ title: '退出登录？', words: '没写完的草稿会留在手机里。', yes: '退出' });
    if (!sure) return;
    await signOut();
    showUnread(0);
  };

  return (
    <Page call>
      {me ? (
        <Card>
          <View className="mine__name">{me.name ?? '居民'}</View>
          <View className="mine__duties">
            {me.duties.map(({ org, roleWords }) => `${org.name} ${roleWords}`).join('、') || community?.name}
          </View>
        </Card>
      ) : (
        <SignInCard />
      )}
      <Card>
        <Toggle icon="type" label="大字模式" on={chosen} onChange={chooseLargeText} />
        <ListRow
          icon="building-2"
          title="我的社区"
          aside={community?.name ?? '未选择'}
          onPress={() => goTo(routes.community)}
        />
        {me?.kind === 'resident' && (
          <ListRow icon="user-round" title="称呼" aside={me.name ?? '未填写'} onPress={() => setNaming(true)} />
        )}
        {me && <PhoneRow me={me} />}
        {me?.kind === 'staff' && <ListRow icon="briefcase" title="工作台" onPress={() => goTo(staffHome(me))} />}
      </Card>
      <Card>
        <ListRow
          icon="shield-check"
          title="隐私说明"
          aside={me && district && me.privacyVersion === district.privacy.version ? '已同意' : ''}
          onPress={() => goTo(routes.privacy)}
        />
        {district && (
          <ListRow icon="phone" title="服务电话" note={district.phone} onPress={() => void call(district.phone)} />
        )}
        {me && district?.demo && <ListRow icon="users" title="换一个演示身份" onPress={() => goTo(routes.login)} />}
      </Card>
      {me && (
        <Button className="mine__leave" onPress={() => void leave()}>
          退出登录
        </Button>
      )}
      {me && <NameSheet open={naming} name={me.name ?? ''} onClose={() => setNaming(false)} />}
    </Page>
  );
}
