/** A monthly report as it is shown, printed and taken out: counts, rates and the tickets behind them. */
import type { Named } from '@liudan/shared/contract';
import type { District } from '@liudan/shared/district/schema';
import { stamp, withoutPhones } from '@liudan/shared/ledger/cells';
import type { Cell } from '@liudan/shared/ledger/ledger';
import type { MonthlyReport, ReportedTicket } from '@liudan/shared/stats/contract';
import { monthWords } from '@liudan/shared/stats/month';
import { FIGURES, type FigureName } from '@liudan/shared/stats/monthly';
import { OUTCOME_WORDS, OUTCOMES, SCORE_WORDS } from '@liudan/shared/ticket/status';
import { summaryOf } from '@liudan/shared/ticket/words';
import type { Report } from './monthly.queries.ts';
import type { PaperTable } from './paper.ts';

const named = ({ id, name }: Named): Named => ({ id, name });

export function reportView(report: Report, district: District): MonthlyReport {
  const { computed, community, street, month, final, madeAt } = report;
  const count = (figure: FigureName) => computed.figures[figure].length;
  const rate = (figure: FigureName, of: FigureName) => ({
    figure,
    count: count(figure),
    of,
    ofCount: count(of),
    percent: count(of) === 0 ? null : Math.round((count(figure) / count(of)) * 1000) / 10,
  });
  const inLeaf = (leaf: string) => computed.byCategory.get(leaf)?.length ?? 0;
  return {
    community: named(community),
    street: named(street),
    month,
    words: monthWords(month),
    final,
    madeAt: new Date(madeAt).toISOString(),
    figures: Object.fromEntries(FIGURES.map((figure) => [figure, count(figure)])) as MonthlyReport['figures'],
    rates: {
      answeredInTime: rate('answeredInTime', 'answerDue'),
      handledInTime: rate('handledInTime', 'handleDue'),
      solved: rate('solved', 'rated'),
      satisfied: rate('satisfied', 'rated'),
      online: rate('online', 'cameIn'),
    },
    byCategory: district.roots.map((root) => {
      const leaves = root.leaves.map((leaf) => ({ ...named(leaf), count: inLeaf(leaf.id) }));
      return {
        root: named(root),
        count: leaves.reduce((sum, leaf) => sum + leaf.count, 0),
        leaves: leaves.filter((leaf) => leaf.count > 0),
      };
    }),
    uncategorised: computed.byCategory.get(null)?.length ?? 0,
    byOutcome: OUTCOMES.map((outcome) => ({
      outcome,
      words: OUTCOME_WORDS[outcome],
      count: computed.byOutcome.get(outcome)?.length ?? 0,
    })),
    carriedOut: ticketsOf(report, computed.figures.carriedOut, district),
  };
}

/** Tickets behind a number, as they stood when the month ended. */
export function ticketsOf({ computed, cases }: Report, ids: readonly string[], district: District): ReportedTicket[] {
  const overdue = new Set(computed.figures.overdue);
  return ids.flatMap((id) => {
    const standing = computed.standing.get(id);
    const ticket = cases.get(id)?.ticket;
    if (!standing || !ticket) return [];
    const holder = district.orgs.get(standing.holderOrg ?? '');
    return [
      {
        id,
        number: ticket.number,
        summary: withoutPhones(summaryOf(ticket.text)),
        category: district.categories.get(standing.category ?? '')?.name ?? null,
        holder: holder ? named(holder) : null,
        stateWords: district.wording.states[standing.state].staff,
        submittedAt: new Date(standing.submittedAt).toISOString(),
        overdue: overdue.has(id),
      },
    ];
  });
}

const percent = ({ count, ofCount, percent: share }: MonthlyReport['rates']['solved']): string =>
  share === null ? '没有可算的工单' : `${count} / ${ofCount}，${share}%`;

/** The figures as they are read out at the party day, one line each. */
function figureLines({ figures, rates }: MonthlyReport): [string, Cell][] {
  return [
    ['上月结转', figures.carriedIn],
    ['本月新增', figures.cameIn],
    ['本月重新办理（居民要求复核）', figures.reopened],
    ['本月归档', figures.closed],
    ['结转下月', figures.carriedOut],
    ['其中：已办结、等居民评价', figures.awaitingScore],
    ['按时答复率（研判、首次答复）', percent(rates.answeredInTime)],
    ['按期办结率（办理）', percent(rates.handledInTime)],
    ['解决率（居民已评价的）', percent(rates.solved)],
    ['满意率（居民已评价的）', percent(rates.satisfied)],
    ['居民评价：满意、一般、不满意', `${figures.satisfied}、${figures.fair}、${figures.dissatisfied}`],
    ['未评价归档（不计入满意）', figures.closedUnrated],
    ['返工重办', figures.reworked],
    ['出现超时', figures.overdue],
    ['列入督办', figures.supervised],
    ['网上反映占比', percent(rates.online)],
  ];
}

const column = (words: string, width: number) => ({ words, width, group: null });

export function reportTables(report: Report, view: MonthlyReport, district: District): PaperTable[] {
  const categories = view.byCategory.flatMap(({ root, count, leaves }): [string, string, Cell][] => [
    [root.name, '合计', count],
    ...leaves.map((leaf): [string, string, Cell] => ['', leaf.name, leaf.count]),
  ]);
  const undecided: [string, string, Cell][] = view.uncategorised > 0 ? [['尚未归类', '', view.uncategorised]] : [];
  return [
    { name: '总体情况', columns: [column('项目', 40), column('数量', 40)], rows: figureLines(view), nothing: '' },
    {
      name: '本月新增的分类',
      columns: [column('大类', 30), column('分类', 30), column('件数', 20)],
      rows: [...categories, ...undecided],
      nothing: '',
    },
    {
      name: '本月归档的结果',
      columns: [column('结果', 40), column('件数', 40)],
      rows: view.byOutcome.map(({ words, count }) => [words, count]),
      nothing: '',
    },
    { ...detail(report, report.computed.figures.carriedOut, district), name: '结转下月的工单' },
  ];
}

/** One row per ticket with what it was counted as. */
export function detail(report: Report, ids: readonly string[], district: District): PaperTable {
  const counted = new Map(FIGURES.map((name) => [name, new Set(report.computed.figures[name])]));
  const is = (name: FigureName, id: string): boolean => counted.get(name)?.has(id) === true;
  const origin = (id: string) => (is('cameIn', id) ? '本月新增' : is('reopened', id) ? '重新办理' : '上月结转');
  const score = (id: string) => (['satisfied', 'fair', 'dissatisfied'] as const).find((one) => is(one, id)) ?? null;
  const yes = (name: FigureName, id: string) => (is(name, id) ? '是' : '');
  return {
    name: '工单明细',
    columns: [
      column('工单编号', 20),
      column('反映时间', 17),
      column('分类', 14),
      column('反映的内容', 40),
      column('来源', 11),
      column('月末进度', 14),
      column('责任单位', 16),
      column('本月评价', 10),
      column('返工', 7),
      column('超时', 7),
      column('督办', 7),
    ],
    rows: ticketsOf(report, ids, district).map((one) => {
      const given = score(one.id);
      return [
        one.number,
        stamp(Date.parse(one.submittedAt)),
        one.category,
        one.summary,
        origin(one.id),
        one.stateWords,
        one.holder?.name ?? '',
        given === null ? '' : SCORE_WORDS[given],
        yes('reworked', one.id),
        yes('overdue', one.id),
        yes('supervised', one.id),
      ];
    }),
    nothing: '没有结转的工单',
  };
}
