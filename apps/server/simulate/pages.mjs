// The open tickets of a simulation, kept in memory with all their rows. What the server writes is kept here and goes to the
// database in bulk; what it asks of a ticket that is held is answered from here. Anything else is a question to the database.
import { FindOperator } from 'typeorm';
import { ClockEntity } from '../dist/ticket/clock.entity.js';
import { TicketEntity } from '../dist/ticket/ticket.entity.js';
import { TicketEventEntity } from '../dist/ticket/ticket-event.entity.js';

const BULK = [100, 20, 5, 1];

export class Pages {
  /** ticket id -> entity -> key -> row: all there is of a ticket, in every table that names it. */
  held = new Map();
  /** event id -> ticket id, of the tickets held. */
  events = new Map();
  /** entity -> key -> row: rows of no ticket that is held, until they are flushed. */
  loose = new Map();
  /** entity -> key -> { row, fresh }: what the database does not know yet. */
  dirty = new Map();
  closed = new Set();
  /** Tickets that were taken out again, until the next checkpoint. */
  resting = new Set();
  /** key -> clock that the sweep has to look at one day. No ticket is let go of while it has one, so they are all here. */
  ticking = new Map();
  /** key -> event that nobody was told of yet; no ticket is let go of while it has one either. */
  untold = new Map();
  /** Events that were written since somebody last took them from here. */
  news = [];
  undo = null;

  constructor(source) {
    this.source = source;
    this.shapes = new Map();
    this.ofTickets = source.entityMetadatas
      .filter(({ columns }) => columns.some(({ propertyName }) => propertyName === 'ticketId'))
      .map(({ target }) => target);
  }

  shapeOf(entity) {
    let shape = this.shapes.get(entity);
    if (!shape) {
      const { tableName, columns, primaryColumns } = this.source.getMetadata(entity);
      const keys = primaryColumns.map(({ propertyName }) => propertyName);
      const names = columns.map(({ propertyName }) => propertyName);
      shape = { tableName, columns, keys, names, ticketKey: ticketKeyOf(entity, names) };
      this.shapes.set(entity, shape);
    }
    return shape;
  }

  get isClean() {
    return this.dirty.size === 0;
  }

  /** The row of a ticket that is held, and its other rows by entity. */
  rowsOf(ticketId, entity) {
    return [...(this.held.get(ticketId)?.get(entity)?.values() ?? [])];
  }

  /** The row of a ticket that is held. */
  ticketOf(id) {
    return this.held.get(id).get(TicketEntity).get(id);
  }

  /** Adds rows, or (`instead`) puts each in the place of the one with its key. */
  insert(entity, rows, instead = false) {
    const shape = this.shapeOf(entity);
    for (const given of rows) {
      const row = {};
      for (const { propertyName: name, default: other } of shape.columns) row[name] = given[name] ?? other ?? null;
      if (entity === TicketEntity) this.held.set(row.id, new Map());
      const before = instead ? this.held.get(row.ticketId)?.get(entity)?.get(keyOf(shape, row)) : undefined;
      this.put(entity, shape, row, before ?? null, instead && !this.held.has(row.ticketId));
      if (entity === TicketEventEntity && this.held.has(row.ticketId)) {
        this.events.set(row.id, row.ticketId);
        this.news.push(row);
      }
    }
    return rows.length;
  }

  /** How many rows were changed; null where the database has to be asked. */
  update(entity, patch, where) {
    if (Object.values(patch).some((value) => typeof value === 'function')) return null;
    const shape = this.shapeOf(entity);
    const rows = this.candidates(entity, shape, where);
    if (rows === null) return null;
    const found = rows.filter((row) => fits(row, where));
    for (const row of found) {
      const changed = { ...row };
      for (const [name, value] of Object.entries(patch)) if (value !== undefined) changed[name] = value;
      this.put(entity, shape, changed, row);
      if (entity === TicketEntity && changed.phase === 'closed') this.closed.add(changed.id);
    }
    return found.length;
  }

