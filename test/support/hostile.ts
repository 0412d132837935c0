/** Bodies nobody's phone would send, for fast-check to draw from. */
import fc from 'fast-check';

/** Texts that break careless programs: other scripts' directions, halves of signs, rare signs, long ones, and code. */
export const STRANGE: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u202e倒过来\u202c',
  '\ud842',
  '好\udfb7',
  '𠮷𠀀㐂䶮龘',
  '👨‍👩‍👧‍👦🏳️‍🌈',
  'e\u0301 \u1100\u1161',
  '\ufeff\u200b\u200d',
  'x'.repeat(100_000),
  '界'.repeat(1_001),
  "' OR 1=1 -- ",
  '"; DROP TABLE ticket; --',
  '%27%00',
  '../../etc/passwd',
  '{{7*7}} #{7*7}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'toString',
  '\r\nSet-Cookie: a=b',
  '=1+1|cmd',
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  '2026-11-20T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-99-99T99:99:99Z',
];

const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...STRANGE),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER, 2 ** 31, [], {}, [[]], [null]),
  fc.constantFrom({ $gt: '' }, { length: -1 }, ['a', 'a'], Array(2_000).fill('x'), { toString: 1 }),
  fc.jsonValue({ maxDepth: 4 }),
);

/** Fields that are the server's alone. */
const OURS = [
  'id',
  'state',
  'reporterId',
  'version',
  'holderOrg',
  'score',
  'role',
  'duties',
  'kind',
  'createdAt',
  'as',
];

/** A body that is nearly right: one of these, with some field replaced, removed or added, at any depth. */
function spoilt(samples: readonly object[]): fc.Arbitrary<string> {
  const change = fc.record({
    sample: fc.constantFrom(...samples),
    at: fc.nat({ max: 30 }),
    how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add'),
    key: fc.oneof(fc.constantFrom(...OURS), fc.constantFrom(...STRANGE.slice(0, 11)), fc.string()),
    value,
  });
  return change.map(({ sample, at, how, key, value: bad }) => {
    const body: Record<string, unknown> = structuredClone(sample) as Record<string, unknown>;
    const places = placesOf(body);
    const place = places[at % places.length];
    if (how === 'add' || !place) Object.defineProperty(place?.[0] ?? body, key, { value: bad, enumerable: true });
    else if (how === 'remove') delete place[0][place[1]];
    else place[0][place[1]] = bad;
    return JSON.stringify(body);
  });
}

/** Every field of an object, with those of the objects in it. */
function placesOf(body: Record<string, unknown>): [Record<string, unknown>, string][] {
  return Object.entries(body).flatMap(([key, inner]) => [
    [body, key] as [Record<string, unknown>, string],
    ...(typeof inner === 'object' && inner !== null ? placesOf(inner as Record<string, unknown>) : []),
  ]);
}

/** Text to send as a body: nearly right ones most of the time, any JSON, and what is no JSON. */
export const hostileBody = (samples: readonly object[]): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: spoilt(samples), weight: 6 },
    { arbitrary: value.map((any) => JSON.stringify(any)), weight: 2 },
    { arbitrary: fc.constantFrom(...RAW), weight: 1 },
  );

const RAW = [
  '',
  '{',
  '{"a":',
  'null',
  '"',
  '\u0000',
  '{"__proto__":{"state":"closed"},"action":"sign","version":1}',
  '{"constructor":{"prototype":{"state":"closed"}}}',
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  `{"text":"${'x'.repeat(300_000)}"}`,
  `{"version":1e400,"action":"sign"}`,
];
