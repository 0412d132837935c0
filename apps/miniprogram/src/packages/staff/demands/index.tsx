import type { DemandList } from '@liudan/shared/meeting/contract';
import type { DemandLine } from '@liudan/shared/meeting/demands';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tabs } from '@/components/Tabs/index.tsx';
import { pageQuery } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { useRequest } from '@/services/useRequest.ts';
import { shanghaiDay } from '@/services/when.ts';
import { OrgPick } from '../meeting/OrgPick.tsx';
import { Line } from './Line.tsx';
import './index.scss';

const DAY_MS = 86_400_000;
const PERIODS = [
  { key: '1', label: '今天' },
  { key: '7', label: '近 7 天' },
  { key: '30', label: '近 30 天' },
  { key: '365', label: '近一年' },
] as const;

/** 「在办 3，超时 1，待评 2，归档 5」, without what is nought. */
const partsOf = ({ open, red, resolved, closed }: Pick<DemandLine, 'open' | 'red' | 'resolved' | 'closed'>): string =>
  [
    open > 0 && `在办 ${open}`,
    red > 0 && `超时 ${red}`,
    resolved > 0 && `待评 ${resolved}`,
    closed > 0 && `归档 ${closed}`,
  ]
    .filter(Boolean)
    .join('，');

/** 诉求清单: what a community's (or a whole street's) residents asked for, by root and leaf; every line opens its tickets. */
export default function Demands() {
  const [org, setOrg] = useState<string | undefined>(() => pageQuery().org);
  const [days, setDays] = useState('7');
  const [line, setLine] = useState<{ id: string; name: string } | null>(null);
  const until = shanghaiDay(Date.now()).day;
  const from = shanghaiDay(Date.now() - (Number(days) - 1) * DAY_MS).day;
  const list = useRequest<DemandList>(`${org ?? ''}.${from}.${until}`, () =>
    request('/meetings/demands', { query: { org, from, until } }),
  );
  usePullToRefresh(list.reload);
  const { data, problem } = list;
  return (
    <Page>
      {data && <OrgPick org={data.org} orgs={data.orgs} onChange={setOrg} />}
      <View className="demand-period">
        <Tabs label="时间" items={PERIODS} current={days} onChange={setDays} />
      </View>
      {list.loading && <Skeleton />}
      {problem && <ErrorState problem={problem} onRetry={() => void list.reload()} inline={data !== null} />}
      {data && (
        <>
          <View className="meeting-sum">{`共 ${data.total} 件${data.total > 0 ? `：${partsOf(data)}` : ''}`}</View>
          {data.total === 0 && <Empty icon="clipboard-list" title="这段时间没有诉求" />}
          {data.roots
            .filter(({ total }) => total > 0)
            .map((root) => (
              <Card key={root.id} title={root.name} aside={`${root.total} 件`}>
                {(root.leaves.length > 0 ? root.leaves : [root]).map((leaf) => (
                  <ListRow
                    key={leaf.id}
                    title={leaf.name}
                    note={partsOf(leaf)}
                    aside={`${leaf.total} 件`}
                    onPress={() => setLine({ id: leaf.id || 'none', name: leaf.name })}
                  />
                ))}
              </Card>
            ))}
          {data.communities.length > 1 && (
            <Card title="各社区">
              {data.communities.map((one) => (
                <ListRow
                  key={one.id}
                  title={one.name}
                  note={partsOf(one)}
                  aside={`${one.total} 件`}
                  onPress={() => setOrg(one.id)}
                />
              ))}
            </Card>
          )}
          {line && (
            <Line
              key={`${data.org.id}.${line.id}.${from}`}
              name={line.name}
              query={{ org: data.org.id, from, until, category: line.id }}
              onClose={() => setLine(null)}
            />
          )}
        </>
      )}
    </Page>
  );
}
