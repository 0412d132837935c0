// What the server would write, kept instead of being sent: the statements for the floor, and the rows they leave for the town.
import { getMetadataArgsStorage } from 'typeorm';
import { SnakeNames } from '../dist/kernel/snake-names.js';

const names = new SnakeNames();
const text = (value) => (value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '') : value);
const stored = (value) => (typeof value === 'boolean' ? Number(value) : text(value)) ?? null;

const shapes = new Map();
/** What TypeORM would know of an entity, without a database at hand. */
function shapeOf(entity) {
  let shape = shapes.get(entity);
  if (!shape) {
    const storage = getMetadataArgsStorage();
    const tableName = storage.tables.find(({ target }) => target === entity).name;
    const columns = storage.columns
      .filter(({ target }) => target === entity)
      .map(({ propertyName, options: { transformer } }) => ({
        propertyName,
        databaseName: names.columnName(propertyName, undefined, []),
        transformer,
      }));
    shape = { tableName, columns };
    shapes.set(entity, shape);
  }
  return shape;
}

/** Takes the place of a transaction: keeps what the server would send instead of sending it, as text and plain values. */
export class Recorder {
  writes = [];
  dataSource = {
    getMetadata: shapeOf,
    driver: {
      preparePersistentValue: (value, { transformer }) => stored(transformer?.to ? transformer.to(value) : value),
    },
  };
  queryRunner = {
    query: async (sql, params) => {
      this.writes.push({ sql, params });
      return { affected: 1 };
    },
  };
}

const quoted = new Map();
/** What stands between quotes in a statement of the server: the table, and a column for each value of a row. */
export function namesIn(sql) {
  if (!quoted.has(sql))
    quoted.set(
      sql,
      [...sql.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
  return quoted.get(sql);
}

/** What a statement says of each row it is about, by column. What a changed row had before comes after, and doesn't count. */
export function saidOf({ sql, params }) {
  const columns = namesIn(sql).slice(1);
  const rows = [];
  for (let at = 0; at < params.length; at += columns.length) {
    const row = {};
    columns.forEach((column, index) => {
      if (!(column in row)) row[column] = params[at + index];
    });
    rows.push(row);
  }
  return rows;
}

/** The rows that a ticket's writes leave. */
export function rowsOf(writes) {
  const rows = new Map();
  for (const write of writes) {
    const [table] = namesIn(write.sql);
    for (const said of saidOf(write)) {
      const key = `${table} ${said.id}`;
      const known = rows.get(key);
      if (known) Object.assign(known.row, said);
      else rows.set(key, { table, row: said });
    }
  }
  return [...rows.values()];
}

/** Adds a row to those of its table. */
export function addTo(tables, { table, row }) {
  if (!tables.has(table)) tables.set(table, { columns: Object.keys(row), rows: [] });
  // The outbox has told them all long ago; a town of old news would keep the server busy while it is measured.
  const told = table === 'ticket_event' ? { ...row, notify_pending: 0 } : row;
  tables.get(table).rows.push(tables.get(table).columns.map((column) => told[column]));
}
