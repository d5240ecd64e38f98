import { globSync, readFileSync } from 'node:fs';

type Decision = { file: string; number: number; title: string };

/** Every record in docs/decisions, by number. @throws Error for one whose first line isn't `# <number>. <title>` */
export const readDecisions = (root: URL): Decision[] => {
  const folder = new URL('docs/decisions/', root);
  const files = globSync('[0-9]*.md', { cwd: folder }).sort();
  return files.map((file) => {
    const [, number, title] = readFileSync(new URL(file, folder), 'utf8').match(/^# (\d+)\. (.+)/) ?? [];
    if (!number || !title) throw new Error(`${file} does not begin with "# <number>. <title>".`);
    return { file, number: Number(number), title };
  });
};

/** The numbers below the last one that no record has. */
const gapsIn = (numbers: readonly number[]): number[] =>
  Array.from({ length: Math.max(...numbers) }, (_, index) => index + 1).filter((number) => !numbers.includes(number));

/** docs/decisions/README.md, whole. Pure. */
export const decisionsPage = (decisions: readonly Decision[]): string => {
  const gaps = gapsIn(decisions.map(({ number }) => number));
  return [
    '# Decisions',
    '',
    'Made by `pnpm run docs` from the titles of the records. A new record takes the next number; its first line is `# <number>. <title>`.',
    ...(gaps.length > 0 ? [`No record has the number ${gaps.join(' or ')}.`] : []),
    '',
    '| | decision |',
    '|---|---|',
    ...decisions.map(({ number, title, file }) => `| ${number} | [${title}](${file}) |`),
    '',
  ].join('\n');
};
