import type { Expectation } from './expectation.ts';

/** What must come out of a file of the corpus where that isn't what was measured in it. */
export const CORPUS_ROWS: Record<string, Partial<Expectation>> = {};
