import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** A fenced block of a page: `ts node` is the language and who runs it. */
export type ReadmeBlock = { info: string; code: string };

/** The fenced blocks of a page of the repository, in order. */
export const readmeBlocks = (page: string): ReadmeBlock[] =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(
    ([, info = '', code = '']) => ({
      info: info.trim(),
      code,
    }),
  );

/** All blocks of one kind as one program: a page tells one story, and a later block uses what an earlier one made. */
export const readmeProgram = (page: string, info: string): string => {
  const blocks = readmeBlocks(page).filter((block) => block.info === info);
  if (blocks.length === 0) throw new Error(`${page} has no block \`${info}\`.`);
  return blocks.map(({ code }) => code).join('\n');
};
