import type { AddEntries, AddedEntries, EntryCard, EntryPage } from '@liudan/shared/entry/contract';
import { namesIn } from '@liudan/shared/entry/kinds';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Field, FieldFrame } from '@/components/Field/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { goBack, pageQuery } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { randomKey, say, sayDone } from '@/services/platform.ts';
import { isSure, type Problem, problemOf } from '@/services/problem.ts';
import { type DraftPlace, shortGrid } from '@/services/report.ts';
import { useRequest } from '@/services/useRequest.ts';
import { EditCode } from './EditCode.tsx';
import { PinRow } from './PinRow.tsx';
import './index.scss';

const KINDS = [
  { value: 'building', label: '楼栋' },
  { value: 'station', label: '服务站' },
];
const MOST = 100;
const LIST_MAX = 4_000;

/** Buildings or service stations, one or a pasted list of them; each gets a code. With a code, what that one says is corrected. */
export default function NewCode() {
  const [asked] = useState(pageQuery);
  const known = useRequest('communities', () => request<EntryPage>('/codes', { query: { limit: 1 } }));
  const [chosen, setChosen] = useState<string | null>(asked.community ?? null);
  const [kind, setKind] = useState<AddEntries['kind']>('building');
  const [grid, setGrid] = useState<string | null>(null);
  const [pasted, setPasted] = useState('');
  const [address, setAddress] = useState('');
  const [place, setPlace] = useState<DraftPlace | null>(null);
  const [key, setKey] = useState(randomKey);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const editing = useRequest(asked.code ?? null, () => request<EntryCard>(`/codes/${asked.code}/card`));
  const { data } = known;
  if (!data || (asked.code !== undefined && !editing.data)) {
    const missing = known.problem ?? editing.problem;
    const again = () => void Promise.all([known.reload(), editing.reload()]);
    return <Page>{missing ? <ErrorState problem={missing} onRetry={again} /> : <Skeleton />}</Page>;
  }
  if (editing.data) return <EditCode card={editing.data} communities={data.communities} />;
  const communities = data.communities;
  const community =
    communities.find(({ id }) => id === chosen) ?? (communities.length === 1 ? communities[0] : undefined);
  const labels = namesIn(pasted);
  const one = labels.length <= 1;
  const wrong = {
    ...(community ? {} : { community: '请选择社区。' }),
    ...(labels.length === 0 ? { labels: '请填写名称，一行一个。' } : {}),
    ...(labels.length > MOST ? { labels: `一次最多 ${MOST} 个，现在有 ${labels.length} 个。` } : {}),
    ...(labels.some((label) => label.length > 60) ? { labels: '有一行超过 60 个字，请改短些。' } : {}),
  };
  const said: { community?: string; labels?: string } = tried ? wrong : {};
  const add = async () => {
    setTried(true);
    if (!community || Object.keys(wrong).length > 0) return;
    setBusy(true);
    setProblem(null);
    const pin = one && place !== null && place.lng !== null && place.lat !== null;
    const body: AddEntries = {
      community: community.id,
      kind,
      labels,
      address: address.trim(),
      ...(grid === null ? {} : { grid }),
      ...(pin ? { place: { lng: place.lng ?? 0, lat: place.lat ?? 0 } } : {}),
    };
    try {
      const { items, existed } = await request<AddedEntries>('/codes', { method: 'POST', key, body });
      if (items.length === 0) say('这些名称都已经有码了。');
      else if (existed > 0) say(`加了 ${items.length} 个，${existed} 个已经有了。`);
      else sayDone(`加了 ${items.length} 个`);
      goBack();
    } catch (error) {
      const refusal = problemOf(error);
      if (isSure(refusal)) setKey(randomKey());
      setProblem(refusal);
      setBusy(false);
    }
  };
  const fields = problem?.fields ?? {};
  return (
    <Page
      bar={
        <Button kind="primary" onPress={() => void add()} busy={busy && '正在添加…'}>
          {labels.length > 1 ? `添加 ${labels.length} 个` : '添加'}
        </Button>
      }
    >
      {problem && <ErrorState problem={problem} kept="您填写的内容还在。" inline />}
      <Card>
        {communities.length > 1 && (
          <FieldFrame label="社区" problem={said.community}>
            <Chips
              label="社区"
              choices={communities.map(({ id, name }) => ({ value: id, label: name }))}
              chosen={community ? [community.id] : []}
              onChange={([id]) => {
                setChosen(id ?? null);
                setGrid(null);
              }}
              single
            />
          </FieldFrame>
        )}
        <FieldFrame label="类别">
          <Chips
            label="类别"
            choices={KINDS}
            chosen={[kind]}
            onChange={([next]) => setKind(next === 'station' ? 'station' : 'building')}
            single
          />
        </FieldFrame>
        {community && community.grids.length > 0 && (
          <FieldFrame label="所在网格" hint="选了网格，海报上会有网格员的电话。" problem={fields.grid}>
            <Chips
              label="所在网格"
              choices={community.grids.map(({ id, name }) => ({ value: id, label: shortGrid(name, community.name) }))}
              chosen={grid === null ? [] : [grid]}
              onChange={([id]) => setGrid(id ?? null)}
              single
            />
          </FieldFrame>
        )}
        <FieldFrame label="名称" hint="一行一个，可以整列粘贴。" problem={said.labels ?? fields.labels}>
          <TextArea
            label="名称，一行一个"
            value={pasted}
            onChange={setPasted}
            placeholder={NAMES[kind]}
            max={LIST_MAX}
          />
        </FieldFrame>
        <Field
          label="小区或街路（可不填）"
          hint="居民扫码上报时，写在名称前面。"
          value={address}
          onChange={setAddress}
          placeholder="如：河滨路 18 号院"
          problem={fields.address}
        />
        {one ? (
          <PinRow place={place} problem={fields.place} onChoose={setPlace} />
        ) : (
          <View className="newcode__note">一次添加多个时，不标地图位置。</View>
        )}
      </Card>
    </Page>
  );
}

const NAMES: Readonly<Record<AddEntries['kind'], string>> = {
  building: '3号楼\n5号楼\n12栋',
  station: '便民服务站',
};
