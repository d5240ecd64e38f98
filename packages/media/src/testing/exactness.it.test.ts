import { CASES, testExactness } from './exactness-cases.harness.js';

testExactness({
  encoded: CASES.filter(({ row }) => row.swept !== 'all'),
  copied: CASES.filter(({ row }) => row.fit && !row.swept),
});
