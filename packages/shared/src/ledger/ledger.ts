/**
 * What a ledger 台账 is: a list kept for the record, with named columns, drawn from tickets and their events alone.
 *
 * A definition makes rows from one source row at a time, so that a ledger of any length can be written while it is read.
 */
import type { District } from '../district/schema.ts';
import type { Role } from '../identity/roles.ts';
import type { Part, Supervision, Ticket, TicketClock, TicketEvent } from '../ticket/facts.ts';

/** What stands in one field of a row. Text may have several lines; numbers are written as numbers. */
export type Cell = string | number | null;

/** The fields a reader may narrow a ledger by. */
export const FILTER_FIELDS = ['period', 'org', 'category', 'phase'] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

export interface Column {
  readonly key: string;
  readonly words: string;
  /** In characters of a sheet; two stand for one Chinese sign. */
  readonly width: number;
  /** The heading over several columns, such as 措施 of the four lists. */
  readonly group: string | null;
}

/** A ticket with all that its rows are made of. Events are in their order. */
export interface Case {
  readonly ticket: Ticket;
  readonly parts: readonly Part[];
  /** Those that still run. */
  readonly clocks: readonly TicketClock[];
  readonly events: readonly TicketEvent[];
  readonly supervisions: readonly Supervision[];
}

/** What a row needs from outside its source. */
export interface Reading {
  readonly district: District;
  /** The name of a member of staff; empty where it is not known. */
  nameOf(personId: string): string;
  /** The reporter as this reader may know him: masked, in the clear, or in words that say why he is not shown. */
  readonly reporter: { readonly name: string; readonly phone: string };
  /** What happened outside of it is left out of ledgers of happenings. */
  readonly period: Period;
}

/** Epoch milliseconds; the end is the first instant that no longer belongs to it. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

export interface Row {
  /** Unique within the ledger. */
  readonly id: string;
  /** The ticket it leads to; null where none came of it. */
  readonly ticketId: string | null;
  readonly cells: readonly Cell[];
}

interface Kind<Line> {
  readonly id: string;
  readonly name: string;
  /** What stands in it, in one sentence. */
  readonly says: string;
  /** Whoever holds one of these duties sees the rows this duty covers. */
  readonly roles: readonly Role[];
  readonly filters: readonly FilterField[];
  /** The column that stands as the heading of a row on a phone. */
  readonly heading: string;
  /** Keys of the columns that are seen first there. */
  readonly brief: readonly string[];
  readonly columns: readonly ColumnOf<Line>[];
}

export interface ColumnOf<Line> extends Omit<Column, 'group'> {
  readonly group?: string;
  of(line: Line, reading: Reading): Cell;
}

export interface Ledger<Source> {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly roles: readonly Role[];
  readonly filters: readonly FilterField[];
  readonly heading: string;
  /** Keys of the columns that are seen first there. */
  readonly brief: readonly string[];
  readonly columns: readonly Column[];
  rows(source: Source, reading: Reading): Row[];
}

/** A ledger of tickets: one row per ticket, or one for each happening of the acts in `acts`. */
export interface TicketLedger extends Ledger<Case> {
  readonly source: 'tickets';
  /**
   * Which tickets belong to it: those in which staff did one of these acts, those that were supervised, or all (null). Of acts and orders
   * the period is their own, of tickets that of the report.
   */
  readonly acts: readonly string[] | 'supervisions' | null;
}

/** Ties the columns of a ledger to the lines they read. `lines` names each line's row by what makes it one of a kind. */
export function ledgerOf<Source, Line>(
  { columns, ...kind }: Kind<Line>,
  lines: (source: Source, reading: Reading) => { id: string; ticketId: string | null; line: Line }[],
): Ledger<Source> {
  return {
    ...kind,
    columns: columns.map(({ key, words, width, group }) => ({ key, words, width, group: group ?? null })),
    rows: (source, reading) =>
      lines(source, reading).map(({ id, ticketId, line }) => ({
        id,
        ticketId,
        cells: columns.map((column) => column.of(line, reading)),
      })),
  };
}

export const isIn = (at: number, { from, until }: Period): boolean => at >= from && at < until;
