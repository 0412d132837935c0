// The server's `Database` for a simulation: one connection, one long transaction, and the open tickets in memory (pages.mjs).
// To the server's code it looks like the real one; a question it can't answer from memory is asked after all is flushed.
import { EntityManager } from 'typeorm';
import { Pages } from './pages.mjs';
import { rowOf, Statements } from './statements.mjs';

const ANSWERED = new Set(['find', 'findBy', 'findOne', 'findOneBy', 'existsBy']);

export class BatchDatabase {
  queue = Promise.resolve();
  flushing = false;

  constructor({ writer, reader }) {
    this.sources = new Set([writer, reader]);
    this.source = writer;
    this.runner = writer.createQueryRunner();
    this.pages = new Pages(writer);
    this.ask = this.runner.query.bind(this.runner);
    this.runner.query = async (...args) => {
      if (!this.flushing && !this.pages.isClean) await this.flush();
      return this.ask(...args);
    };
    this.statements = new Statements(writer);
    // The hot path writes its own statements. Their values come here as the entities have them, and are made ready for the driver
    // only when they go there.
    const driver = over(writer.driver, { preparePersistentValue: (value) => value });
    this.hotSource = over(writer, { driver });
    this.hotRunner = over(this.runner, { query: (...args) => this.hot(...args) });
    this.manager = this.managerOver(this.runner.manager);
  }

  /** From here on everything is one transaction, committed by `checkpoint` only. */
  async open() {
    const embedded = this.source.options.type === 'better-sqlite3';
    if (embedded) await this.ask('PRAGMA synchronous = OFF');
    else await this.ask('SET SESSION unique_checks = 0');
    await this.ask('BEGIN');
    this.isOpen = true;
  }

  async checkpoint() {
    this.pages.rest();
    await this.flush();
    if (!this.isOpen) return;
    await this.ask('COMMIT');
    await this.ask('BEGIN');
  }

  write(work) {
    const turn = this.queue.then(async () => {
      this.pages.begin();
      try {
        const result = await work(this.manager);
        this.pages.keep();
        return result;
      } catch (error) {
        this.pages.takeBack();
        throw error;
      }
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  get read() {
    return this.manager;
  }

  async ping() {
    await this.ask('SELECT 1');
  }

  async onApplicationShutdown() {
    await this.queue;
    await this.flush();
    if (this.isOpen) await this.ask('COMMIT');
    await this.runner.release();
    for (const source of this.sources) if (source.isInitialized) await source.destroy();
  }

  async flush() {
    this.flushing = true;
    try {
      for (const { sql, params } of this.pages.flush()) await this.ask(sql, params);
    } finally {
      this.flushing = false;
    }
  }

  /** A ticket that was put away is taken out again. */
  async hold(ticketId) {
    await this.pages.hold(ticketId, this.runner.manager);
  }

  managerOver(real) {
    return new Proxy(real, {
      get: (target, name) => {
        if (name === 'dataSource') return this.hotSource;
        if (name === 'queryRunner') return this.hotRunner;
        if (name === 'query') return (sql, values = []) => this.question(sql, values);
        if (name === 'createQueryBuilder')
          return (...args) => (args.length > 0 ? target.createQueryBuilder(...args) : this.builder());
        if (name === 'insert')
          return async (entity, rows) => this.pages.insert(entity, Array.isArray(rows) ? rows : [rows]);
        if (ANSWERED.has(name)) return (entity, options) => this.answer(name, entity, options);
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
      getPrototypeOf: () => EntityManager.prototype,
    });
  }

  async hot(sql, values, structured) {
    const said = this.statements.read(sql);
    if (!said) return this.runner.query(sql, values, structured);
    const { verb, entity, set, where } = said;
    if (verb === 'UPDATE') {
      const affected = this.pages.update(entity, rowOf(set, values), rowOf(where, values, set.length));
      if (affected !== null) return { affected };
      const ready = [...set, ...where].map((column, at) =>
        this.source.driver.preparePersistentValue(values[at], column),
      );
      return this.runner.query(sql, ready, structured);
    }
    const rows = Array.from({ length: values.length / set.length }, (_, at) => rowOf(set, values, at * set.length));
    return { affected: this.pages.insert(entity, rows, verb === 'REPLACE') };
  }

  async question(sql, values) {
    const said = this.statements.read(sql);
    const where = said?.verb === 'SELECT' ? rowOf(said.where, values) : null;
    const found = where && this.pages.find(said.entity, { where });
    if (!found) return this.runner.manager.query(sql, values);
    const fields = said.set.map(({ propertyName }, at) => [said.as[at], propertyName]);
    return found.map((row) => Object.fromEntries(fields.map(([name, property]) => [name, row[property]])));
  }

  async answer(name, entity, options) {
    const asked = name.endsWith('By') ? { where: options } : (options ?? {});
    const found = this.pages.find(entity, asked);
    if (found === null) return this.runner.manager[name](entity, options);
    if (name === 'existsBy') return found.length > 0;
    return name.startsWith('findOne') ? (found[0] ?? null) : found;
  }

  /** Writes down the calls of a query builder. An insert or update that memory can take goes there, all else to the database. */
  builder() {
    const calls = [];
    const again = () => {
      let real = this.runner.manager.createQueryBuilder();
      for (const [name, args] of calls) real = real[name](...args);
      return real;
    };
    const builder = new Proxy(
      {},
      {
        get: (_, name) => {
          if (name === 'then') return undefined;
          if (name === 'execute') return async () => this.inMemory(calls) ?? again().execute();
          if (name.startsWith('get')) return (...args) => again()[name](...args);
          return (...args) => {
            calls.push([name, args]);
            return builder;
          };
        },
      },
    );
    return builder;
  }

  inMemory(calls) {
    const known = ['insert', 'into', 'values', 'update', 'set', 'where', 'updateEntity'];
    if (calls.some(([name]) => !known.includes(name))) return null;
    const said = new Map(calls.map(([name, args]) => [name, args[0]]));
    if (said.has('insert')) {
      const rows = said.get('values');
      return { affected: this.pages.insert(said.get('into'), Array.isArray(rows) ? rows : [rows]) };
    }
    const where = said.get('where');
    if (!said.has('update') || typeof where !== 'object' || calls.length !== said.size) return null;
    const affected = this.pages.update(said.get('update'), said.get('set'), where);
    return affected === null ? null : { affected };
  }
}

/** The object, with some of its members replaced. */
const over = (whole, members) =>
  new Proxy(whole, {
    get: (target, name) => {
      if (name in members) return members[name];
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
