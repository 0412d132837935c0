import type { MonthlyChoices, MonthlyReport } from '@liudan/shared/stats/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { request } from '@/services/http.ts';
import { sayDone } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { useRequest } from '@/services/useRequest.ts';
import { canPrint, openPaper, takeFile } from '../taking.ts';
import { ChooseSheet } from './ChooseSheet.tsx';
import { Figures } from './Figures.tsx';
import { TicketsSheet } from './TicketsSheet.tsx';
import './index.scss';

interface Opened {
  title: string;
  query: Record<string, string>;
}

/** What a community's residents reported in a month and what became of it, for its party day. */
export default function Monthly() {
  const choices = useRequest('choices', () => request<MonthlyChoices>('/monthly-reports'));
  const [community, setCommunity] = useState<string | null>(null);
  const [month, setMonth] = useState<string | null>(null);
  const [sheet, setSheet] = useState<'community' | 'month' | null>(null);
  const { communities = [], months = [] } = choices.data ?? {};
  const at = communities.find(({ id }) => id === community) ?? communities[0];
  // At the party day last month is told, not the one that has just begun.
  const over = months.find((one) => one.month === month) ?? months.find(({ final }) => final);
  const path = at && over ? `/monthly-reports/${at.id}/${over.month}` : null;
  const report = useRequest(path, () => request<MonthlyReport>(path ?? ''));
  usePullToRefresh(() => Promise.all([choices.reload(), report.reload()]));
  const streets = [...new Map(communities.map(({ street }) => [street.id, street])).values()];
  return (
    <Page className="monthly">
      {choices.loading && <Skeleton lines={4} />}
      {choices.problem && <ErrorState problem={choices.problem} onRetry={() => void choices.reload()} />}
      {choices.data && communities.length === 0 && (
        <Empty icon="users" title="没有可以查看的月报" words="月报由社区、街道和挂点的区领导查看。" />
      )}
      {at && over && (
        <Card>
          <ListRow title="社区" aside={at.name} onPress={() => setSheet('community')} />
          <ListRow
            title="月份"
            aside={over.final ? over.words : `${over.words}（到现在）`}
            onPress={() => setSheet('month')}
          />
        </Card>
      )}
      {report.loading && path && <Skeleton lines={6} />}
      {report.problem && <ErrorState problem={report.problem} onRetry={() => void report.reload()} />}
      {path && report.data && at?.id === report.data.community.id && over?.month === report.data.month && (
        <Body key={path} path={path} report={report.data} />
      )}
      {sheet === 'community' && (
        <ChooseSheet
          title="选社区"
          groups={streets.map(({ id, name }) => ({
            heading: name,
            choices: communities
              .filter(({ street }) => street.id === id)
              .map((one) => ({ value: one.id, label: one.name })),
          }))}
          chosen={at?.id ?? ''}
          onChoose={(id) => {
            setCommunity(id);
            setSheet(null);
          }}
          onClose={() => setSheet(null)}
        />
      )}
      {sheet === 'month' && (
        <ChooseSheet
          title="选月份"
          groups={[{ heading: null, choices: months.map((one) => ({ value: one.month, label: one.words })) }]}
          chosen={over?.month ?? ''}
          onChoose={(chosen) => {
            setMonth(chosen);
            setSheet(null);
          }}
          onClose={() => setSheet(null)}
        />
      )}
    </Page>
  );
}

function Body({ path, report }: { path: string; report: MonthlyReport }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [busy, setBusy] = useState<'file' | 'paper' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = async (way: 'file' | 'paper') => {
    setBusy(way);
    setProblem(null);
    try {
      if (way === 'paper') await openPaper(`${path}/print`, {});
      else {
        await takeFile(`${path}/export`, {}, 'xlsx', `主题党日月报_${report.community.name}_${report.month}`);
        sayDone('已导出');
      }
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <View className="monthly__ways">
        {canPrint && (
          <Button
            kind="primary"
            busy={busy === 'paper' && '正在排版…'}
            disabled={busy !== null}
            onPress={() => void take('paper')}
          >
            打印
          </Button>
        )}
        <Button busy={busy === 'file' && '正在导出…'} disabled={busy !== null} onPress={() => void take('file')}>
          导出明细
        </Button>
      </View>
      {problem && <ErrorState problem={problem} inline />}
      <Figures report={report} open={(title, query) => setOpened({ title, query })} />
      {opened && <TicketsSheet {...opened} path={path} onClose={() => setOpened(null)} />}
    </>
  );
}
