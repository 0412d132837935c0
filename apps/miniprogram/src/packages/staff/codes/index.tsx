import type { EntryCard, EntryPage } from '@liudan/shared/entry/contract';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Field } from '@/components/Field/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { shortGrid } from '@/services/report.ts';
import { usePaged } from '@/services/usePaged.ts';
import { useShownAgain } from '../meeting/useShownAgain.ts';
import { canPrint } from '../taking.ts';
import { PosterSheet } from './PosterSheet.tsx';
import './index.scss';

const KINDS = [
  { key: '', label: '全部' },
  { key: 'grid', label: '网格' },
  { key: 'building', label: '楼栋' },
  { key: 'station', label: '服务站' },
] as const;

/** The codes of a community: those of itself and its grids are there by themselves, buildings and service stations are added. */
export default function Codes() {
  const [chosen, setChosen] = useState<string | null>(null);
  const [kind, setKind] = useState<string>('');
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [printing, setPrinting] = useState(false);
  const list = usePaged<EntryCard, EntryPage>(`codes ${chosen ?? ''} ${kind} ${q}`, (after) =>
    request<EntryPage>('/codes', { query: { community: chosen, kind, q, after, limit: 50 } }),
  );
  const [known, setKnown] = useState<EntryPage['communities']>([]);
  if (list.first && known.length === 0) setKnown(list.first.communities);
  useShownAgain(() => void list.reload());
  usePullToRefresh(list.reload);
  useReachBottom(() => void list.loadMore());
  const { items, loading, problem } = list;
  const community = known.find(({ id }) => id === chosen) ?? (known.length === 1 ? known[0] : undefined);
  return (
    <Page
      bar={
        <>
          {canPrint && (
            <Button onPress={() => setPrinting(true)} disabled={!community || items.length === 0}>
              打印海报
            </Button>
          )}
          <Button
            kind="primary"
            icon="plus"
            label="添加楼栋、服务站"
            onPress={() => goTo(routes.staffNewCode, community ? { community: community.id } : {})}
          >
            添加
          </Button>
        </>
      }
    >
      {known.length > 1 && (
        <View className="codes__communities">
          <Chips
            label="社区"
            choices={known.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={chosen === null ? [] : [chosen]}
            onChange={([id]) => setChosen(id ?? null)}
            single
          />
        </View>
      )}
      <Tabs label="哪一类" items={KINDS} current={kind} onChange={setKind} />
      <View className="codes__seek">
        <Field
          label="搜索"
          value={typed}
          onChange={setTyped}
          placeholder="楼栋、服务站或网格的名称"
          maxLength={40}
          onDone={() => setQ(typed.trim())}
        />
        <Button icon="search" onPress={() => setQ(typed.trim())}>
          搜索
        </Button>
      </View>
      {loading && <Skeleton lines={3} />}
      {problem && <ErrorState problem={problem} onRetry={() => void list.reload()} inline={items.length > 0} />}
      {items.length > 0 && (
        <Card>
          {items.map((code) => (
            <ListRow
              key={code.id}
              icon="qr-code"
              title={code.words}
              note={noteOf(code)}
              onPress={() => goTo(routes.staffCode, { code: code.code })}
            />
          ))}
        </Card>
      )}
      {!loading && !problem && items.length === 0 && (
        <Empty
          icon="qr-code"
          title={q ? '没有找到' : '还没有这一类二维码'}
          words="每个楼栋、服务站一个码，居民扫码上报时，位置和网格都会自动填好。"
        />
      )}
      <ListEnd more={list.more} count={items.length} onMore={() => void list.loadMore()} />
      {!canPrint && items.length > 0 && (
        <View className="codes__note">整批打印海报，请在电脑上用浏览器打开工作台。</View>
      )}
      {printing && community && <PosterSheet community={community.id} kind={kind} onClose={() => setPrinting(false)} />}
    </Page>
  );
}

function noteOf({ kindWords, community, grid, kind, uses }: EntryCard): string {
  const where = grid && kind !== 'grid' ? shortGrid(grid.name, community.name) : null;
  return [kindWords, where, `近 30 天打开 ${uses.month} 次`].filter(Boolean).join(' · ');
}
