import { LEDGERS } from './all.ts';

describe.each(LEDGERS.map((ledger) => [ledger.id, ledger] as const))(
  'the ledger %s',
  (_, { columns, heading, brief, roles }) => {
    it('names its columns once, and is known on a phone by some of them', () => {
      const keys = columns.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(columns.map(({ words }) => words)).size).toBe(keys.length);
      for (const key of [heading, ...brief]) expect(keys).toContain(key);
      expect(brief).not.toContain(heading);
    });

    it('keeps columns under one heading beside each other, and lets no resident in', () => {
      const groups = columns.map(({ group }) => group).filter((group, at, all) => group !== all[at - 1]);
      expect(new Set(groups).size).toBe(groups.length);
      expect(roles).not.toContain('operator');
    });
  },
);

it('every ledger has an id of its own', () => {
  expect(new Set(LEDGERS.map(({ id }) => id)).size).toBe(LEDGERS.length);
});
