import type { LedgerList, LedgerRow, LedgerView } from '@liudan/shared/ledger/contract';
import { View } from '@tarojs/components';
import Taro, { useReachBottom } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { pressable } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { pageQuery } from '@/routes.ts';
import { useDistrict } from '@/services/district.ts';
import { request } from '@/services/http.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { useRequest } from '@/services/useRequest.ts';
import { FilterSheet } from './FilterSheet.tsx';
import { filterWords, NO_FILTER, queryOf, without } from './filter.ts';
import { RowCard } from './RowCard.tsx';
import { TakeSheet } from './TakeSheet.tsx';
import './index.scss';

/** One ledger. */
export default function Ledger() {
  const { id = '' } = pageQuery();
  const ledgers = useRequest('ledgers', () => request<LedgerList>('/ledgers'));
  const ledger = ledgers.data?.items.find((one) => one.id === id);
  return (
    <Page className="ledger">
      {ledgers.loading && <Skeleton lines={4} />}
      {ledgers.problem && <ErrorState problem={ledgers.problem} onRetry={() => void ledgers.reload()} />}
      {ledgers.data && !ledger && <Empty icon="clipboard-list" title="没有这个台账，或您无权查看" />}
      {ledgers.data && ledger && <Rows ledger={ledger} orgs={ledgers.data.orgs} />}
    </Page>
  );
}

function Rows({ ledger, orgs }: { ledger: LedgerView; orgs: LedgerList['orgs'] }) {
  const { district } = useDistrict();
  const [filter, setFilter] = useState(NO_FILTER);
  const [sheet, setSheet] = useState<'filter' | 'take' | null>(null);
  const query = queryOf(filter);
  const list = usePaged<LedgerRow>(JSON.stringify(query), (after) =>
    request<PageOf<LedgerRow>>(`/ledgers/${ledger.id}`, { query: { ...query, after } }),
  );
  useEffect(() => {
    void Taro.setNavigationBarTitle({ title: ledger.name });
  }, [ledger.name]);
  usePullToRefresh(list.reload);
  useReachBottom(() => void list.loadMore());
  const { items, loading, problem, more } = list;
  const categories = district?.categories ?? [];
  const category = (one: string) =>
    categories.flatMap((root) => [root, ...root.leaves]).find(({ id }) => id === one)?.name ?? one;
  const conditions = filterWords(filter, { orgs, category });
  return (
    <>
      <View className="ledger__says">{ledger.says}</View>
      <View className="ledger__ways">
        <Button icon="search" onPress={() => setSheet('filter')}>
          筛选
        </Button>
        <Button kind="primary" icon="clipboard-list" onPress={() => setSheet('take')}>
          导出
        </Button>
      </View>
      {conditions.length > 0 && (
        <View className="ledger__conditions">
          {conditions.map(({ key, words }) => (
            <View
              key={key}
              className="ledger__condition"
              {...pressable(() => setFilter(without(filter, key)), { label: `去掉条件：${words}` })}
            >
              <View>{words}</View>
              <Icon name="x" size="small" />
            </View>
          ))}
        </View>
      )}
      {loading && <Skeleton />}
      {problem && <ErrorState problem={problem} onRetry={() => void list.reload()} inline={items.length > 0} />}
      {items.map((row) => (
        <RowCard key={row.id} ledger={ledger} row={row} />
      ))}
      {!loading && !problem && items.length === 0 && (
        <Empty icon="clipboard-list" title={conditions.length > 0 ? '没有符合条件的记录' : '还没有记录'} />
      )}
      <ListEnd more={more} count={items.length} onMore={() => void list.loadMore()} />
      {sheet === 'filter' && (
        <FilterSheet
          ledger={ledger}
          orgs={orgs}
          categories={categories}
          filter={filter}
          onClose={() => setSheet(null)}
          onUse={(chosen) => {
            setFilter(chosen);
            setSheet(null);
          }}
        />
      )}
      {sheet === 'take' && (
        <TakeSheet
          ledger={ledger}
          query={query}
          narrowed={conditions.map(({ words }) => words).join('，') || '全部'}
          onClose={() => setSheet(null)}
        />
      )}
    </>
  );
}
