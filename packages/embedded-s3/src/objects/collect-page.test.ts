import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cursor, compareKeys } from '../store/walk-keys.js';
import { collectPage, commonPrefix, markerPosition } from './collect-page.js';

/** A walk over keys in memory. Like walkKeys, it reads the cursor before each key. */
const walkOver = (keys: string[]) =>
  async function* (cursor: Cursor) {
    for (const key of keys.toSorted(compareKeys)) {
      if (key.startsWith(cursor.prefix) && compareKeys(key, cursor.after) > 0) yield { key, path: key };
    }
  };

const listAll = async (keys: string[], prefix: string, delimiter: string, limit: number): Promise<string[]> => {
  const found: string[] = [];
  let after = '';
  for (;;) {
    const page = await collectPage({ prefix, after }, walkOver(keys), { delimiter, limit });
    found.push(...page.items.map(({ key }) => key));
    if (!page.isTruncated) return found;
    after = markerPosition(found.at(-1) ?? '', prefix, delimiter);
  }
};

test('pages of any size contain every key or its common prefix exactly once, in order', async () => {
  const keys = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '/'), minLength: 1, maxLength: 5 }));
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.constantFrom('', 'a', 'a/'),
      fc.constantFrom('', '/', 'b'),
      fc.integer({ min: 1, max: 4 }),
      async (all, prefix, delimiter, limit) => {
        const expected = all
          .filter((key) => key.startsWith(prefix))
          .map((key) => commonPrefix(key, prefix, delimiter) ?? key)
          .sort(compareKeys);
        expect(await listAll(all, prefix, delimiter, limit)).toEqual([...new Set(expected)]);
      },
    ),
    { numRuns: 300 },
  );
});