  /** Copies of the rows; null where the database has to be asked. */
  find(entity, { where, order, take }) {
    if (typeof where !== 'object' || where === null || Array.isArray(where)) return null;
    const shape = this.shapeOf(entity);
    const rows = this.candidates(entity, shape, where);
    if (rows === null) return null;
    const found = rows.filter((row) => fits(row, where));
    if (order) found.sort(byOrder(Object.entries(order)));
    return found.slice(0, take ?? found.length).map((row) => ({ ...row }));
  }

  /** Every row that could fit, where they are all here. */
  candidates(entity, shape, where) {
    const ticketId = shape.ticketKey && where[shape.ticketKey];
    if (typeof ticketId === 'string') return this.held.has(ticketId) ? this.rowsOf(ticketId, entity) : null;
    const eventId = entity === TicketEventEntity ? where.id : where.eventId;
    if (typeof eventId === 'string' && this.events.has(eventId)) return this.rowsOf(this.events.get(eventId), entity);
    if (entity === TicketEventEntity && where.notifyPending === true) return [...this.untold.values()];
    if (entity === ClockEntity && where.nextAt instanceof FindOperator) return [...this.ticking.values()];
    const ids = where.id instanceof FindOperator && where.id.type === 'in' ? where.id.value : [where.id];
    const loose = this.loose.get(entity);
    return loose && ids.every((id) => loose.has(id)) ? ids.map((id) => loose.get(id)) : null;
  }

  put(entity, shape, row, before, instead = false) {
    const key = keyOf(shape, row);
    const family = shape.ticketKey === null ? undefined : this.held.get(row[shape.ticketKey]);
    const rows = mapIn(family ?? this.loose, entity);
    const dirty = mapIn(this.dirty, entity);
    const was = dirty.get(key);
    rows.set(key, row);
    this.mark(entity, key, row);
    dirty.set(key, { row, fresh: was?.fresh ?? (before === null && !instead) });
    this.undo?.push(() => {
      if (before) rows.set(key, before);
      else rows.delete(key);
      this.mark(entity, key, before);
      if (was) dirty.set(key, was);
      else dirty.delete(key);
      if (entity === TicketEventEntity && before === null) {
        this.events.delete(key);
        this.news = this.news.filter(({ id }) => id !== key);
      }
      if (entity === TicketEntity && before === null) this.held.delete(row.id);
    });
  }

  /** Keeps the two lists that time and messages go by. `row` is null for one that is taken back. */
  mark(entity, key, row) {
    const [list, listed] =
      entity === ClockEntity ? [this.ticking, ticks(row)] : [this.untold, row?.notifyPending === true];
    if (entity !== ClockEntity && entity !== TicketEventEntity) return;
    if (listed) list.set(key, row);
    else list.delete(key);
  }

  /** Lets go of what was taken out again, as far as it is closed. */
  rest() {
    for (const ticketId of this.resting) this.closed.add(ticketId);
    this.resting.clear();
  }

  begin() {
    this.undo = [];
  }

  keep() {
    this.undo = null;
  }

  takeBack() {
    const steps = this.undo ?? [];
    this.undo = null;
    for (const step of steps.reverse()) step();
    for (const [entity, rows] of this.dirty) if (rows.size === 0) this.dirty.delete(entity);
  }

  /** Takes all of a ticket out of the database into memory, with a row of every table that names it. */
  async hold(ticketId, manager) {
    if (this.held.has(ticketId)) return;
    const page = new Map();
    for (const entity of [TicketEntity, ...this.ofTickets]) {
      const { ticketKey, names, ...shape } = this.shapeOf(entity);
      const rows = mapIn(page, entity);
      // All columns, also those that are not asked for as a rule: the row is written whole again.
      const select = Object.fromEntries(names.map((name) => [name, true]));
      for (const row of await manager.find(entity, { select, where: { [ticketKey]: ticketId } })) {
        rows.set(keyOf(shape, row), row);
        this.mark(entity, keyOf(shape, row), row);
      }
    }
    this.held.set(ticketId, page);
    this.resting.add(ticketId);
    for (const id of page.get(TicketEventEntity).keys()) this.events.set(id, ticketId);
  }

