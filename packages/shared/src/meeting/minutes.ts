/** The words of a decision, and the minutes of a meeting put together from its decisions. The chair may write them anew. */
import { difficultyWords } from '../dispatch/difficulty.ts';
import type { District } from '../district/schema.ts';
import { GRADE_WORDS, type Grade } from '../ticket/status.ts';
import { dateWords } from '../ticket/words.ts';
import { speech } from '../wording.ts';
import { DECISION_WORDS, MEETING_WORDS, type MeetingKind, PROGRESS, PROGRESS_WORDS, type Progress } from './words.ts';

type Input = Readonly<Record<string, unknown>>;

const text = (input: Input, name: string): string | null => {
  const value = input[name];
  return typeof value === 'string' && value !== '' ? value : null;
};
const said = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join('，');

/** A decision in one line, from the input of its act: 「街道自办，责任领导龙立新，城管办，11月27日 周五 17:30 前办结」. */
export function decisionWords(action: string, input: Input, district: District): string {
  const head = speech(district)(DECISION_WORDS[action] ?? action);
  const org = (id: unknown) => (typeof id === 'string' ? (district.orgs.get(id)?.name ?? null) : null);
  const grade = GRADE_WORDS[text(input, 'grade') as Grade];
  const leaf = district.categories.get(text(input, 'category') ?? '');
  const category = leaf && `${leaf.rootName} · ${leaf.name}`;
  const reason = text(input, 'reason');
  switch (action) {
    case 'triage.handle':
      return said(head, grade, category);
    case 'triage.report_up':
      return said(head, grade, category, reason && `原因：${reason}`);
    case 'triage.direct':
      return said(leaf?.department ? `${head}给${org(leaf.department)}` : head, grade, category);
    case 'triage.unreasonable':
      return said(head, category, text(input, 'code'), text(input, 'policy') && `依据：${text(input, 'policy')}`);
    case 'take': {
      const leader = district.people.find(({ key }) => key === input.leader)?.name;
      const due = Date.parse(text(input, 'dueAt') ?? '');
      return said(
        head,
        leader && `责任领导${leader}`,
        text(input, 'section'),
        !Number.isNaN(due) && `${dateWords(due)} 前办结`,
      );
    }
    case 'dispatch': {
      const assisting = (Array.isArray(input.assisting) ? input.assisting : []).flatMap((id) => org(id) ?? []);
      const difficulty = text(input, 'difficulty');
      const note = text(input, 'note');
      return said(
        `${head}给${org(input.lead) ?? ''}`,
        assisting.length > 0 && `${assisting.join('、')}协办`,
        difficulty && `难度${difficultyWords(district, difficulty)}`,
        note,
      );
    }
    default:
      return said(head, reason);
  }
}

/** What is known of a meeting when its minutes are put together. Names and units are in words already. */
export interface Held {
  readonly kind: MeetingKind;
  readonly org: string;
  readonly startedAt: number;
  readonly place: string | null;
  readonly chair: string;
  readonly attendees: readonly string[];
  readonly decisions: readonly {
    readonly number: string;
    readonly summary: string;
    readonly action: string;
    readonly words: string;
    readonly note: string | null;
    readonly forces: readonly string[];
  }[];
  /** What became of the decisions of the meeting before, each as its number and progress; empty where there was none. */
  readonly followed: readonly { readonly number: string; readonly words: string; readonly progress: Progress }[];
}

/** The minutes as a draft: when, where, who, what became of last time's, what was decided on each, and a count. */
export function composeMinutes(held: Held): string {
  const { kind, org, startedAt, place, chair, attendees, decisions, followed } = held;
  const lines = [
    `${org}${MEETING_WORDS[kind]}记录`,
    `时间：${dateWords(startedAt)}`,
    ...(place ? [`地点：${place}`] : []),
    `主持：${chair}`,
    ...(attendees.length > 0 ? [`参加：${attendees.join('、')}`] : []),
  ];
  if (followed.length > 0) {
    const counts = PROGRESS.flatMap((progress) => {
      const count = followed.filter((one) => one.progress === progress).length;
      return count > 0 ? [`${PROGRESS_WORDS[progress]} ${count} 件`] : [];
    });
    lines.push('', `上次议定 ${followed.length} 件：${counts.join('，')}。`);
    for (const { number, words, progress } of followed)
      if (progress !== 'done') lines.push(`${number} ${words}。${PROGRESS_WORDS[progress]}。`);
  }
  lines.push('', decisions.length === 0 ? '本次没有议定事项。' : `本次议定 ${decisions.length} 件：`);
  for (const [at, { number, summary, words, note, forces }] of decisions.entries())
    lines.push(
      `${at + 1}. ${number} ${summary}。${words}。${note ? `${note}。` : ''}${forces.length > 0 ? `四方力量：${forces.join('、')}。` : ''}`.replace(
        /。。+/g,
        '。',
      ),
    );
  if (decisions.length > 0) lines.push('', `小计：${tally(decisions.map(({ action }) => action))}。`);
  return lines.join('\n');
}

function tally(actions: readonly string[]): string {
  return Object.entries(DECISION_WORDS)
    .flatMap(([action, words]) => {
      const count = actions.filter((one) => one === action).length;
      return count > 0 ? [`${words} ${count} 件`] : [];
    })
    .join('，');
}
