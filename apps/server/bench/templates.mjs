// The statements of the floor: those the server sends for the same rows, recorded once, with gaps for what differs by request.
import { OnceEntity } from '../dist/kernel/once.entity.js';
import { insertRows } from '../dist/kernel/rows.js';
import { namesIn, Recorder, saidOf } from './recorder.mjs';

/** An act that every reported ticket can take once: the community says that it will handle it. */
export const ACT = {
  action: 'triage.handle',
  input: { grade: 'deferred', category: 'noise', answer: '已收到，今天就去看看现场情况' },
};

/** What the server keeps of an answer, so that a second try gets it again. */
const keep = (tx, personId, answer, at) =>
  insertRows(tx, OnceEntity, [{ personId, key: '@key', fingerprint: 'f'.repeat(64), answer, at }]);

/** Names the gaps: `whole` ones are a parameter by themselves, the others stand inside a text. */
function template(writes, ids) {
  return writes.map(({ sql, params }) => {
    const columns = namesIn(sql).slice(1);
    const named = [];
    const values = params.map((value, at) => {
      // The floor tells nobody, and nobody is to tell for it while it is measured.
      if (columns[at % columns.length] === 'notify_pending') return 0;
      if (typeof value !== 'string') return value;
      const name = Object.keys(ids).find((one) => ids[one] === value);
      if (name) {
        named.push({ at, name, whole: true });
        return value;
      }
      const open = Object.entries(ids).reduce((text, [one, id]) => text.replaceAll(id, `@${one}`), value);
      if (open !== value) named.push({ at, whole: false });
      return open;
    });
    return { sql, params: values, named };
  });
}

const eventIn = (writes) => writes.flatMap(saidOf).find(({ hash }) => hash !== undefined).id;

/** The statements of one intake and of one act. */
export async function templatesOf(town) {
  const { state, writes, actors } = await town.ticket('fresh');
  const { id, number } = state.before.whole.ticket;
  const born = eventIn(writes);
  const sentence = '社区正在研判，最晚 11月24日 周二 17:30 前告诉您由谁办理';
  const holder = { id: 'hbl-hbl', name: '河滨社区' };
  const submitted = { id, number, version: 1, holder, dueAt: new Date(town.now).toISOString(), sentence };
  const first = new Recorder();
  await keep(first, actors.reporter.personId, submitted, town.now);
  const tx = new Recorder();
  await town.write(tx, state, actors.community, ACT.action, ACT.input, town.now);
  const eventId = eventIn(tx.writes);
  await keep(
    tx,
    actors.community.personId,
    { id, version: 2, state: 'community_handling', sentence, eventId },
    town.now,
  );
  return {
    intake: template([...writes, ...first.writes], { ticket: id, event: born, number, key: '@key' }),
    action: template(tx.writes, { ticket: id, event: eventId, key: '@key' }),
  };
}
