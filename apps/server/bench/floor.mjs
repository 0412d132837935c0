// The floor: what the same rows cost with nothing but Fastify and the database's own driver. No session, no checks, no rules.
// It is started with the place of a database and the statements to send, and says where it listens.
import Fastify from 'fastify';
import { openStore } from './store.mjs';

process.once('message', async ({ place, templates, prefix }) => {
  const store = openStore(place);
  const app = Fastify();
  let made = 0;
  const id = () => {
    made += 1;
    return `7F${process.pid.toString(36).toUpperCase().padStart(6, '0')}${String(Date.now()).padStart(14, '0').slice(-10)}${String(made).padStart(8, '0')}`;
  };
  /** The statements of a template with this request's own ids in their places. */
  const filled = (template, own) =>
    template.map(({ sql, params, named }) => {
      const values = [...params];
      for (const { at, name, whole } of named) values[at] = whole ? own[name] : names(values[at], own);
      return { sql, params: values };
    });
  const names = (text, own) => text.replaceAll('@ticket', own.ticket).replaceAll('@number', own.number);

  app.post('/intake', async (request) => {
    const day = '20000101';
    const number = `${prefix}${day}-${await store.nextNumber(day)}`;
    const own = { ticket: id(), event: id(), key: request.headers['idempotency-key'], number };
    await store.write(filled(templates.intake, own));
    return { id: own.ticket, number, version: 1 };
  });
  app.post('/action/:id', async (request) => {
    const own = { ticket: request.params.id, event: id(), key: request.headers['idempotency-key'] };
    await store.write(filled(templates.action, own));
    return { id: own.ticket, version: 2, eventId: own.event };
  });
  app.get('/list', async (request, reply) => {
    const rows = await store.read(
      "SELECT whole FROM ticket WHERE holder_org = ? AND phase = 'open' ORDER BY due_at, id LIMIT 21",
      [request.query.org],
    );
    reply.type('application/json');
    return `[${rows.map((row) => row.whole).join(',')}]`;
  });
  app.get('/page/:id', async (request) => {
    const at = [request.params.id];
    const [ticket] = await store.read('SELECT whole FROM ticket WHERE id = ?', at);
    const events = await store.read('SELECT * FROM ticket_event WHERE ticket_id = ? ORDER BY seq', at);
    return { ticket, events };
  });
  process.send({ url: await app.listen({ host: '127.0.0.1', port: 0 }) });
  process.once('disconnect', async () => {
    await app.close();
    await store.close();
  });
});
