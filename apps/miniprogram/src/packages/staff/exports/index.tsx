import type { Exported } from '@liudan/shared/ledger/contract';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { request } from '@/services/http.ts';
import { type PageOf, usePaged } from '@/services/usePaged.ts';
import { dateWords } from '@/services/when.ts';
import './index.scss';

const WAYS: Readonly<Record<Exported['format'], string>> = { xlsx: 'Excel 表格', csv: 'CSV 文件', print: '打印' };

/** Who took what out of the house, for those who watch over it. */
export default function Exports() {
  const list = usePaged<Exported>('exports', (after) => request<PageOf<Exported>>('/exports', { query: { after } }));
  usePullToRefresh(list.reload);
  useReachBottom(() => void list.loadMore());
  const { items, loading, problem, more } = list;
  return (
    <Page>
      {loading && <Skeleton lines={3} />}
      {problem && <ErrorState problem={problem} onRetry={() => void list.reload()} inline={items.length > 0} />}
      {items.map(({ id, person, org, what, format, filter, unmasked, at, rows }) => (
        <Card key={id}>
          <View className="exports__top">
            <View className="exports__what">{what}</View>
            {unmasked && <Tag tone="red">完整姓名电话</Tag>}
          </View>
          <View className="exports__note">
            {[WAYS[format], rows === null ? '没有完成' : `${rows} 行`, filter].join(' · ')}
          </View>
          <View className="exports__note">
            {[person, org?.name, dateWords(at, Date.now())].filter(Boolean).join(' · ')}
          </View>
        </Card>
      ))}
      {!loading && !problem && items.length === 0 && <Empty icon="clipboard-list" title="还没有人导出或打印" />}
      <ListEnd more={more} count={items.length} onMore={() => void list.loadMore()} />
    </Page>
  );
}
