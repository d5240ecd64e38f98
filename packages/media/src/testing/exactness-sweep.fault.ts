import { CASES, testExactness } from './exactness-cases.harness.js';

// The cases that exactness.it.test.ts leaves out.
testExactness({
  encoded: CASES.filter(({ row }) => row.swept === 'all'),
  copied: CASES.filter(({ row }) => row.fit && row.swept),
});
