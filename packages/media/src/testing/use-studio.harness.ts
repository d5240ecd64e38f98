import { afterAll, beforeAll } from 'vitest';
import type { Studio } from './numbered-clip.harness.js';
import { openStudio } from './studio.harness.js';

/** A folder and a sandboxed runner for all tests of a file. Use its properties only inside tests and hooks. */
export const useStudio = (): Studio => {
  let studio: Awaited<ReturnType<typeof openStudio>> | undefined;
  beforeAll(async () => {
    studio = await openStudio();
  });
  afterAll(() => studio?.[Symbol.asyncDispose]());
  const opened = (): Studio => {
    if (!studio) throw new Error('The studio is not open yet.');
    return studio;
  };
  return {
    get runner() {
      return opened().runner;
    },
    get dir() {
      return opened().dir;
    },
    get signal() {
      return opened().signal;
    },
  };
};
