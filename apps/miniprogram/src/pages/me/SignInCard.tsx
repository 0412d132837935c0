import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { handOnCommunity } from '@/services/district.ts';
import { readMe } from '@/services/me.ts';
import { isH5, say } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';

/** For whoever is not signed in: in WeChat one tap does it, on H5 it leads to the choice of person. */
export function SignInCard() {
  const [busy, setBusy] = useState(false);
  const signIn = async () => {
    if (isH5) {
      goTo(routes.login);
      return;
    }
    setBusy(true);
    try {
      await readMe();
      await handOnCommunity();
    } catch (error) {
      say(problemOf(error).message);
    }
    setBusy(false);
  };
  return (
    <Card>
      <View className="mine__name">您还没有登录</View>
      <View className="mine__duties">登录后可以看自己的单子和消息。</View>
      <Button className="mine__login" kind="primary" onPress={() => void signIn()} busy={busy && '正在登录…'}>
        {isH5 ? '登录' : '微信登录'}
      </Button>
    </Card>
  );
}
