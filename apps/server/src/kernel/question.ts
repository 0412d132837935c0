import type { DataSource, EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { prepared } from './prepared.ts';

/**
 * A question that is asked at every request: TypeORM words it once, and from then on it is only given its values. Wording it anew each
 * time cost more than asking it.
 */
export class Question<Row> {
  private readonly worded = new WeakMap<DataSource, { sql: string; order: readonly string[] }>();

  /** `words` gets the parameters to build with; each stands for itself, so a list (`:...ids`) can't be one. */
  constructor(
    private readonly names: readonly string[],
    private readonly words: (read: EntityManager) => SelectQueryBuilder<ObjectLiteral>,
  ) {}

  /** The raw rows. Instants are given as `asText`. */
  ask(read: EntityManager, values: Readonly<Record<string, string>>): Promise<Row[]> {
    const { sql, order } = this.wordsFor(read);
    return read.query(
      sql,
      order.map((name) => values[name]),
    );
  }

  private wordsFor(read: EntityManager) {
    let made = this.worded.get(read.dataSource);
    if (!made) {
      // Each parameter's value is its own name, so that what comes out tells in which places it stands.
      const parameters = Object.fromEntries(this.names.map((name) => [name, name]));
      const [sql, order] = this.words(read).setParameters(parameters).getQueryAndParameters();
      made = { sql: prepared(sql), order: order as string[] };
      this.worded.set(read.dataSource, made);
    }
    return made;
  }
}
