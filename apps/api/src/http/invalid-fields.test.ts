import { expect, test } from 'vitest';
import { invalidFields } from './invalid-fields.js';
import { toProblem } from './problem.js';

const problems = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ path: `f${index}`, message: 'Bad' }));

test('up to 20 problems are listed', () => {
  const problem = toProblem(invalidFields(problems(20)), 'r');
  expect(problem.errors).toHaveLength(20);
  expect(problem).not.toHaveProperty('moreErrors');
});

test('problems beyond the first 20 are counted', () => {
  const problem = toProblem(invalidFields(problems(125_000)), 'r');
  expect(problem.errors).toEqual(problems(20));
  expect(problem.moreErrors).toBe(124_980);
});