  /** Statements that bring the database up to date, and what is no longer needed here let go. */
  *flush() {
    for (const [entity, rows] of this.dirty) {
      const shape = this.shapeOf(entity);
      const all = [...rows.values()];
      yield* this.statements(
        shape,
        'INSERT',
        all.filter(({ fresh }) => fresh),
      );
      yield* this.statements(
        shape,
        'REPLACE',
        all.filter(({ fresh }) => !fresh),
      );
    }
    this.dirty.clear();
    this.loose.clear();
    for (const ticketId of this.closed) {
      const [ticket] = this.rowsOf(ticketId, TicketEntity);
      const events = this.rowsOf(ticketId, TicketEventEntity);
      // It was let go of before, after it had been taken out again.
      if (ticket === undefined) {
        this.closed.delete(ticketId);
        continue;
      }
      const busy = events.some(({ notifyPending }) => notifyPending) || this.rowsOf(ticketId, ClockEntity).some(ticks);
      if (ticket.phase === 'closed' && busy) continue;
      this.closed.delete(ticketId);
      if (ticket.phase !== 'closed') continue;
      for (const { id } of events) this.events.delete(id);
      this.held.delete(ticketId);
    }
  }

  *statements({ tableName, columns }, verb, all) {
    const { driver } = this.source;
    const names = columns.map(({ databaseName }) => `\`${databaseName}\``).join(', ');
    const marks = `(${columns.map(() => '?').join(', ')})`;
    for (let at = 0; at < all.length; ) {
      const size = BULK.find((bulk) => bulk <= all.length - at);
      const params = [];
      for (const { row } of all.slice(at, at + size))
        for (const column of columns)
          params.push(driver.preparePersistentValue(row[column.propertyName], column) ?? null);
      yield { sql: `${verb} INTO \`${tableName}\` (${names}) VALUES ${Array(size).fill(marks).join(', ')}`, params };
      at += size;
    }
  }
}

function ticketKeyOf(entity, names) {
  if (entity === TicketEntity) return 'id';
  return names.includes('ticketId') ? 'ticketId' : null;
}

/** An appeal is decided after the end, and its clock runs until then. */
const ticks = (clock) => typeof clock?.nextAt === 'number';

const keyOf = ({ keys }, row) => keys.map((name) => row[name]).join(' ');

function mapIn(map, key) {
  let found = map.get(key);
  if (!found) {
    found = new Map();
    map.set(key, found);
  }
  return found;
}

const fits = (row, where) => Object.entries(where).every(([name, wanted]) => holds(row[name], wanted));

/** A condition as TypeORM's finders write it. Throws for one that is not known here, so that none is ever overlooked. */
function holds(value, wanted) {
  if (!(wanted instanceof FindOperator)) return wanted === undefined || value === wanted;
  switch (wanted.type) {
    case 'in':
      return wanted.value.includes(value);
    case 'isNull':
      return value === null;
    case 'not':
      return value !== null && !holds(value, wanted.child ?? wanted.value);
    case 'lessThan':
      return value !== null && value < wanted.value;
    case 'lessThanOrEqual':
      return value !== null && value <= wanted.value;
    case 'moreThan':
      return value !== null && value > wanted.value;
    case 'moreThanOrEqual':
      return value !== null && value >= wanted.value;
    default:
      throw new Error(`the simulation can't tell whether a row fits ${wanted.type}`);
  }
}

const byOrder = (order) => (a, b) => {
  for (const [name, direction] of order) {
    if (a[name] === b[name]) continue;
    const less = a[name] < b[name] ? -1 : 1;
    return direction === 'DESC' ? -less : less;
  }
  return 0;
};
