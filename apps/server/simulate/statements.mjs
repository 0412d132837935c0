// The statements of the server's hot path (kernel/rows.ts, kernel/question.ts), read back into entity, fields and values.

const ADD = /^(INSERT|REPLACE) INTO `(\w+)` \(([^)]*)\) VALUES [(?, )]+$/;
const CHANGE = /^UPDATE `(\w+)` SET ((?:`\w+` = \?(?:, )?)+) WHERE ((?:`\w+` = \?(?: AND )?)+)$/;
const ASK = /^SELECT (.+) FROM [`"](\w+)[`"] [`"]\w+[`"] WHERE ((?:[`"]\w+[`"]\.[`"]\w+[`"] = \?(?: AND )?)+)$/;
const ASKED = /^[`"]\w+[`"]\.[`"](\w+)[`"] AS [`"](\w+)[`"]$/;
const names = (text) => [...text.matchAll(/`(\w+)`/g)].map(([, name]) => name);

export class Statements {
  known = new Map();

  constructor(source) {
    this.tables = new Map(source.entityMetadatas.map((metadata) => [metadata.tableName, metadata]));
  }

  /** What the statement says: `verb`, `entity`, and the columns its values are for, in order; null for any other. */
  read(sql) {
    if (!this.known.has(sql)) this.known.set(sql, this.parse(sql));
    return this.known.get(sql);
  }

  parse(sql) {
    const [, verb, added, fields] = ADD.exec(sql) ?? [];
    if (verb) return this.about(added, { verb, set: names(fields), where: [] });
    const [, changed, set, where] = CHANGE.exec(sql) ?? [];
    if (changed) return this.about(changed, { verb: 'UPDATE', set: names(set), where: names(where) });
    const [, selected, asked, condition] = ASK.exec(sql) ?? [];
    return asked ? this.question(asked, selected, condition) : null;
  }

  /** A question for plain texts of one table; `as` are the names its answer gives them. */
  question(table, selected, condition) {
    const fields = selected.split(', ').map((field) => ASKED.exec(field));
    if (fields.some((field) => field === null)) return null;
    const where = [...condition.matchAll(/\.[`"](\w+)[`"]/g)].map(([, name]) => name);
    const said = this.about(table, { verb: 'SELECT', set: fields.map(([, name]) => name), where });
    const plain = said?.set.every(({ type, transformer }) => !transformer && (type === 'varchar' || type === 'text'));
    return plain ? { ...said, as: fields.map(([, , name]) => name) } : null;
  }

  about(table, { verb, set, where }) {
    const metadata = this.tables.get(table);
    if (!metadata) return null;
    const column = (name) => metadata.columns.find(({ databaseName }) => databaseName === name);
    return { verb, entity: metadata.target, set: set.map(column), where: where.map(column) };
  }
}

/** An object of the values, by the names of their columns' fields. */
export const rowOf = (columns, values, from = 0) =>
  Object.fromEntries(columns.map(({ propertyName }, at) => [propertyName, values[from + at]]));
