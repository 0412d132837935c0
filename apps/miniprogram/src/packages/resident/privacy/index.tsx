import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { goBack } from '@/routes.ts';
import { useDistrict } from '@/services/district.ts';
import { agreeToPrivacy } from '@/services/me.ts';
import { call, say, sayDone } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';
import { useMe } from '@/services/tokens.ts';
import './index.scss';

/** The privacy notice, to be read by anybody and agreed to by whoever is signed in. */
export default function Privacy() {
  const { district, problem, reload } = useDistrict();
  const me = useMe();
  const [busy, setBusy] = useState(false);
  if (!district)
    return (
      <Page>{problem ? <ErrorState problem={problem} onRetry={() => void reload()} /> : <Skeleton lines={6} />}</Page>
    );
  const { version, text } = district.privacy;
  const agreed = me?.privacyVersion === version;
  const agree = async () => {
    setBusy(true);
    try {
      await agreeToPrivacy(version);
      sayDone('已同意');
      goBack();
    } catch (error) {
      say(problemOf(error).message);
      setBusy(false);
    }
  };
  return (
    <Page
      bar={
        me && !agreed ? (
          <>
            <Button onPress={goBack}>暂不同意</Button>
            <Button kind="primary" onPress={() => void agree()} busy={busy && '请稍候…'}>
              同意
            </Button>
          </>
        ) : null
      }
    >
      <Card>
        <View className="privacy__version">
          版本 {version}
          {agreed && ' · 您已同意'}
        </View>
        {paragraphs(text).map(({ key, words, heading }) => (
          <View key={key} className={heading ? 'privacy__heading' : 'privacy__words'}>
            {words}
          </View>
        ))}
      </Card>
      <Card>
        <ListRow icon="phone" title="联系电话" aside={district.phone} onPress={() => void call(district.phone)} />
      </Card>
    </Page>
  );
}

/** A short line without a full stop at its end stands over the lines that follow. */
function paragraphs(text: string): { key: string; words: string; heading: boolean }[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((words, at) => ({ key: `${at}`, words, heading: words.length < 16 && !/[。；：]$/.test(words) }));
}
