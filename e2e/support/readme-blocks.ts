import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** A fenced code block. Its info string is the language and what runs it, such as `ts node`. */
export type ReadmeBlock = { info: string; code: string };

/** The fenced code blocks of a Markdown file in the repository, in order. */
export const readmeBlocks = (page: string): ReadmeBlock[] =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(
    ([, info = '', code = '']) => ({
      info: info.trim(),
      code,
    }),
  );

/** Joins all blocks of one kind into one program: later blocks use variables of earlier ones. */
export const readmeProgram = (page: string, info: string): string => {
  const blocks = readmeBlocks(page).filter((block) => block.info === info);
  if (blocks.length === 0) throw new Error(`${page} has no block \`${info}\`.`);
  return blocks.map(({ code }) => code).join('\n');
};
