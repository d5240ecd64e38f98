import type { Row } from '../render-table.ts';
import type { OddInput } from './odd-manifest.ts';

/** A file that can't be processed, with a message that says what is unusual about it. */
export const isRefusal = ({ result, problems }: Row): boolean =>
  /^SOURCE_/.test(result) && problems.every((problem) => problem.startsWith('failed with'));

export const isRight = ({ problems }: Row): boolean => problems.length === 0;

type Counts = { right: number; refused: number; wrong: number };

const DIMENSIONS = ['container', 'video', 'audio', 'fault'] as const;

/** How many files of each container, codec and fault came out right, were refused, or came out wrong. */
export const summarize = (inputs: readonly OddInput[], rows: readonly Row[]): string => {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const lines = DIMENSIONS.flatMap((dimension) => {
    const counts = new Map<string, Counts>();
    for (const input of inputs) {
      const [value, row] = [input[dimension], byName.get(input.name)];
      if (value === undefined || !row) continue;
      const found = counts.get(value) ?? { right: 0, refused: 0, wrong: 0 };
      found[isRight(row) ? 'right' : isRefusal(row) ? 'refused' : 'wrong'] += 1;
      counts.set(value, found);
    }
    return [...counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([value, { right, refused, wrong }]) => `| ${dimension} | ${value} | ${right} | ${refused} | ${wrong} |`);
  });
  return ['| dimension | value | right | refused | wrong |', '|---|---|---|---|---|', ...lines].join('\n');
};
