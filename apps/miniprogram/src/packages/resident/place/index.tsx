import type { DistrictView } from '@liudan/shared/district/contract';
import { LIMITS } from '@liudan/shared/limits';
import { View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { spoken } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Field } from '@/components/Field/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { PinMap } from '@/components/PinMap/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { goBack } from '@/routes.ts';
import { readCommunity, useCommunity, useDistrict } from '@/services/district.ts';
import { isH5, say } from '@/services/platform.ts';
import { accuracyWords, areaWords, shortGrid } from '@/services/report.ts';
import { useRequest } from '@/services/useRequest.ts';
import { type PlaceChoice, usePlace } from './usePlace.ts';
import './index.scss';

const WAYS = [
  { key: 'map', label: '在图上选' },
  { key: 'list', label: '从列表选' },
];

/** Where the problem is: a pin corrected by hand, or community and grid from the list; and an address in words. */
export default function Place() {
  const { district, problem, reload } = useDistrict();
  const choice = usePlace();
  const { place, address, setAddress, busy, outside } = choice;
  const [way, setWay] = useState(() => (place !== null && place.lng === null ? 'list' : 'map'));

  const use = () => {
    if (place === null) {
      say(outside ? '这个位置不在本区，请重新选。' : '请先选择位置。');
      return;
    }
    choice.use(place, address);
    goBack();
  };

  if (!district)
    return <Page>{problem ? <ErrorState problem={problem} onRetry={() => void reload()} /> : <Skeleton />}</Page>;
  return (
    <Page
      bar={
        <Button kind="primary" onPress={use} busy={busy && '正在查找…'}>
          用这个位置
        </Button>
      }
    >
      <View className="place__tabs">
        <Tabs label="选择的方法" items={WAYS} current={way} onChange={setWay} />
      </View>
      {way === 'map' ? <OnMap choice={choice} district={district} /> : <FromList choice={choice} district={district} />}
      <View className="place__found" {...spoken({ role: 'status', live: 'polite' })}>
        {foundWords(choice)}
      </View>
      <Card>
        <Field
          label="门牌号、楼栋或附近的标志"
          placeholder="如：沿河路12号门口"
          value={address}
          onChange={setAddress}
          maxLength={LIMITS.address}
        />
      </Card>
    </Page>
  );
}

function foundWords({ place, outside, busy }: PlaceChoice): string {
  if (busy) return '正在查找…';
  if (outside) return '这个位置不在本区，请重新选，或从列表选。';
  if (place === null) return '还没有选位置。';
  return [areaWords(place), accuracyWords(place)].join(' · ');
}

interface PartProps {
  choice: PlaceChoice;
  district: DistrictView;
}

function OnMap({ choice, district }: PartProps) {
  const own = useCommunity();
  const community = choice.place?.community ?? own ?? district.streets[0]?.communities[0] ?? null;
  const about = useRequest(isH5 ? (community?.id ?? null) : null, () => readCommunity(community?.id ?? ''));
  const outlines = useMemo(
    () =>
      (about.data?.grids ?? [])
        .filter((grid) => grid.polygon.length > 2)
        .map((grid) => ({ ...grid, name: shortGrid(grid.name, about.data?.name ?? '') })),
    [about.data],
  );
  return (
    <>
      {isH5 && about.loading && <Skeleton cards={1} lines={6} />}
      {isH5 && about.problem && <ErrorState problem={about.problem} onRetry={() => void about.reload()} inline />}
      {(!isH5 || outlines.length > 0) && (
        <PinMap point={choice.point} onPoint={choice.pin} centre={district.centre} outlines={outlines} />
      )}
      {isH5 && about.data && outlines.length === 0 && (
        <View className="place__hint">这个社区没有网格图，请从列表选。</View>
      )}
      {isH5 && outlines.length > 0 && (
        <View className="place__hint">
          这是{community?.name}的网格示意图，点一下放图钉。在别的社区，请先从列表选社区。
        </View>
      )}
      <View className="place__tools">
        <Button icon="locate-fixed" onPress={() => void choice.locateMe()}>
          定位到我这里
        </Button>
        {!isH5 && (
          <Button icon="search" onPress={() => void choice.search()}>
            搜地点
          </Button>
        )}
      </View>
    </>
  );
}

function FromList({ choice, district }: PartProps) {
  const { place, choose } = choice;
  const communities = district.streets.flatMap((street) => street.communities);
  const community = communities.find(({ id }) => id === place?.community?.id);
  const pick = ([id]: string[]) => {
    const found = communities.find((one) => one.id === id);
    if (found) choose({ id: found.id, name: found.name }, null);
  };
  const pickGrid = ([id]: string[]) => {
    const grid = community?.grids.find((one) => one.id === id);
    if (community) choose({ id: community.id, name: community.name }, grid ? { id: grid.id, name: grid.name } : null);
  };
  return (
    <>
      {community && community.grids.length > 0 && (
        <Card title={`${community.name}的网格（不清楚可不选）`}>
          <Chips
            label="网格"
            choices={community.grids.map(({ id, name }) => ({ value: id, label: shortGrid(name, community.name) }))}
            chosen={place?.grid ? [place.grid.id] : []}
            onChange={pickGrid}
            single
          />
        </Card>
      )}
      {district.streets.map((street) => (
        <Card key={street.id} title={street.name}>
          <Chips
            label={street.name}
            choices={street.communities.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={community ? [community.id] : []}
            onChange={pick}
            single
          />
        </Card>
      ))}
    </>
  );
}
