import type { Named } from '@liudan/shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { goBack } from '@/routes.ts';
import { chooseCommunity, useCommunity, useDistrict, whereIs } from '@/services/district.ts';
import { locate, say, sayDone } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';
import './index.scss';

/** The community the person belongs to: it receives his reports when no place says otherwise, and its notices are shown. */
export default function Community() {
  const { district, problem, reload } = useDistrict();
  const own = useCommunity();
  const [busy, setBusy] = useState(false);

  const choose = async (community: Named) => {
    setBusy(true);
    try {
      await chooseCommunity(community);
      sayDone('已选好');
      goBack();
    } catch (error) {
      say(problemOf(error).message);
      setBusy(false);
    }
  };
  const byPlace = async () => {
    setBusy(true);
    const found = await locate();
    if ('refused' in found) {
      say('没有定到位，请从下面选。');
      setBusy(false);
      return;
    }
    try {
      const { lng, lat, system } = found.place;
      const { community } = await whereIs(lng, lat, system);
      if (community) {
        await choose(community);
        return;
      }
      say('您现在不在本区，请从下面选。');
    } catch (error) {
      say(problemOf(error).message);
    }
    setBusy(false);
  };

  if (!district)
    return <Page>{problem ? <ErrorState problem={problem} onRetry={() => void reload()} /> : <Skeleton />}</Page>;
  return (
    <Page>
      <Button icon="locate-fixed" onPress={() => void byPlace()} busy={busy && '请稍候…'}>
        按现在的位置选
      </Button>
      <View className="community__list">
        {district.streets.map((street) => (
          <Card key={street.id} title={street.name}>
            <Chips
              label={street.name}
              choices={street.communities.map(({ id, name }) => ({ value: id, label: name }))}
              chosen={own ? [own.id] : []}
              onChange={([id]) => {
                const found = street.communities.find((one) => one.id === id) ?? own;
                if (found) void choose({ id: found.id, name: found.name });
              }}
              single
            />
          </Card>
        ))}
      </View>
    </Page>
  );
}
