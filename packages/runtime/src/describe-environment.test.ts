import { expect, test } from 'vitest';
import { describeEnvironment } from './describe-environment.js';

const { both, api, worker } = describeEnvironment();

test('every variable says what it means', () => {
  const all = [...both, ...api, ...worker];
  expect(all.length).toBeGreaterThan(30);
  expect(all.filter(({ meaning }) => meaning.length < 10)).toEqual([]);
});

test('a variable has its default as one would write it, and only what must be set is required', () => {
  expect(api).toContainEqual(expect.objectContaining({ name: 'API_PORT', defaultValue: '3001', isRequired: false }));
  expect(worker).toContainEqual(
    expect.objectContaining({ name: 'WORKER_ALLOW_UNSANDBOXED', defaultValue: 'false', isRequired: false }),
  );
  const required = [...both, ...api, ...worker].filter(({ isRequired }) => isRequired).map(({ name }) => name);
  expect(required).toEqual(['DATABASE_URL', 'JWT_SECRET']);
});

test('what both processes read is told once', () => {
  const names = [...both, ...api, ...worker].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
