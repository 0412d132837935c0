/**
 * JSON whose keys stand in one order, whatever order they were written in: for what is hashed or compared. `undefined` has no JSON
 * and becomes the word itself.
 */
export const stableJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? 'undefined';
