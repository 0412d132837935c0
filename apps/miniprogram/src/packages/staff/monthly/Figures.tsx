import type { MonthlyReport } from '@liudan/shared/stats/contract';
import { View } from '@tarojs/components';
import { Card } from '@/components/Card/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { TicketRows } from './TicketsSheet.tsx';
import { Tiles } from './Tiles.tsx';
import { CAME, CARE, RATES, SCORES, shareWords, type Tile, WENT } from './words.ts';

interface Props {
  report: MonthlyReport;
  /** Opens the tickets behind a number. */
  open: (title: string, query: Record<string, string>) => void;
}

/** The report itself, in the order it is read out. */
export function Figures({ report, open }: Props) {
  const { figures, rates, byCategory, uncategorised, byOutcome, carriedOut } = report;
  const tiles = (of: readonly Tile[]) =>
    of.map(({ figure, words }) => ({
      key: figure,
      words,
      count: figures[figure],
      onPress: () => open(words, { figure }),
    }));
  /** A line with a number; nothing opens nothing. */
  const line = (key: string, words: string, count: number, query: Record<string, string>) => (
    <ListRow
      key={key}
      title={words}
      aside={`${count} 件`}
      {...(count > 0 ? { onPress: () => open(words, query) } : {})}
    />
  );
  return (
    <>
      <Card title="收了多少，办了多少">
        <Tiles tiles={tiles(CAME)} />
        <Tiles tiles={tiles(WENT)} />
      </Card>
      <Card title="各项比率，分开算">
        {RATES.map(({ key, words, note }) => (
          <ListRow
            key={key}
            title={words}
            note={note}
            aside={shareWords(rates[key])}
            {...(rates[key].ofCount > 0
              ? { onPress: () => open(`${words}：参与计算的工单`, { figure: rates[key].of }) }
              : {})}
          />
        ))}
        <View className="monthly__note">没有评价的不算满意，单独列出。</View>
      </Card>
      <Card title="居民怎么评">
        <Tiles tiles={tiles(SCORES)} />
      </Card>
      <Card title="需要盯住的">
        <Tiles tiles={tiles(CARE)} />
      </Card>
      <Card title="本月新增的分类">
        {byCategory.map(({ root, count, leaves }) => (
          <View key={root.id}>
            {line(root.id, root.name, count, { category: root.id })}
            {leaves.map((leaf) => (
              <View key={leaf.id} className="monthly__leaf">
                {line(leaf.id, leaf.name, leaf.count, { category: leaf.id })}
              </View>
            ))}
          </View>
        ))}
        {uncategorised > 0 && line('none', '尚未归类', uncategorised, { category: 'none' })}
      </Card>
      <Card title="本月归档的结果">
        {byOutcome.map(({ outcome, words, count }) => line(outcome, words, count, { outcome }))}
      </Card>
      <Card title="结转下月的工单" aside={`${carriedOut.length} 件`}>
        {carriedOut.length === 0 ? (
          <View className="monthly__note">没有，都办完了。</View>
        ) : (
          <TicketRows tickets={carriedOut} />
        )}
      </Card>
    </>
  );
}
