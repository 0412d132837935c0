/** The columns and tables that migrations are written in, the same on every engine. */
import { LIMITS } from '@liudan/shared/limits';
import { type QueryRunner, Table, TableColumn, type TableColumnOptions } from 'typeorm';
import { COLUMN_TYPES } from '../kernel/columns.ts';

type Choice = Partial<TableColumnOptions>;

export const nullable = { isNullable: true } as const;
export const primary = { isPrimary: true } as const;
export const code = (name: string, length: number, choice: Choice = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...choice,
});
export const id = (name: string, choice: Choice = {}): TableColumnOptions => ({ name, ...COLUMN_TYPES.id, ...choice });
export const org = (name: string, choice: Choice = {}): TableColumnOptions => code(name, LIMITS.orgId, choice);
export const instant = (name: string, choice: Choice = {}): TableColumnOptions => ({
  name,
  ...COLUMN_TYPES.instant,
  ...choice,
});
export const text = (name: string, choice: Choice = {}): TableColumnOptions => ({ name, type: 'text', ...choice });
export const integer = (name: string, choice: Choice = {}): TableColumnOptions => ({
  name,
  type: 'integer',
  ...choice,
});
export const flag = (name: string, choice: Choice = {}): TableColumnOptions => ({ name, type: 'boolean', ...choice });

interface Shape {
  columns: TableColumnOptions[];
  uniques?: string[][];
  indexes?: string[][];
}

export const createTable = (runner: QueryRunner, name: string, { columns, uniques = [], indexes = [] }: Shape) => {
  const index = (isUnique: boolean) => (columnNames: string[]) => ({
    name: `ix_${name}_${columnNames.join('_')}`,
    columnNames,
    isUnique,
  });
  const indices = [...uniques.map(index(true)), ...indexes.map(index(false))];
  return runner.createTable(new Table({ name, columns, indices }));
};

/** Columns for a table that has rows already: each is nullable or has a default. */
export const addColumns = (runner: QueryRunner, table: string, columns: TableColumnOptions[]) =>
  runner.addColumns(
    table,
    columns.map((column) => new TableColumn(column)),
  );
