/**
 * A district: one folder of files, read whole, checked whole and indexed. Whoever holds a `District` may trust it:
 * every id in it exists, every tier has its right parent and every rule is there.
 */
import type { NoticeTopic } from '../community/notice.ts';
import type { WorkCalendar } from '../deadline/calendar.ts';
import type { DeadlineRules } from '../deadline/rule.ts';
import type { DifficultyGrade } from '../dispatch/difficulty.ts';
import type { IntakeRouting } from '../dispatch/intake.ts';
import type { Role } from '../identity/roles.ts';
import type { NoticeKind } from '../notify/contract.ts';
import type { LngLat, Org } from '../org/tier.ts';
import type { ScaleGrade } from '../rating/scale.ts';
import type { SimilarRules } from '../ticket/similar.ts';
import type { Difficulty } from '../ticket/status.ts';
import type { Wording } from '../wording.ts';
import { assemble } from './assemble.ts';
import { crossCheck } from './checks.ts';
import { type Problem, readFiles } from './files.ts';
import type { NotifySettings } from './notify-file.ts';

/** A leaf of the category tree: what a ticket is sorted under. */
export interface Category {
  readonly id: string;
  readonly name: string;
  readonly rootId: string;
  readonly rootName: string;
  readonly examples: string;
  /** The competent department by the catalogue; null where none is. */
  readonly department: string | null;
  /** The department alone is competent, so the work goes to it directly. */
  readonly direct: boolean;
  /** A resolution has to show a photo of the result. */
  readonly afterPhoto: boolean;
  readonly difficulty: Difficulty;
  /** Where the law keeps a route of its own for this: what the resident is told. */
  readonly legalRoute?: string;
}

export interface CategoryRoot {
  readonly id: string;
  readonly name: string;
  readonly leaves: readonly Category[];
}

export interface Person {
  readonly key: string;
  readonly name: string;
  readonly phone: string;
  readonly roles: readonly { readonly role: Role; readonly org: string }[];
  /** The streets and departments a district leader is in charge of; empty for everybody else. */
  readonly charge: readonly string[];
}

export interface DemoResident {
  readonly key: string;
  readonly name: string;
  readonly phone: string;
  readonly community: string;
}

export interface NoticeTemplate {
  readonly title: string;
  /** Text with `{placeholders}`; see `PLACEHOLDERS`. */
  readonly body: string;
  readonly wechat?: {
    readonly templateId: string;
    /** The title of the template in WeChat's library, to find it again. */
    readonly title: string;
    readonly type: 'onetime' | 'longterm';
    /** Keyword such as `thing1` -> value with placeholders. */
    readonly fields: Readonly<Record<string, string>>;
    readonly page: string;
  };
  /** 用工消息: the template of the same notice for who is bound as an employee. It opens `wechat.page`, or the ticket. */
  readonly employee?: {
    readonly templateId: string;
    readonly title: string;
    readonly fields: Readonly<Record<string, string>>;
  };
  /** A text message: the values of its template in order. */
  readonly sms?: { readonly templateId: string; readonly params: readonly string[] };
}

export interface Templates {
  /** Ready answers: action -> those for every category and those for one category (leaf or root id). */
  readonly answers: Readonly<
    Record<
      string,
      { readonly any: readonly string[]; readonly byCategory: Readonly<Record<string, readonly string[]>> }
    >
  >;
  readonly returnReasons: readonly string[];
  readonly withdrawReasons: readonly string[];
  /** Why a wish may be found unreasonable; the policy is cited beside it. */
  readonly unreasonableReasons: readonly string[];
  readonly notices: Readonly<Record<NoticeKind, NoticeTemplate>>;
}

/** A notice on the page of a community, or of every community of a street. */
export interface CommunityNotice {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** The community or street it is for. */
  readonly org: string;
  readonly publishedAt: number;
  readonly pinned: boolean;
  readonly topic: NoticeTopic;
}

export interface Settings {
  readonly timezone: 'Asia/Shanghai';
  readonly phone: string;
  readonly ticketPrefix: string;
  /** Said on the first page of a demo or invented district; null where there is nothing to say. */
  readonly notice: string | null;
  /** Demo people can be chosen on screen. */
  readonly demo: boolean;
  readonly centre: LngLat;
  readonly privacy: { readonly version: string; readonly text: string };
  readonly accusationNotice: string;
  readonly photos: { readonly perReport: number; readonly perAct: number; readonly maxBytes: number };
  /** Characters of a report. */
  readonly words: number;
  /** Which open tickets are shown as like a report. */
  readonly similar: SimilarRules;
  /** Pages a district may do without. `backlog`: everything unfinished, sorted by where it is stuck (问题清零). */
  readonly views: { readonly backlog: boolean };
  /** The notice kinds whose WeChat templates are asked consent for in one popup, at most three each. */
  readonly subscribe: { readonly resident: readonly NoticeKind[]; readonly staff: readonly NoticeKind[] };
  /** When and by which channel people are told. */
  readonly notify: NotifySettings;
  /** Whose duty lets them take ledgers out with names and phones in the clear. */
  readonly export: { readonly unmaskedRoles: readonly Role[] };
}

/** 村（居）民小组: the smallest group of residents, with the one or two party members who keep contact with it. */
export interface ResidentsGroup {
  readonly id: string;
  readonly name: string;
  readonly community: string;
  readonly grid: string | null;
  /** Keys of the roster. */
  readonly members: readonly string[];
}

export interface District {
  readonly code: string;
  readonly name: string;
  /** The edition of the config, kept with every clock that is started under it. */
  readonly version: string;
  readonly orgs: ReadonlyMap<string, Org>;
  /** Leaves by id. */
  readonly categories: ReadonlyMap<string, Category>;
  readonly roots: readonly CategoryRoot[];
  /** The easiest first; at least one has a time of its own. */
  readonly difficulties: readonly DifficultyGrade[];
  /** What residents choose from when they score, the best first. */
  readonly scale: readonly ScaleGrade[];
  readonly intake: IntakeRouting;
  readonly wording: Wording;
  readonly groups: readonly ResidentsGroup[];
  /** Who leads the method in the district: a title and a key of the roster each. */
  readonly leadingGroup: readonly { readonly title: string; readonly person: string }[];
  readonly rules: DeadlineRules;
  readonly calendar: WorkCalendar;
  readonly templates: Templates;
  readonly people: readonly Person[];
  readonly residents: readonly DemoResident[];
  readonly notices: readonly CommunityNotice[];
  readonly settings: Settings;
}

/**
 * Reads a district from its files: path inside the folder (`district.yaml`, `orgs/hbl.yaml`, …) -> parsed content.
 * Gives the district, or every problem found with the file, the path inside it, and what was expected instead.
 */
export function parseDistrict(files: Record<string, unknown>): { district: District } | { problems: Problem[] } {
  const read = readFiles(files);
  if ('problems' in read) return read;
  const problems = crossCheck(read.files);
  return problems.length > 0 ? { problems } : { district: assemble(read.files) };
}
